import type { FileHeard } from "../../files/transfers";
import type { SocketEvents } from "../../link/socket";
import type { ChatChanged, CobrowseAbility, Entry, Fault, GroupOpen, Invitation, ToVisitorMessage, VisitorMessage } from "../../shared/wire.gen";
import type { Line } from "./log";
import type { ChatMemory } from "./memory";
import type { HowFar } from "./marks";

/** What the chat shows; a new object at every change. */
export interface VisitModel {
  readonly isOnline: boolean;
  readonly groups: readonly GroupOpen[];
  readonly chat: ChatChanged | undefined;
  readonly lines: readonly Line[];
  readonly unread: number;
  /** Who types just now. */
  readonly typing: string | undefined;
  readonly theirs: HowFar;
  readonly invitation: Invitation | undefined;
  /** A conversation was asked for, and the server has not answered. */
  readonly isStarting: boolean;
  /** Why the last start was not taken. */
  readonly refusal: Fault["code"] | undefined;
  /** The transcript that was asked for by mail will not come. */
  readonly isMailRefused: boolean;
}

/** What a page is, as the desk sees it. */
export interface PageHere {
  readonly page: string;
  readonly title: string;
}

/** What a visit needs of the world. */
export interface VisitWorld {
  readonly siteKey: string;
  readonly language: () => string;
  readonly here: () => PageHere;
  readonly cobrowse: () => CobrowseAbility;
  /** The line to the server was measured. */
  readonly onRoundTrip: (ms: number) => void;
  readonly memory: ChatMemory;
  readonly newId: () => string;
  readonly connect: (events: SocketEvents<ToVisitorMessage>) => VisitSocket;
  readonly onChange: (model: VisitModel) => void;
  /** The agent asks to co-browse: the session that was made for it. */
  readonly onCobrowse: (session: string, token: string) => void;
  /** A message of the other side came. */
  readonly onMessage: (entry: Entry) => void;
  readonly files: FileEars;
}

/** What a visit hears that has to do with files, which are a part of their own. */
export interface FileEars {
  readonly heard: (message: FileHeard) => void;
  readonly fault: (fault: Fault) => void;
  readonly opened: () => void;
}

export interface VisitSocket {
  send(message: VisitorMessage): boolean;
  close(): void;
}

export interface Begin {
  readonly group: string;
  readonly name: string;
  readonly email: string;
  readonly text: string;
  readonly invitation?: string;
}
