import { batch, computed, type ReadonlySignal, signal, type Signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { Api, type IssuedPairing, type Me, type Pairing } from "./api";
import { Caller } from "./caller";
import { Alerts } from "./desk/alerts";
import { Desk } from "./desk/desk";
import { tellAlive } from "./desk/alive";
import { OpenTabs } from "./desk/open-tabs";
import type { OpenDeskSocket } from "./desk/edges";
import type { Edition } from "./edition";
import type { MakeFilePeer } from "../files/file-link";
import type { Preferences } from "./preferences";
import { type LaterPart, Part, type SessionPart } from "./parts";
import { hashOf, parseRoute, type Route } from "./route";
import { makeSecret } from "./session/code";
import type { Clock, Send } from "./session/edges";
import type { Sessions } from "./session/sessions";
import type { Words } from "./words/en";
import type { ServerMessage } from "../shared/wire.gen";

/** What the console's socket tells. */
export interface SocketEvents {
  readonly onOpen: (send: Send) => void;
  readonly onMessage: (message: ServerMessage) => void;
  readonly onClosed: () => void;
  /** The server does not take this sign-in any more. */
  readonly onUnauthorized: () => void;
}

/** Opens the socket that reconnects by itself; the returned function closes it for good. */
export type OpenSocket = (events: SocketEvents) => () => void;

export interface AppOptions {
  readonly origin: string;
  readonly window: Pick<Window, "location" | "addEventListener" | "removeEventListener" | "history">;
  readonly preferences: Preferences;
  /** Where this window keeps which conversations it has open; null where browsers forbid it. */
  readonly tabStorage: Pick<Storage, "getItem" | "setItem"> | null;
  readonly clock: Clock;
  readonly openSocket: OpenSocket;
  readonly openDesk: OpenDeskSocket;
  readonly makeFilePeer: MakeFilePeer;
  readonly edition: Edition;
  readonly loadLater: () => Promise<LaterPart>;
  readonly loadSession: () => Promise<SessionPart>;
}

/** Everything that outlives a screen: who is signed in, where the console is, its socket and the sessions it follows. */
export class App {
  readonly api: Api;
  readonly caller: Caller;
  /** Whether the server has another edition of the console by now. */
  readonly edition: Edition;
  /** What is not needed at first: later.ts, session.ts. */
  readonly later: Part<LaterPart>;
  readonly session: Part<SessionPart>;
  /** Those that are followed; null until that part is there. */
  sessions: Sessions | null = null;
  /** What the settings keep for as long as somebody is signed in; its type is theirs. */
  settings: object | null = null;
  readonly preferences: Preferences;
  readonly clock: Clock;
  readonly route: Signal<Route>;
  /** Undefined until the server has said who it is; null when nobody is signed in. */
  readonly me = signal<Me | null | undefined>(undefined);
  /** The very first question (who is it?) got no answer. */
  readonly unreachable = signal(false);
  /** Whether the socket is open; true before there is any need for one. */
  readonly online = signal(true);
  readonly isAdministrator: ReadonlySignal<boolean> = computed(() => this.me.value?.role === "administrator");
  /** The chat with visitors and colleagues. */
  readonly desk: Desk;
  readonly alerts: Alerts;
  readonly tabs: OpenTabs;
  readonly #openDesk: OpenDeskSocket;
  #closeDesk: (() => void) | null = null;
  readonly #window: AppOptions["window"];
  readonly #openSocket: OpenSocket;
  /** While the socket is open. */
  #send: Send | null = null;
  #closeSocket: (() => void) | null = null;

  constructor(options: AppOptions) {
    this.#window = options.window;
    this.#openSocket = options.openSocket;
    this.#openDesk = options.openDesk;
    this.preferences = options.preferences;
    this.clock = options.clock;
    this.caller = new Caller(options.origin, () => {
      this.#signedOut();
    });
    this.api = new Api(this.caller);
    this.edition = options.edition;
    this.later = new Part(options.loadLater, this.edition);
    this.session = new Part(async () => {
      const part = await options.loadSession();
      this.sessions ??= part.follow(options.clock);
      if (this.#send) this.sessions.opened(this.#send);
      return part;
    }, this.edition);
    this.route = signal(parseRoute(options.window.location.hash));
    options.window.addEventListener("hashchange", () => {
      this.route.value = parseRoute(this.#window.location.hash);
    });
    this.alerts = new Alerts(() => this.words, (id) => { this.go({ screen: "inbox", id }); });
    this.desk = new Desk({ newId: () => crypto.randomUUID(), makeFilePeer: options.makeFilePeer, onNews: (news) => { this.alerts.tell(news); } });
    this.tabs = new OpenTabs(options.tabStorage);
  }

  get words(): Words {
    return this.preferences.words.value;
  }

  /** Finds out who is signed in. */
  async begin(): Promise<void> {
    this.unreachable.value = false;
    try {
      this.signedIn(await this.api.me());
    } catch {
      if (this.me.value === undefined) this.unreachable.value = true;
    }
  }

  signedIn(me: Me): void {
    this.me.value = me;
    this.#enterDesk();
    this.#closeSocket ??= this.#openSocket({
      onOpen: (send) => {
        this.#send = send;
        this.online.value = true;
        this.sessions?.opened(send);
      },
      onMessage: (message) => {
        this.sessions?.receive(message);
      },
      onClosed: () => {
        this.#send = null;
        this.online.value = false;
        this.sessions?.closed();
        // A handshake that is refused looks like a lost network to a browser; only this can tell.
        this.api.me().catch(() => undefined);
      },
      onUnauthorized: () => {
        this.#signedOut();
      },
    });
  }

  /** Rights and groups are the server's to say: whoever has none there sees an empty desk. */
  #enterDesk(): void {
    if (this.#closeDesk) return;
    const close = this.#openDesk({
      onOpen: (send) => {
        this.desk.opened(send);
        void this.edition.check(); // what had been away may have been upgraded
      },
      onMessage: (message) => { this.desk.receive(message); },
      onClosed: () => { this.desk.closed(); },
    });
    const quiet = tellAlive(this.#window, () => this.desk.do({ type: "alive" }), () => this.clock.now());
    this.#closeDesk = () => {
      quiet();
      close();
    };
  }

  async signOut(): Promise<void> {
    await this.api.signOut();
    this.#signedOut();
    this.go({ screen: "sign-in" });
  }

  go(route: Route): void {
    this.#window.location.hash = hashOf(route);
    this.route.value = route;
  }

  /** Goes there without leaving the present place in the browser's history (a used link, an expired code). */
  replace(route: Route): void {
    this.#window.history.replaceState(null, "", hashOf(route));
    this.route.value = route;
  }

  /** Gets a code, whose last three digits are made here. */
  startPairing(siteId: string | null): Promise<IssuedPairing> {
    return this.api.startPairing({ secret: makeSecret(), ...(siteId === null ? {} : { site_id: siteId }) });
  }

  /** Takes over the session behind a link. */
  claim(link: string): Promise<Pairing> {
    return this.api.claim(link);
  }

  #signedOut(): void {
    this.#closeSocket?.();
    this.#closeSocket = null;
    this.#closeDesk?.();
    this.#closeDesk = null;
    this.settings = null;
    this.desk.closed();
    this.#send = null;
    this.sessions?.close();
    batch(() => {
      this.me.value = null;
      this.online.value = true;
    });
  }
}

const AppContext = createContext<App | null>(null);
export const AppProvider = AppContext.Provider;

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error("no app around this component");
  return app;
}

/** The words in the person's language; the component is drawn anew when they choose another. */
export function useWords(): Words {
  return useApp().preferences.words.value;
}

/** For what is shown by the part of the console that has them. */
export function useSessions(): Sessions {
  const { sessions } = useApp();
  if (!sessions) throw new Error("no sessions before their part of the console");
  return sessions;
}
