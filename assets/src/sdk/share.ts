/**
 * share.js: what a page needs to be seen, loaded once the code was right. A Share answers the agent's offers, and once a link is up the
 * mirror and the pointer go over it. The session (widget.js) owns it and brings it what the server says.
 */
import { agentSays } from "../link/control";
import { Peer, type DownReason } from "../link/peer";
import type { TrickledCandidate } from "../link/gathering";
import { Capture } from "../mirror/capture";
import type { JsonCodec } from "../shared/json";
import type { Assets, CandidateReady, CustomerLink, Grant, OfferReady, Path } from "../shared/wire.gen";
import type * as besideModule from "./beside";
import { lazily, type Lazy } from "./lazily";
import type { Settings } from "./settings";
import { SheetNames } from "./sheet-names";

export { Capture };

/** What a Share reports; nothing after stop or close. */
export interface ShareEvents {
  readonly onAnswer: (attempt: string, sdp: string) => void;
  readonly onCandidate: (attempt: string, candidate: TrickledCandidate) => void;
  /** The agent's offer for this tab's next page, told over the connection that is used. */
  readonly onSpare: (attempt: string, sdp: string) => void;
  /** A link came up, found another path or went down. */
  readonly onLink: (link: CustomerLink) => void;
  /** The link has gone quiet: our own network may be gone, and the socket with it. */
  readonly onDoubt: () => void;
  /** The agent pressed Stop; said past the server. */
  readonly onStop: () => void;
  /** What the customer allows at this moment. */
  readonly grants: () => readonly Grant[];
  /** What the site's administrator decided about assets; undefined for what is usual. */
  readonly assets: () => Assets | undefined;
  /** The agent's name. */
  readonly agent: () => string;
  /** The tab that this is, and then every tab of the session, by names that mean nothing. */
  readonly tabs: () => readonly string[];
  /** The site's further origins, which count as inside. */
  readonly origins: () => readonly string[];
  /** Leads this tab to another page, for the agent. */
  readonly go: (url: URL) => void;
  /** Asks the customer about one thing that the agent is about to do. */
  readonly ask: (question: Question) => Promise<boolean>;
}

/** Something that the agent may do only with the customer's yes to this very thing (I8, I12). */
export type Question =
  | { readonly about: "own_click"; readonly label: string }
  | { readonly about: "outside"; readonly url: string };

/** What the customer can use beside the agent: draw on the page, have it to themselves for a while, see what is hidden. */
export type Tool = "draw" | "hold" | "shade";

/** One connection, made or being made. */
interface Attempt {
  readonly id: string;
  readonly peer: Peer;
  isAnswered: boolean;
  /** Over which path it is up; undefined before that. */
  path: Path | undefined;
  /** The server has not said yet that this offer is to be answered: nothing is read or shown before it does. */
  isAhead: boolean;
}

/** What is shown over one connection. */
interface View {
  readonly attempt: Attempt;
  readonly capture: Capture;
  /** All but the page itself; what is wanted of it before it is there comes in its turn. */
  readonly beside: Lazy<besideModule.Beside>;
  /** The same, once it is there. */
  loaded?: besideModule.Beside;
}

/** What the widget makes a Share with. */
export function startSharing(settings: Settings, host: Element, json: JsonCodec, events: ShareEvents): Share {
  return new Share(settings, host, json, events);
}

/** The page on its way to the agent. A newer connection takes over from an older one once it is up. */
export class Share {
  readonly #settings: Settings;
  readonly #host: Element;
  readonly #json: JsonCodec;
  readonly #events: ShareEvents;
  readonly #sheets = new SheetNames();
  #current: Attempt | undefined;
  #next: Attempt | undefined;
  #view: View | undefined;

  constructor(settings: Settings, host: Element, json: JsonCodec, events: ShareEvents) {
    this.#settings = settings;
    this.#host = host;
    this.#json = json;
    this.#events = events;
  }

  /**
   * Answers the agent's offer. A connection that was still being made is given up for it. `isAhead`: the page before kept the offer, and the server is still being asked; the two
   * browsers look for each other meanwhile, and `confirm` follows, or another offer, or the end.
   */
  offer({ attempt: id, sdp, candidates, ice }: OfferReady, isAhead = false): void {
    this.#drop(this.#next);
    const attempt: Attempt = { id, peer: this.#connect(id, ice.servers, ice.relay_only), isAnswered: false, path: undefined, isAhead };
    this.#next = attempt;
    for (const candidate of candidates) attempt.peer.addCandidate(candidate);
    attempt.peer.answer(sdp).then(
      (answer) => {
        if (this.#next !== attempt) return;
        attempt.isAnswered = true;
        this.#events.onAnswer(id, answer);
        this.#goOn(attempt);
      },
      () => { this.#down(id, "violation"); },
    );
  }

  /** The server says that the offer which was answered ahead is the one. */
  confirm({ attempt: id, candidates }: OfferReady): void {
    const attempt = this.#next;
    if (attempt?.id !== id) return;
    attempt.isAhead = false;
    for (const candidate of candidates) attempt.peer.addCandidate(candidate);
    this.#goOn(attempt);
  }

  candidate(candidate: CandidateReady): void {
    this.#find(candidate.attempt)?.peer.addCandidate(candidate);
  }

  /** The person pressed Stop: nothing is read or sent from here on, and the agent's browser is told directly. */
  stop(): void {
    this.#hide();
    this.#current?.peer.stop();
    this.close();
  }

  /** The person allowed something or took it back. What the gate asks has changed already; this is for the agent's screen. */
  grantsChanged(): void {
    this.#current?.peer.sendControl({ type: "grants", grants: this.#events.grants() });
    this.#view?.loaded?.grantsChanged();
  }

  use(tool: Tool): void {
    if (this.#current) this.#beside(this.#current.id, (beside) => { beside.act((acting) => { acting.use(tool); }); });
  }

  /** Tabs of the session came or went. */
  tabsChanged(): void {
    this.#current?.peer.sendControl({ type: "tabs", tabs: this.#events.tabs() });
  }

  close(): void {
    this.#hide();
    this.#drop(this.#next);
    this.#drop(this.#current);
  }

  #connect(id: string, servers: OfferReady["ice"]["servers"], relayOnly: boolean): Peer {
    return new Peer({ servers, relayOnly, json: this.#json, saying: agentSays }, {
      onCandidate: (candidate) => { this.#events.onCandidate(id, candidate); },
      onUp: (path) => {
        if (this.#next?.id !== id) return;
        this.#next.path = path;
        this.#goOn(this.#next);
      },
      onPath: (path) => { this.#events.onLink({ type: "link", attempt: id, up: true, path }); },
      onDown: (reason) => { this.#down(id, reason); },
      onDoubt: () => { this.#events.onDoubt(); },
      onControl: (message) => {
        if (message.type === "act") this.#beside(id, (beside) => { beside.act((acting) => { acting.receive(message.seq, message.event); }); });
        if (message.type === "lane") this.#beside(id, (beside) => { beside.lane(message.sdp); });
        if (message.type === "spare" && this.#current?.id === id) this.#events.onSpare(message.attempt, message.sdp);
        if (message.type !== "stop") return;
        this.close();
        this.#events.onStop();
      },
      onMessage: (channel, message) => {
        if (channel === "mirror") this.#hear(id, message);
        else if (channel === "assets") this.#beside(id, (beside) => { beside.assets((assets) => { assets.receive(message); }); });
        else if (channel === "pointer") this.#beside(id, (beside) => { beside.act((acting) => { acting.point(message); }); });
      },
    });
  }

  /** Does what an attempt has come to, as far as the server has said that it may be. */
  #goOn(attempt: Attempt): void {
    if (attempt.isAhead) return;
    if (attempt.path) this.#up(attempt, attempt.path);
    // The page is read while the browsers find each other; what changes until then is part of the first difference.
    else if (attempt.isAnswered && !this.#current) this.#show(attempt);
  }

  #up(attempt: Attempt, path: Path): void {
    this.#next = undefined;
    this.#drop(this.#current);
    this.#current = attempt;
    this.#show(attempt);
    this.#view?.loaded?.look();
    this.grantsChanged();
    this.tabsChanged();
    this.#events.onLink({ type: "link", attempt: attempt.id, up: true, path });
  }

  #beside(id: string, use: (beside: besideModule.Beside) => void): void {
    if (this.#view?.attempt.id === id) this.#view.beside(use);
  }

  /** Neither the page nor the administrator can undo the other's no. */
  get #assets(): Assets {
    const [page, site] = [this.#settings.assets, this.#events.assets()];
    return page === "none" || site === "none" ? "none" : (page ?? site ?? "needed");
  }

  #down(id: string, reason: DownReason): void {
    const attempt = this.#find(id);
    if (!attempt) return;
    if (reason !== "lost") console.warn(`Tandem: the link is down (${reason})`);
    this.#drop(attempt);
    this.#events.onLink({ type: "link", attempt: id, up: false });
  }

  /** The replica asks for something again. What it says is not trusted. */
  #hear(id: string, message: Uint8Array): void {
    if (this.#view?.attempt.id !== id) return;
    try {
      this.#view.capture.receive(message);
    } catch {
      this.#down(id, "violation");
    }
  }

  #show(attempt: Attempt): void {
    if (this.#view?.attempt === attempt) return;
    this.#hide();
    const { mask, block, unmask, privateByDefault } = this.#settings;
    const capture = new Capture(window, {
      send: (frame) => { attempt.peer.send("mirror", frame); },
      backlog: () => attempt.peer.backlog("mirror"),
      sheets: this.#sheets,
      assets: this.#assets,
      canvas: (canvas) => { if (canvas.matches(this.#settings.canvas)) view.beside((beside) => { beside.assets((assets) => { assets.paint(canvas); }); }); },
      frame: (frame) => { view.loaded?.frames.entered(frame); },
      inner: (frame, message) => { view.loaded?.frames.tell(frame, message); },
      mask, block, unmask, privateByDefault,
    });
    const view: View = {
      attempt, capture,
      beside: lazily(async () => {
        const { Beside } = (await import(`${this.#settings.base}sdk/beside.js`)) as typeof besideModule;
        if (this.#view !== view) throw new Error("the view is over");
        return (view.loaded = new Beside({
          settings: this.#settings, host: this.#host, capture, peer: attempt.peer, events: this.#events,
          isLive: () => this.#view === view && this.#current === attempt,
          sendsAssets: () => this.#assets !== "none",
        }));
      }),
    };
    this.#view = view;
    capture.start();
    // The page itself goes first.
    view.beside((beside) => { beside.look(); });
  }

  #hide(): void {
    this.#view?.loaded?.stop();
    this.#view?.capture.stop();
    this.#view = undefined;
  }

  #find(id: string): Attempt | undefined {
    return this.#next?.id === id ? this.#next : this.#current?.id === id ? this.#current : undefined;
  }

  #drop(attempt: Attempt | undefined): void {
    if (!attempt) return;
    if (this.#view?.attempt === attempt) this.#hide();
    if (this.#current === attempt) this.#current = undefined;
    if (this.#next === attempt) this.#next = undefined;
    attempt.peer.close();
  }
}
