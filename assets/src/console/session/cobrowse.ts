import type { RemoteEvent } from "../../act/event";
import { decodeOutcome, type Outcome } from "../../act/outcome";
import type { ServerMessage } from "../../shared/wire.gen";
import { Attempts } from "./attempts";
import type { Clock, IceSetup, MakePeer, PathKind, Reason, Received, Send, State } from "./edges";
import { readTabs } from "./tabs";
import { emptySnapshot, type Snapshot } from "./snapshot";
import { Talk } from "./talk";

/** What flows on without a snapshot: the page itself. */
export interface Feed {
  /** A new connection carries the page from now on; what follows is a fresh snapshot of the mirror. */
  readonly onConnected: () => void;
  readonly onMirror: (frame: Uint8Array) => void;
  /** A frame that is here before its turn, and comes once more. */
  readonly onMirrorEarly: (frame: Uint8Array) => void;
  readonly onPointer: (frame: Uint8Array) => void;
  readonly onAsset: (message: Uint8Array) => void;
  /** What became of something done in the customer's page. */
  readonly onOutcome: (outcome: Outcome) => void;
}

export interface CoBrowseOptions {
  readonly id: string;
  readonly makePeer: MakePeer;
  /** Makes ids of attempts and chat messages: at most 64 characters of [A-Za-z0-9_-]. */
  readonly newId: () => string;
  readonly clock: Clock;
  readonly onChange: (snapshot: Snapshot) => void;
}

/** Credentials are renewed when less than this share of their life is left, so that no attempt begins with dying ones. */
const renewBelow = 0.25;

const finalStates: readonly State[] = ["ended", "expired", "withdrawn"];
const noFeed: Feed = { onConnected: () => undefined, onMirror: () => undefined, onMirrorEarly: () => undefined, onPointer: () => undefined, onAsset: () => undefined, onOutcome: () => undefined };

/**
 * One co-browse on the agent's side (docs/protocol.md, "Agent's side"): follows the server's word on where it stands, keeps a spare offer
 * there, and makes the connections that the customer asks for. Free of any view.
 *
 * The socket may come and go (opened, closed) at any time without touching a live connection.
 */
export class CoBrowse {
  readonly id: string;
  readonly talk: Talk;
  readonly #clock: Clock;
  readonly #onChange: (snapshot: Snapshot) => void;
  readonly #attempts: Attempts;
  #snapshot: Snapshot;
  #send: Send | null = null;
  #feed: Feed = noFeed;
  #ice: (IceSetup & { readonly receivedAt: number; readonly lifetimeMs: number }) | null = null;
  #offerWanted = false;
  #stopWanted = false;
  #acts = 0;

  constructor(options: CoBrowseOptions) {
    this.id = options.id;
    this.#clock = options.clock;
    this.#onChange = options.onChange;
    this.#snapshot = emptySnapshot(options.id);
    this.talk = new Talk({
      session: options.id, newId: options.newId, tell: (message) => { this.#tell(message); }, onChange: (chat, unread) => { this.#change({ chat, unread }); },
    });
    this.#attempts = new Attempts(options.makePeer, options.newId, {
      offered: (attempt, sdp) => this.#tell({ type: "offer", session: this.id, attempt, sdp }),
      candidate: (attempt, candidate) => this.#tell({ type: "candidate", session: this.id, attempt, ...candidate }),
      up: (attempt, path) => { this.#up(attempt, path); },
      path: (_, path) => { this.#change({ path }); },
      down: (attempt, wasLive) => { this.#down(attempt, wasLive); },
      stopped: () => { this.#over("ended", "customer_stopped"); },
      mirror: (frame) => { this.#feed.onMirror(frame); },
      mirrorEarly: (frame) => { this.#feed.onMirrorEarly(frame); },
      pointer: (frame) => { this.#feed.onPointer(frame); },
      asset: (message) => { this.#feed.onAsset(message); },
      outcome: (said) => {
        const outcome = decodeOutcome(said);
        if (outcome) this.#feed.onOutcome(outcome);
      },
      grants: (grants) => { this.#change({ grants }); },
      tabs: (said) => { this.#change({ tabs: readTabs(said) }); },
    });
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  get isOver(): boolean {
    return this.#snapshot.unknown || (this.#snapshot.state !== null && finalStates.includes(this.#snapshot.state));
  }

  /** Where the page goes from now on; null for nowhere. */
  watch(feed: Feed | null): void {
    this.#feed = feed ?? noFeed;
  }

  /** Sends to the mirror at the customer's, while the page is here. */
  sendMirror(message: Uint8Array): void {
    this.#attempts.sendMirror(message);
  }

  /** Does something in the customer's page, if that lets it; returns the number that the outcome will name. */
  act(event: RemoteEvent): number {
    this.#attempts.act(++this.#acts, { ...event });
    return this.#acts;
  }

  /** Shows the agent's pointer at the customer's, if they allow that. */
  sendPointer(frame: Uint8Array): void {
    this.#attempts.sendPointer(frame);
  }

  /** Asks the customer's browser for an asset. */
  sendAsset(message: Uint8Array): void {
    this.#attempts.sendAsset(message);
  }

  /** The socket is open: take up (again) where it was. */
  opened(send: Send): void {
    this.#send = send;
    this.#change({ online: true, unknown: false });
    send({ type: "attach", session: this.id, chat_after: this.talk.lastSeq });
    if (this.#stopWanted) {
      send({ type: "stop", session: this.id });
      return;
    }
    this.talk.resend();
    // The server may be another process by now: it learns of a connection that is up before anything else, or it would make a new one.
    const { live } = this.#attempts;
    const { path, elsewhere } = this.#snapshot;
    if (live !== null && path !== null) send({ type: "link", session: this.id, attempt: live, up: true, path });
    // It says `ice` next, and has lost the spare, which lived as long as the socket. An offer now would end what is being connected.
    this.#ice = null;
    this.#offerWanted = !elsewhere && !this.#attempts.isConnecting;
  }

  closed(): void {
    this.#send = null;
    this.#change({ online: false });
  }

  /** Takes one message of the server that names this session. */
  receive(message: ServerMessage): void {
    switch (message.type) {
      case "state":
        this.#stateChanged(message);
        return;
      case "ice":
        this.#ice = { servers: message.servers, relayOnly: message.relay_only, receivedAt: this.#clock.now(), lifetimeMs: message.lifetime_ms };
        if (this.#offerWanted) this.#offer();
        return;
      case "taken":
        this.#attempts.taken(message.attempt);
        return;
      case "offer_wanted":
        this.#change({ elsewhere: false });
        if (this.#attempts.hurry()) return;
        this.#offer();
        this.#attempts.hurry();
        return;
      case "answer":
        this.#attempts.answer(message.attempt, message.sdp);
        return;
      case "candidate":
        this.#attempts.candidate(message.attempt, { candidate: message.candidate, sdp_mid: message.sdp_mid });
        return;
      case "said":
        this.talk.said(message);
        return;
      case "fault":
        this.#fault(message);
        return;
      case "offer":
      case "bye":
      case "pong":
        return; // not an agent's, or the socket's own business
    }
  }

  /** Puts the question to the customer again. */
  ask(): void {
    this.#tell({ type: "ask", session: this.id });
  }

  /** Makes a new offer, which brings the page into this window when it is in another or got lost. */
  showHere(): void {
    this.#change({ elsewhere: false });
    this.#offer();
  }

  /** Ends it at once: directly at the customer's page, and at the server, as soon as that can be reached. */
  stop(): void {
    if (this.isOver) return;
    const { state } = this.#snapshot;
    this.#stopWanted = true;
    this.#tell({ type: "stop", session: this.id });
    this.#attempts.stop();
    if (state === "issued" || state === null) this.#over("withdrawn", null);
    else this.#over("ended", "agent_stopped");
  }

  /** Lets go of everything; the session itself goes on. */
  leave(): void {
    if (this.#send) this.#send({ type: "detach", session: this.id });
    this.#send = null;
    this.#attempts.close();
  }

  #stateChanged(message: Received<"state">): void {
    const { state } = message;
    if (this.isOver && !finalStates.includes(state)) return; // a state that was on its way while Stop was pressed
    this.talk.author = message.agent_name;
    const now = this.#clock.now();
    const expiresAt = state === "issued" && message.expires_in_ms !== undefined ? now + message.expires_in_ms : null;
    this.#change({
      ...(state === "interrupted" && this.#snapshot.state !== "interrupted" ? { ahead: false } : {}),
      state,
      reason: message.reason ?? null,
      awayTitle: message.away_title ?? "",
      siteName: message.site_name,
      agentName: message.agent_name,
      grants: message.grants,
      customerHere: message.customer_here,
      expiresAt,
      // Once known it stays: what the way takes differs from message to message, and a timer must not jump.
      liveSince: this.#snapshot.liveSince ?? (message.running_ms === undefined ? null : now - message.running_ms),
    });
    if (finalStates.includes(state)) this.#over(state, message.reason ?? null);
  }

  #fault(message: Received<"fault">): void {
    if (message.ref !== undefined && this.talk.refused(message.ref)) return;
    if (message.code === "unknown_session") {
      this.#attempts.close();
      this.#change({ unknown: true, path: null });
      return;
    }
    if (message.ref !== undefined) this.#attemptRefused(message.ref);
  }

  /** The server has gone on without this attempt. Was it more than a spare, then another window of this agent's has the page. */
  #attemptRefused(attempt: string): void {
    if (!this.#attempts.isInUse(attempt)) {
      this.#attempts.drop(attempt);
      return;
    }
    this.#attempts.close();
    this.#offerWanted = false;
    this.#change({ path: null, elsewhere: true });
  }

  /** Makes an offer now, or as soon as there are servers to make it with. */
  #offer(): void {
    if (this.isOver) return;
    const ice = this.#ice;
    const fresh = ice !== null && this.#clock.now() - ice.receivedAt < ice.lifetimeMs * (1 - renewBelow);
    if (!ice || !fresh) {
      this.#offerWanted = true;
      if (ice) this.#tell({ type: "ice_request", session: this.id });
      return;
    }
    this.#offerWanted = false;
    this.#attempts.prepare(ice);
    if (this.#attempts.live === null && (this.#snapshot.state === "live" || this.#snapshot.state === "interrupted")) this.#attempts.hurry();
  }

  #up(attempt: string, path: PathKind): void {
    this.#tell({ type: "link", session: this.id, attempt, up: true, path });
    this.#change({ path, lost: false, elsewhere: false, ahead: true, liveSince: this.#snapshot.liveSince ?? this.#clock.now() });
    this.#feed.onConnected();
    // Making the next spare would cost the page's first paint some 20 ms. A customer who is quicker has one asked for.
    this.#clock.afterPaint(() => { if (this.#attempts.live === attempt && !this.#attempts.hasSpare) this.#offer(); });
  }

  #down(attempt: string, wasLive: boolean): void {
    this.#tell({ type: "link", session: this.id, attempt, up: false });
    if (wasLive) this.#change({ path: null, lost: true });
    if (!this.#attempts.hasSpare && !this.#snapshot.elsewhere) this.#offer();
  }

  #over(state: State, reason: Reason | null): void {
    this.#attempts.close();
    this.#change({ state, reason: reason ?? this.#snapshot.reason, path: null, elsewhere: false, expiresAt: null });
  }

  /** Sends if the socket is open. What must not get lost is kept elsewhere and sent again by opened. */
  #tell(message: Parameters<Send>[0]): void {
    this.#send?.(message);
  }

  #change(part: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...part };
    this.#onChange(this.#snapshot);
  }
}
