import type { DownReason, PeerEvents, PeerSetup } from "../link/peer";
import type { TrickledCandidate } from "../link/gathering";
import type { FileChannel } from "./channel";

/** The part of a link's Peer that files need. */
export interface FilePeer {
  offer(): Promise<string>;
  accept(sdp: string): Promise<void>;
  answer(sdp: string): Promise<string>;
  addCandidate(candidate: TrickledCandidate): void;
  send(channel: "files", message: Uint8Array): void;
  close(): void;
}

export type IceSetup = Pick<PeerSetup, "servers" | "relayOnly">;
export type MakeFilePeer = (setup: IceSetup, events: PeerEvents) => FilePeer;

export interface FileLinkEvents {
  readonly onDescription: (attempt: string, sdp: string) => void;
  readonly onCandidate: (attempt: string, candidate: TrickledCandidate) => void;
  readonly onUp: (channel: FileChannel) => void;
  readonly onMessage: (message: Uint8Array, channel: FileChannel) => void;
  /** It broke, or never came up. */
  readonly onDown: (reason: DownReason) => void;
}

interface Attempt {
  readonly id: string;
  readonly peer: FilePeer;
  readonly channel: FileChannel;
  isUp: boolean;
}

/** A connection that is made for one file: by its sender, who offers; a lost one is followed by the next attempt. */
export class FileLink {
  readonly #make: MakeFilePeer;
  readonly #newId: () => string;
  readonly #events: FileLinkEvents;
  #attempt: Attempt | undefined;

  constructor(make: MakeFilePeer, newId: () => string, events: FileLinkEvents) {
    this.#make = make;
    this.#newId = newId;
    this.#events = events;
  }

  get isUp(): boolean {
    return this.#attempt?.isUp === true;
  }

  /** The sender's step: another connection, in place of one that is not up. */
  offer(setup: IceSetup): void {
    const attempt = this.#begin(this.#newId(), setup);
    this.#describe(attempt, attempt.peer.offer());
  }

  /** The other side's description: the sender's offer, or the taker's answer to ours. */
  description(id: string, sdp: string, setup: IceSetup): void {
    if (this.#attempt?.id === id) {
      this.#attempt.peer.accept(sdp).catch(() => { this.#down(id, "violation"); });
      return;
    }
    const attempt = this.#begin(id, setup);
    this.#describe(attempt, attempt.peer.answer(sdp));
  }

  candidate(id: string, candidate: TrickledCandidate): void {
    if (this.#attempt?.id === id) this.#attempt.peer.addCandidate(candidate);
  }

  close(): void {
    this.#attempt?.peer.close();
    this.#attempt = undefined;
  }

  #begin(id: string, setup: IceSetup): Attempt {
    this.close();
    const ours = <A extends unknown[]>(then: (...args: A) => void) => (...args: A) => {
      if (this.#attempt === attempt) then(...args);
    };
    const peer = this.#make(setup, {
      onCandidate: ours((candidate) => { this.#events.onCandidate(id, candidate); }),
      onUp: ours(() => {
        attempt.isUp = true;
        this.#events.onUp(attempt.channel);
      }),
      onPath: () => undefined,
      onDown: ours((reason) => { this.#down(id, reason); }),
      onDoubt: () => undefined,
      onControl: () => undefined,
      onMessage: ours((channel, message) => { if (channel === "files") this.#events.onMessage(message, attempt.channel); }),
    });
    const attempt: Attempt = { id, peer, channel: { send: (message) => { peer.send("files", message); } }, isUp: false };
    this.#attempt = attempt;
    return attempt;
  }

  #describe(attempt: Attempt, description: Promise<string>): void {
    description.then(
      (sdp) => { if (this.#attempt === attempt) this.#events.onDescription(attempt.id, sdp); },
      () => { this.#down(attempt.id, "violation"); },
    );
  }

  #down(id: string, reason: DownReason): void {
    if (this.#attempt?.id !== id) return;
    this.close();
    this.#events.onDown(reason);
  }
}
