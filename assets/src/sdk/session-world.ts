import type { SocketEvents } from "../link/socket";
import type { CustomerMessage, Destination, Grant, OfferReady } from "../shared/wire.gen";
import type { Api } from "./api";
import type { Chat, Line } from "./chat";
import type { ShareModule, TandemEvent } from "./context";
import type { Grants } from "./grants";
import type { Question, Share, ShareEvents } from "./share";
import type { Stored } from "./stored";

/** What the person is shown; a new object at every change. */
export interface Model {
  readonly stage: TandemEvent["state"];
  /** Why, where the stage does not explain itself: a Reason of the protocol, or `failed` when share.js cannot be loaded. */
  readonly reason: string;
  readonly agent: string;
  readonly site: string;
  readonly isAgentHere: boolean;
  /** Whether the server can be reached just now. A live link does without it, the chat does not. */
  readonly isOnline: boolean;
  /** While a code that the customer shows is good: until when, by performance.now(). */
  readonly expiresAt: number;
  readonly chat: readonly Line[];
  readonly unread: number;
  /** What the agent may do now, and what the customer can allow at all. */
  readonly grants: readonly Grant[];
  readonly grantable: readonly Grant[];
}

/** The part of a Socket that a session needs. */
export interface Wire {
  readonly isOpen: boolean;
  send(message: CustomerMessage): boolean;
  check(): void;
  close(): void;
}

/** What a session needs of the world. */
export interface SessionWorld {
  readonly api: Pick<Api, "resume" | "post" | "leave" | "depart">;
  readonly connect: (events: SocketEvents) => Wire;
  readonly loadShare: () => Promise<Pick<ShareModule, "startSharing">>;
  readonly share: (module: Pick<ShareModule, "startSharing">, events: ShareEvents) => Share;
  /** Remembers for the next page; undefined forgets. */
  readonly remember: (stored: Stored | undefined) => void;
  /** Keeps the agent's offer for this tab's next page, until when it is good by Date.now(). */
  readonly keep: (offer: OfferReady, goodUntil: number) => void;
  readonly chat: Chat;
  readonly grants: Grants;
  /** Puts a question about one thing that the agent wants to do to the person; resolves to their answer. */
  readonly ask: (question: Question) => Promise<boolean>;
  /** Where the page goes that is going away, as far as it is known. */
  readonly destination: () => Destination | undefined;
  /** The tab that this is, and then every tab of the session, by names that mean nothing. */
  readonly tabs: () => readonly string[];
  readonly onChange: (model: Model) => void;
}
