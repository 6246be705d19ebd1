import type { Settings } from "./settings";
import type * as share from "./share";
import type { Stored } from "./stored";
import type { Surface } from "./surface";

export type ShareModule = typeof share;

/** What the loader (sdk.js) hands to the widget when that is needed. */
export interface Context {
  readonly settings: Settings;
  readonly surface: Surface;
  /** Loads share.js once; after a failure, again. */
  readonly loadShare: () => Promise<ShareModule>;
  /** Tells the site's own listeners (Tandem.on). */
  readonly tell: (event: TandemEvent) => void;
}

/** What the chat (visit.js) gets besides. */
export interface VisitContext extends Context {
  /** Loads the widget, for what has to do with sharing. */
  readonly withWidget: (use: (widget: Widget) => void) => void;
}

/** What the loader may ask of the chat. */
export interface ChatPart {
  open(): void;
}

/** A session of an earlier page, and the server's answer to the resume request that the loader sent at once. */
export interface Resumption {
  readonly stored: Stored;
  readonly reply: Promise<Response> | undefined;
}

/** What the loader may ask of the widget. */
export interface Widget {
  /** With a code, it is in the field already. */
  open(code?: string): void;
  stop(): void;
  /** Other tabs of the site may be part of a session. */
  join(): void;
  /** The page before, on another origin of the site, sent this tab here with a ticket. `fallback` is what this tab remembers itself. */
  arrive(ticket: string, fallback: Resumption | undefined): void;
  expectReturn(title: string, minutes: number): void;
  /** The address with the session in it, if it goes on there. */
  carry(url: string): string;
  /** The agent of a chat asks to co-browse: the session that the server made for it, in place of one that a code stands for. */
  begin(session: string, token: string): void;
  /** Undefined: the page came back from the browser's cache, and the session that it had is no more. */
  resume(resumption: Resumption | undefined): void;
}

/** What Tandem.on tells: where the co-browse stands. */
export interface TandemEvent {
  readonly state: "idle" | "showing" | "waiting" | "asking" | "connecting" | "live" | "interrupted" | "refused" | "elsewhere" | "ended";
  /** Why, where the state does not explain itself; see Reason in the protocol. */
  readonly reason: string;
}

/** window.Tandem. */
export interface TandemApi {
  /** Opens the panel for the code. */
  open(): void;
  /** Opens the chat. */
  openChat(): void;
  /** Stops sharing at once. */
  stop(): void;
  /**
   * The customer is about to go elsewhere, such as to a payment provider, and will be back within so many minutes (60 at most): the session waits,
   * and the agent is told the title. Null takes it back.
   */
  expectReturn(what: { readonly title: string; readonly minutes?: number } | null): void;
  /** For a script that leads to another origin of the site by itself: the address with the session in it. Links and forms need no help. */
  carry(url: string): string;
  on(listener: (event: TandemEvent) => void): void;
  off(listener: (event: TandemEvent) => void): void;
}
