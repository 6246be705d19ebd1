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

/** A session of an earlier page, and the server's answer to the resume request that the loader sent at once. */
export interface Resumption {
  readonly stored: Stored;
  readonly reply: Promise<Response> | undefined;
}

/** What the loader may ask of the widget. */
export interface Widget {
  open(): void;
  stop(): void;
  /** Undefined: the page came back from the browser's cache, and the session that it had is no more. */
  resume(resumption: Resumption | undefined): void;
}

/** What Tandem.on tells: where the co-browse stands. */
export interface TandemEvent {
  readonly state: "idle" | "waiting" | "asking" | "connecting" | "live" | "interrupted" | "refused" | "elsewhere" | "ended";
  /** Why, where the state does not explain itself; see Reason in the protocol. */
  readonly reason: string;
}

/** window.Tandem. */
export interface TandemApi {
  /** Opens the panel, as a click on the entry button does. */
  open(): void;
  /** Stops sharing at once. */
  stop(): void;
  on(listener: (event: TandemEvent) => void): void;
  off(listener: (event: TandemEvent) => void): void;
}
