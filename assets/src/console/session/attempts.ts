import type { Json } from "../../shared/json";
import type { Grant, IceSetup, LineMemory, MakePeer, PathKind, Peer, PeerEvents, TrickledCandidate } from "./edges";

/** How many connections may be open at once: the live one, one being made, a spare, and one that crossed with a request for another. */
const maxAttempts = 4;

interface Attempt {
  readonly id: string;
  readonly peer: Peer;
  /** Candidates that came before the answer. */
  early: TrickledCandidate[];
  /** What it offers; empty while it gathers. */
  sdp: string;
  stage: "gathering" | "spare" | "taken" | "answered" | "up";
}

/** What the attempts tell their session. */
export interface AttemptEvents {
  /** An offer is ready for the server. */
  readonly offered: (attempt: string, sdp: string) => void;
  readonly candidate: (attempt: string, candidate: TrickledCandidate) => void;
  /** The attempt is up and has replaced every older one. */
  readonly up: (attempt: string, path: PathKind) => void;
  readonly path: (attempt: string, path: PathKind) => void;
  readonly down: (attempt: string, wasLive: boolean) => void;
  readonly stopped: () => void;
  readonly mirror: (frame: Uint8Array) => void;
  readonly mirrorEarly: (frame: Uint8Array) => void;
  readonly pointer: (frame: Uint8Array) => void;
  readonly asset: (message: Uint8Array) => void;
  readonly outcome: (outcome: Json) => void;
  readonly grants: (grants: readonly Grant[]) => void;
  readonly tabs: (tabs: Json) => void;
}

/**
 * The peer connections of one session, each named by its attempt. A name is used once: after a lost socket nobody can know whether the
 * server gave the last offer away, so a new one is made and the old one is kept until something is up.
 *
 *	gathering ──offered──► spare ──taken──► taken ──answer──► answered ──channels open──► up
 *	                          └──────────────answer (its "taken" was lost)──────►┘
 */
export class Attempts {
  readonly #make: MakePeer;
  readonly #newId: () => string;
  readonly #events: AttemptEvents;
  readonly #line: LineMemory = { isLossy: false };
  /** In the order in which they were made. */
  #open: Attempt[] = [];

  constructor(make: MakePeer, newId: () => string, events: AttemptEvents) {
    this.#make = make;
    this.#newId = newId;
    this.#events = events;
  }

  /** The attempt that carries the page now. */
  get live(): string | null {
    return this.#open.find((attempt) => attempt.stage === "up")?.id ?? null;
  }

  /** Whether an offer waits at the server, or is about to. */
  get hasSpare(): boolean {
    return this.#open.some((attempt) => attempt.stage === "gathering" || attempt.stage === "spare");
  }

  /** Whether the customer's browser is at work on one of ours. */
  get isConnecting(): boolean {
    return this.#open.some((attempt) => attempt.stage === "taken" || attempt.stage === "answered");
  }

  /** Whether this attempt carries the page or is about to. */
  isInUse(id: string): boolean {
    const attempt = this.#find(id);
    return attempt !== undefined && attempt.stage !== "gathering" && attempt.stage !== "spare";
  }

  /** Makes a new spare and offers it. */
  prepare(ice: IceSetup): void {
    const id = this.#newId();
    const attempt: Attempt = { id, peer: this.#make(ice, this.#eventsOf(id), this.#line), early: [], sdp: "", stage: "gathering" };
    this.#open.push(attempt);
    this.#closeSurplus();
    attempt.peer.offer().then(
      (sdp) => {
        if (!this.#open.includes(attempt)) return;
        attempt.stage = "spare";
        attempt.sdp = sdp;
        this.#events.offered(id, sdp);
        this.#tellSpare();
      },
      () => {
        this.#lost(id);
      },
    );
  }

  /** The customer waits: the offer that is being made goes out as it is. False if none is. */
  hurry(): boolean {
    const gathering = this.#open.filter((attempt) => attempt.stage === "gathering");
    for (const attempt of gathering) attempt.peer.hurry();
    return gathering.length > 0;
  }

  /** The server gave this offer to the customer. */
  taken(id: string): void {
    const attempt = this.#find(id);
    if (attempt?.stage === "spare") attempt.stage = "taken";
  }

  /** The customer's answer. One to an attempt that is gone is nothing to us: a newer offer is on its way. */
  answer(id: string, sdp: string): void {
    const attempt = this.#find(id);
    if (!attempt || attempt.stage === "answered" || attempt.stage === "up") return;
    attempt.stage = "answered";
    attempt.peer.accept(sdp).then(
      () => {
        for (const candidate of attempt.early) attempt.peer.addCandidate(candidate);
        attempt.early = [];
      },
      () => {
        this.#lost(id);
      },
    );
  }

  candidate(id: string, candidate: TrickledCandidate): void {
    const attempt = this.#find(id);
    if (!attempt) return;
    if (attempt.stage === "answered" || attempt.stage === "up") attempt.peer.addCandidate(candidate);
    else attempt.early.push(candidate);
  }

  /** Gives one attempt up, for example because the server refused its offer. */
  drop(id: string): void {
    this.#find(id)?.peer.close();
    this.#open = this.#open.filter((attempt) => attempt.id !== id);
  }

  /** Sends to the mirror at the customer's; nothing if the page is not here. */
  sendMirror(message: Uint8Array): void {
    this.#live?.sendMirror(message);
  }

  act(seq: number, event: Json): void {
    this.#live?.act(seq, event);
  }

  sendPointer(frame: Uint8Array): void {
    this.#live?.sendPointer(frame);
  }

  sendAsset(message: Uint8Array): void {
    this.#live?.sendAsset(message);
  }

  /** Tells the customer's page directly, then closes everything. */
  stop(): void {
    for (const attempt of this.#open) if (attempt.stage === "up") attempt.peer.stop();
    this.close();
  }

  close(): void {
    const open = this.#open;
    this.#open = [];
    for (const attempt of open) attempt.peer.close();
  }

  get #live(): Peer | undefined {
    return this.#open.find((attempt) => attempt.stage === "up")?.peer;
  }

  #find(id: string): Attempt | undefined {
    return this.#open.find((attempt) => attempt.id === id);
  }

  #eventsOf(id: string): PeerEvents {
    const ifOpen = <A extends unknown[]>(then: (...args: A) => void) => (...args: A) => {
      if (this.#find(id)) then(...args);
    };
    return {
      onCandidate: ifOpen((candidate) => {
        this.#events.candidate(id, candidate);
      }),
      onUp: ifOpen((path) => {
        this.#up(id, path);
      }),
      onPath: ifOpen((path) => {
        this.#events.path(id, path);
      }),
      onDown: ifOpen(() => {
        this.#lost(id);
      }),
      onStop: ifOpen(() => {
        this.#events.stopped();
      }),
      onMirror: ifOpen((frame) => {
        if (this.live === id) this.#events.mirror(frame);
      }),
      onMirrorEarly: ifOpen((frame) => {
        if (this.live === id) this.#events.mirrorEarly(frame);
      }),
      onPointer: ifOpen((frame) => {
        if (this.live === id) this.#events.pointer(frame);
      }),
      onAsset: ifOpen((message) => {
        if (this.live === id) this.#events.asset(message);
      }),
      onOutcome: ifOpen((outcome) => {
        if (this.live === id) this.#events.outcome(outcome);
      }),
      onGrants: ifOpen((grants) => {
        if (this.live === id) this.#events.grants(grants);
      }),
      onTabs: ifOpen((tabs) => {
        if (this.live === id) this.#events.tabs(tabs);
      }),
    };
  }

  #up(id: string, path: PathKind): void {
    const place = this.#open.findIndex((attempt) => attempt.id === id);
    const attempt = this.#open[place];
    if (!attempt || attempt.stage === "up") return;
    const older = this.#open.slice(0, place);
    this.#open = this.#open.slice(place);
    attempt.stage = "up";
    for (const old of older) old.peer.close();
    this.#events.up(id, path);
    this.#tellSpare();
  }

  /** The customer's page keeps it for the next one, which answers it without having to ask for it. */
  #tellSpare(): void {
    const spare = this.#open.filter(({ stage }) => stage === "spare").at(-1);
    if (spare) this.#live?.sendSpare(spare.id, spare.sdp);
  }

  #lost(id: string): void {
    const wasLive = this.live === id;
    this.drop(id);
    this.#events.down(id, wasLive);
  }

  /** The live one is never surplus; of the others the oldest goes first. */
  #closeSurplus(): void {
    while (this.#open.length > maxAttempts) {
      const oldest = this.#open.find((attempt) => attempt.stage !== "up");
      if (!oldest) return;
      this.drop(oldest.id);
    }
  }
}
