import type { Backoff } from "../link/backoff";
import type { FileOutcome } from "../shared/wire.gen";
import type { FileChannel } from "./channel";
import { FileLink, type IceSetup, type MakeFilePeer } from "./file-link";
import { Incoming } from "./incoming";
import { decodeFileMessage } from "./message";
import { Outgoing } from "./outgoing";
import { safeName } from "./safe-name";
import { sniff, sniffed } from "./sniff";
import type { FileEnding, FileShown, FileStage, Taken } from "./transfer";
import type { FileHeard, FileSaid } from "./transfers";

export interface DeliveryWorld {
  /** Puts a message on the socket; false when it is not open. What must be said is said again when it opens. */
  readonly send: (message: FileSaid) => boolean;
  readonly newId: () => string;
  readonly makePeer: MakeFilePeer;
  readonly onChange: () => void;
  readonly backoff: Backoff;
}

/** Without a byte, and without a link, for so long, the other side is taken to be gone. In milliseconds. */
const patienceMs = 60_000;

/**
 * One file, on one side.
 *
 *	sender   asking ──file_ice──► connecting ──link up──► moving ◄──► paused ──► over (sent, …)
 *	taker    asked ──accept──► connecting ──link up──► moving ◄──► paused ──► here ──saved──► gone
 */
export class Delivery {
  readonly #what: Pick<FileShown, "id" | "name" | "size" | "from">;
  readonly #world: DeliveryWorld;
  readonly #link: FileLink;
  readonly #outgoing: Outgoing | undefined;
  readonly #incoming: Incoming | undefined;
  #stage: FileStage;
  #moved = 0;
  #ending: FileEnding | undefined;
  #taken: Taken | undefined;
  /** What this side said became of it; said again when the socket opens, until the server has confirmed it. */
  #said: FileOutcome | undefined;
  #isConfirmed = false;
  #ice: IceSetup | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;

  /** With a file it is one that is sent from here. */
  constructor(what: Pick<FileShown, "id" | "name" | "size" | "from">, file: Blob | undefined, world: DeliveryWorld) {
    this.#what = what;
    this.#world = world;
    this.#stage = file ? "asking" : "asked";
    const { id, size } = what;
    if (file) this.#outgoing = new Outgoing(id, file, { onMoved: (bytes) => { this.#progress(bytes); }, onUnreadable: () => { this.sayEnd("cancelled", "unreadable"); } });
    else {
      this.#incoming = new Incoming(id, size, {
        onMoved: (bytes) => { this.#progress(bytes); },
        onWhole: (parts) => { this.#whole(parts); },
        onBroken: () => { this.sayEnd("broken"); },
      });
    }
    this.#link = new FileLink(world.makePeer, world.newId, {
      onDescription: (attempt, sdp) => { world.send({ type: "file_sdp", id, attempt, sdp }); },
      onCandidate: (attempt, candidate) => { world.send({ type: "file_candidate", id, attempt, ...candidate }); },
      onUp: (channel) => { this.#up(channel); },
      onMessage: (message, channel) => { this.#hear(message, channel); },
      onDown: () => { this.#lost(); },
    });
  }

  get shown(): FileShown {
    return {
      ...this.#what, isOutgoing: this.#outgoing !== undefined, stage: this.#stage, moved: this.#moved,
      ...(this.#ending === undefined ? {} : { ending: this.#ending }), ...(this.#taken === undefined ? {} : { taken: this.#taken }),
    };
  }

  /** On its way, or about to be: the other side counts on this browser. */
  get isOpen(): boolean {
    return this.#stage !== "asked" && this.#stage !== "here" && this.#stage !== "over";
  }

  /** Offers it; asks for a connection, where it was accepted already. */
  ask(): void {
    const { id, name, size } = this.#what;
    this.#world.send({ type: "file", id, name: name.slice(0, 200) || "file", size });
    this.#world.onChange();
  }

  accept(): void {
    if (this.#stage !== "asked") return;
    this.#become("connecting");
    this.#wait();
    this.#world.send({ type: "file_accept", id: this.#what.id });
  }

  /** The server asks again: it was restarted, or the sender has not heard what became of it. */
  offeredAgain(): void {
    if (this.#stage !== "asked") this.#greet();
  }

  /** The socket is open: both sides say that they are back. */
  opened(): void {
    if (this.isOpen || (this.#said !== undefined && !this.#isConfirmed)) this.#greet();
  }

  receive(message: FileHeard): void {
    switch (message.type) {
      case "file_ice":
        this.#introduced({ servers: message.servers, relayOnly: message.relay_only });
        break;
      case "file_sdp":
        if (this.#ice && this.isOpen) this.#link.description(message.attempt, message.sdp, this.#ice);
        break;
      case "file_candidate":
        this.#link.candidate(message.attempt, message);
        break;
      case "file_ended":
        this.#isConfirmed = true;
        if (this.isOpen) this.end(message.outcome);
        break;
      case "file_offered": // Transfers' own
    }
  }

  /** Ends it here, and says so. `shown` is what the person is told, where that is more than the other side is. */
  sayEnd(outcome: FileOutcome, shown: FileEnding = outcome): void {
    this.#said = outcome;
    this.#repeat();
    this.end(shown);
  }

  /** It is over, because the other side or the server says so, or never began. */
  end(ending: FileEnding): void {
    this.close();
    if (this.#stage === "here") return;
    this.#ending = ending;
    if (ending === "sent") this.#moved = this.#what.size;
    this.#become("over");
  }

  close(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#patience);
    this.#outgoing?.detach();
    this.#link.close();
  }

  #introduced(ice: IceSetup): void {
    this.#ice = ice;
    if (!this.isOpen) return;
    if (this.#stage === "asking") {
      this.#become("connecting");
      this.#wait();
    }
    if (this.#outgoing && !this.#link.isUp) this.#link.offer(ice);
  }

  #up(channel: FileChannel): void {
    this.#world.backoff.reset();
    clearTimeout(this.#retry);
    this.#become("moving");
    this.#outgoing?.attach(channel);
  }

  #hear(bytes: Uint8Array, channel: FileChannel): void {
    const message = decodeFileMessage(bytes);
    if (message?.id !== this.#what.id) return;
    this.#outgoing?.receive(message);
    this.#incoming?.receive(message, channel);
  }

  /** A lost link is the sender's to make anew; both give up when the other stays away. */
  #lost(): void {
    this.#outgoing?.detach();
    if (!this.isOpen) return;
    if (this.#stage === "moving") this.#become("paused");
    if (this.#outgoing) this.#retry = setTimeout(() => { this.ask(); }, this.#world.backoff.next());
  }

  #progress(bytes: number): void {
    this.#moved = bytes;
    this.#wait();
    this.#world.onChange();
  }

  #wait(): void {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => { this.sayEnd("lost"); }, patienceMs);
  }

  #whole(parts: readonly Uint8Array[]): void {
    const first = parts[0] ?? new Uint8Array();
    const found = sniff(first.subarray(0, sniffed));
    // No browser shows this type: it is saved, and never opened in a tab of the console's or the site's origin.
    const blob = new Blob(parts as Uint8Array<ArrayBuffer>[], { type: "application/octet-stream" });
    this.#taken = { blob, name: safeName(this.#what.name, found), kind: found.kind };
    this.#said = "sent";
    this.#become("here");
    this.#repeat();
    this.close();
  }

  /** What the server says goes to the socket that greeted last. */
  #greet(): void {
    if (this.#outgoing) this.ask();
    else this.#world.send({ type: "file_accept", id: this.#what.id });
    this.#repeat();
  }

  #repeat(): void {
    if (this.#said !== undefined) this.#world.send({ type: "file_end", id: this.#what.id, outcome: this.#said });
  }

  #become(stage: FileStage): void {
    this.#stage = stage;
    this.#world.onChange();
  }
}
