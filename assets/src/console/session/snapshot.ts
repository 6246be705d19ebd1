import type { Entry } from "./chat";
import type { Grant, PathKind, Reason, State, Tabs } from "./edges";

/** The views read this; a new object at every change. */
export interface Snapshot {
  readonly id: string;
  /** As the server last said; null until it has said anything. */
  readonly state: State | null;
  readonly reason: Reason | null;
  /** Where the site says that the customer is, while they are expected back. */
  readonly awayTitle: string;
  readonly siteName: string;
  readonly agentName: string;
  readonly grants: readonly Grant[];
  readonly customerHere: boolean;
  /** By the clock given; null unless issued. */
  readonly expiresAt: number | null;
  /** By the clock given: when the page was first here; null before. */
  readonly liveSince: number | null;
  /** Whether the socket to the server is open. */
  readonly online: boolean;
  /** How the two browsers reach each other; null while they do not. */
  readonly path: PathKind | null;
  /** This window has connected since the server last told of an interruption, which it will take back in a moment. */
  readonly ahead: boolean;
  /** The page was here and its path is gone, whether the server knows that yet or not. */
  readonly lost: boolean;
  /** The page is shown, but not in this window. */
  readonly elsewhere: boolean;
  /** The customer's tabs; null until the page has told. */
  readonly tabs: Tabs | null;
  /** No such session, or it is somebody else's. */
  readonly unknown: boolean;
  readonly chat: readonly Entry[];
  readonly unread: number;
}

/** Before the server has said anything. */
export function emptySnapshot(id: string): Snapshot {
  return {
    id, state: null, reason: null, awayTitle: "", siteName: "", agentName: "", grants: [], customerHere: false, expiresAt: null, liveSince: null,
    online: false, path: null, ahead: false, lost: false, elsewhere: false, tabs: null, unknown: false, chat: [], unread: 0,
  };
}
