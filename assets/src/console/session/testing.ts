import type { Json } from "../../shared/json";
import type { AgentMessage, ServerMessage } from "../../shared/wire.gen";
import type { Clock, IceSetup, Peer, PeerEvents, TrickledCandidate } from "./edges";

/** A clock that stands still until it is told to go on. */
export class HandClock implements Clock {
  #now = 1000;

  now(): number {
    return this.#now;
  }

  afterPaint(then: () => void): void {
    then();
  }

  pass(ms: number): void {
    this.#now += ms;
  }
}

/** The edge to the browser's peer connection, worked by hand: the test says when it comes up, and sees what was done to it. */
export class HandPeer implements Peer {
  readonly ice: IceSetup;
  readonly events: PeerEvents;
  readonly number: number;
  /** Its candidates take their time. */
  gathers = false;
  hurried = false;
  #gathered: () => void = () => undefined;
  accepted: string | null = null;
  candidates: TrickledCandidate[] = [];
  stopped = false;
  readonly sentToMirror: Uint8Array[] = [];
  readonly acts: [number, Json][] = [];
  readonly pointers: Uint8Array[] = [];
  readonly wanted: Uint8Array[] = [];
  readonly spares: string[] = [];
  closed = false;

  constructor(ice: IceSetup, events: PeerEvents, number: number) {
    this.ice = ice;
    this.events = events;
    this.number = number;
  }

  async offer(): Promise<string> {
    if (this.gathers) await new Promise<void>((resolve) => { this.#gathered = resolve; });
    return `offer ${String(this.number)}`;
  }

  hurry(): void {
    this.hurried = true;
    this.#gathered();
  }

  accept(answer: string): Promise<void> {
    this.accepted = answer;
    return Promise.resolve();
  }

  addCandidate(candidate: TrickledCandidate): void {
    this.candidates.push(candidate);
  }

  sendMirror(message: Uint8Array): void {
    this.sentToMirror.push(message);
  }

  act(seq: number, event: Json): void {
    this.acts.push([seq, event]);
  }

  sendPointer(frame: Uint8Array): void {
    this.pointers.push(frame);
  }

  sendAsset(message: Uint8Array): void {
    this.wanted.push(message);
  }

  sendSpare(attempt: string, sdp: string): void {
    this.spares.push(`${attempt} ${sdp}`);
  }

  stop(): void {
    this.stopped = true;
    this.closed = true;
  }

  close(): void {
    this.closed = true;
  }
}

/** What was sent, and the answers that every session begins with. */
export class HandSocket {
  readonly sent: AgentMessage[] = [];
  readonly send = (message: AgentMessage): void => {
    this.sent.push(message);
  };

  of<T extends AgentMessage["type"]>(type: T): Extract<AgentMessage, { type: T }>[] {
    return this.sent.filter((message): message is Extract<AgentMessage, { type: T }> => message.type === type);
  }
}

type StateMessage = Extract<ServerMessage, { type: "state" }>;

export function stateMessage(session: string, state: StateMessage["state"], more: Partial<StateMessage> = {}): StateMessage {
  return {
    type: "state", session, state, agent_name: "Ada", site_name: "Shop", ask: true, grants: ["view"], agent_here: true, customer_here: false, ...more,
  };
}

export function iceMessage(session: string, lifetimeMs = 600_000): Extract<ServerMessage, { type: "ice" }> {
  return { type: "ice", session, servers: [{ urls: ["stun:127.0.0.1:3478"] }], relay_only: false, lifetime_ms: lifetimeMs };
}

/** Lets promises that are settled run their continuations. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}
