/**
 * What this folder needs of the world, declared where it is used. ../browser.ts ties these to the real socket and the real peer
 * connection of src/link; the tests tie them to hand-driven ones.
 */
import type { Json } from "../../shared/json";
import type { AgentMessage, Path, ServerMessage } from "../../shared/wire.gen";

/** Received is one message of the server, by its type. */
export type Received<T extends ServerMessage["type"]> = Extract<ServerMessage, { type: T }>;

/** Send puts one message on the socket. It may only be called while the socket is open. */
export type Send = (message: AgentMessage) => void;

export type State = Received<"state">["state"];
export type Reason = NonNullable<Received<"state">["reason"]>;
export type Grant = Received<"state">["grants"][number];
/** The customer's tabs of the site. */
export interface Tabs {
  readonly here: string;
  readonly tabs: readonly string[];
}

export type PathKind = Path;

/** What a peer connection is made from: the server's `ice` message, less its envelope. */
export interface IceSetup {
  readonly servers: Received<"ice">["servers"];
  readonly relayOnly: boolean;
}

export interface TrickledCandidate {
  readonly candidate: string;
  readonly sdp_mid: string;
}

/** One peer connection of the offering side. Every method may be called after close and then does nothing. */
export interface Peer {
  /** Makes the offer and begins to gather. */
  offer(): Promise<string>;
  /** The customer waits for the offer: candidates that are not there yet follow it. */
  hurry(): void;
  accept(answer: string): Promise<void>;
  addCandidate(candidate: TrickledCandidate): void;
  /** One message of ours to the mirror at the customer's. The memory belongs to the peer from now on. */
  sendMirror(message: Uint8Array): void;
  /** One event for the customer's page (act/event.ts). */
  act(seq: number, event: Json): void;
  /** One frame of the pointer channel; may get lost. */
  sendPointer(frame: Uint8Array): void;
  /** One request for an asset. */
  sendAsset(message: Uint8Array): void;
  /** The offer for the customer's next page. */
  sendSpare(attempt: string, sdp: string): void;
  /** Tells the customer's page, past the server, that this is over, and closes. */
  stop(): void;
  close(): void;
}

/** What a peer connection reports. Nothing is reported after close. */
export interface PeerEvents {
  readonly onCandidate: (candidate: TrickledCandidate) => void;
  /** All channels are open. */
  readonly onUp: (path: PathKind) => void;
  /** The browsers found another path than the one reported by onUp. */
  readonly onPath: (path: PathKind) => void;
  /** The path is gone for good; this connection will not come back. */
  readonly onDown: () => void;
  /** The customer pressed Stop; said past the server, so it is here first. */
  readonly onStop: () => void;
  /** One frame of the mirror, for Replica.receive. */
  readonly onMirror: (frame: Uint8Array) => void;
  /** One that is here before its turn, for Replica.glimpse. It comes once more. */
  readonly onMirrorEarly: (frame: Uint8Array) => void;
  /** One frame of the pointer channel. */
  readonly onPointer: (frame: Uint8Array) => void;
  /** One message of the assets channel, for Replica.receiveAsset. */
  readonly onAsset: (message: Uint8Array) => void;
  /** What became of an event (act/outcome.ts). */
  readonly onOutcome: (outcome: Json) => void;
  /** What the customer allows from now on; said past the server, so it is here first. */
  readonly onGrants: (grants: readonly Grant[]) => void;
  /** The customer's tabs by names that mean nothing, and which of them is shown. */
  readonly onTabs: (tabs: Json) => void;
}

/** What is known of the line between the two, from one connection to the next. */
export interface LineMemory {
  /** It has lost packets. */
  isLossy: boolean;
}

export type MakePeer = (ice: IceSetup, events: PeerEvents, line: LineMemory) => Peer;

/** Milliseconds that never jump. */
export interface Clock {
  now(): number;
  /** Runs something when what has just arrived has had the time to be painted. */
  afterPaint(then: () => void): void;
}
