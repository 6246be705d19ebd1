import type { Answer, Assets, CandidateReady, CustomerCandidate, CustomerLink, CustomerMessage, OfferReady } from "../shared/wire.gen";
import type { SessionWorld } from "./session-world";
import type { Share, ShareEvents, Tool } from "./share";

type SharingWorld = Pick<SessionWorld, "loadShare" | "share" | "grants" | "ask" | "tabs">;

/** What the sharing part needs of its session. */
export interface SharingEvents {
  /** Brings what belongs to an attempt past the socket; false when that did not work. */
  readonly post: (message: OfAttempt) => Promise<boolean>;
  /** Keeps the agent's offer for this tab's next page. */
  readonly keep: (offer: OfferReady, goodUntil: number) => void;
  /** False when the socket is not open. */
  readonly send: (message: CustomerMessage) => boolean;
  /** Whether anything may be shared on this page: not after Stop, not while another tab has the session. */
  readonly isWanted: () => boolean;
  readonly agent: () => string;
  readonly assets: () => Assets | undefined;
  readonly onChange: () => void;
  /** The link has gone quiet: the socket may be dead too. */
  readonly onDoubt: () => void;
  /** The agent pressed Stop. */
  readonly onStop: () => void;
  /** The site's further origins. */
  readonly origins: () => readonly string[];
  /** Leads this tab to another page. */
  readonly go: (url: URL) => void;
  /** share.js cannot be loaded. */
  readonly onFailed: () => void;
}

/** What a page says to the agent's browser about the connection that is being made. */
export type OfAttempt = Answer | CustomerCandidate;

/**
 * A session's share, from the first offer on: loads it, brings it what belongs to the newest attempt, and tells the server what came of it,
 * again after a lost socket.
 */
export class Sharing {
  readonly #world: SharingWorld;
  readonly #events: SharingEvents;
  #share: Promise<Share | undefined> | undefined;
  /** The newest attempt, and whether its link is up. */
  #attempt: string | undefined;
  #link: CustomerLink | undefined;
  #wasUp = false;
  /** The newest attempt answers an offer that the page before kept, and the server has not said yet that it is the one. */
  #isAhead = false;
  /** What the server gave last to make connections with, and until when that is good (by Date.now()). */
  #ice: { readonly given: OfferReady["ice"]; readonly goodUntil: number } | undefined;
  /** What belongs to the newest attempt and waits for the socket. */
  #unsent: OfAttempt[] = [];

  constructor(world: SharingWorld, events: SharingEvents) {
    this.#world = world;
    this.#events = events;
  }

  get isUp(): boolean {
    return this.#link?.up ?? false;
  }

  /** The newest attempt; undefined before the first offer. */
  get attempt(): string | undefined {
    return this.#attempt;
  }

  /** Whether a link has been up on this page. */
  get wasUp(): boolean {
    return this.#wasUp;
  }

  /** The session comes back to this page: as if no link had been up. */
  beginAgain(): void {
    this.#wasUp = false;
  }

  /** The offer that the page before kept is answered while the server is still being asked for the session. `settle` follows. */
  ahead(offer: OfferReady): void {
    this.#begin(offer, true);
  }

  offered(offer: OfferReady): void {
    if (!this.#events.isWanted()) return;
    this.#ice = { given: offer.ice, goodUntil: Date.now() + offer.ice.lifetime_ms };
    if (offer.attempt !== this.#attempt) this.#begin(offer, false);
    else if (this.#isAhead) this.#confirm(offer);
  }

  /** The server has said what it has for this page: another offer than that, or none, means that the one which the page before kept is nobody's any more. */
  settle(): void {
    if (this.#isAhead) this.end((share) => { share.close(); });
  }

  #begin(offer: OfferReady, isAhead: boolean): void {
    this.#attempt = offer.attempt;
    this.#isAhead = isAhead;
    this.#unsent = [];
    this.#share ??= this.#start();
    void this.#share.then((share) => { share?.offer(offer, isAhead); });
  }

  #confirm(offer: OfferReady): void {
    this.#isAhead = false;
    void this.#share?.then((share) => { share?.confirm(offer); });
    for (const message of this.#unsent.splice(0)) void this.#tell(message);
  }

  candidate(candidate: CandidateReady): void {
    if (candidate.attempt === this.#attempt) void this.#share?.then((share) => { share?.candidate(candidate); });
  }

  grantsChanged(): void {
    void this.#share?.then((share) => { share?.grantsChanged(); });
  }

  use(tool: Tool): void {
    void this.#share?.then((share) => { share?.use(tool); });
  }

  tabsChanged(): void {
    void this.#share?.then((share) => { share?.tabsChanged(); });
  }

  /** The socket is open again: the server may have missed everything since it was lost. */
  tellAgain(): void {
    for (const message of this.#unsent.splice(0)) this.#events.send(message);
    if (this.#link) this.#events.send(this.#link);
  }

  end(how: (share: Share) => void): void {
    void this.#share?.then((share) => { if (share) how(share); });
    this.#share = undefined;
    this.#attempt = undefined;
    this.#link = undefined;
    this.#isAhead = false;
    this.#unsent = [];
  }

  async #start(): Promise<Share | undefined> {
    try {
      const module = await this.#world.loadShare();
      // The person may have pressed Stop while it loaded.
      return this.#events.isWanted() ? this.#world.share(module, this.#shareEvents()) : undefined;
    } catch {
      this.#events.onFailed();
      return undefined;
    }
  }

  #shareEvents(): ShareEvents {
    return {
      onAnswer: (attempt, sdp) => { void this.#tell({ type: "answer", attempt, sdp }); },
      onCandidate: (attempt, candidate) => { void this.#tell({ type: "candidate", attempt, ...candidate }); },
      onSpare: (attempt, sdp) => {
        if (this.#ice) this.#events.keep({ type: "offer", session: this.#ice.given.session, attempt, sdp, candidates: [], ice: this.#ice.given }, this.#ice.goodUntil);
      },
      onLink: (link) => {
        if (link.attempt === this.#attempt) {
          this.#link = link;
          this.#wasUp ||= link.up;
        }
        this.#events.send(link);
        this.#events.onChange();
      },
      onDoubt: this.#events.onDoubt,
      onStop: this.#events.onStop,
      grants: () => (this.#events.isWanted() ? this.#world.grants.now : []),
      agent: this.#events.agent,
      tabs: this.#world.tabs,
      origins: this.#events.origins,
      go: this.#events.go,
      assets: this.#events.assets,
      ask: (question) => this.#world.ask(question),
    };
  }

  /**
   * On a new page the socket is not open yet: a request on the connection that the browser still has is two round trips faster. A server that has not heard of the page yet refuses what
   * came ahead of its word: that is said again after it. What cannot be said so waits for the socket.
   */
  async #tell(message: OfAttempt): Promise<void> {
    const isMine = (): boolean => message.attempt === this.#attempt;
    const wasAhead = this.#isAhead;
    if (!isMine() || this.#events.send(message) || (await this.#events.post(message)) || !isMine()) return;
    if (wasAhead && !this.#isAhead) await this.#tell(message);
    else if (!this.#events.send(message)) this.#unsent.push(message);
  }
}
