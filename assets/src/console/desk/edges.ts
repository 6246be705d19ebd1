/** What this folder needs of the world, declared where it is used. ../browser.ts ties it to the real socket; the tests to hand-driven ones. */
import type { DeskMessage, ToDeskMessage } from "../../shared/wire.gen";

/** Puts one message on the socket; false when it is not open. */
export type SendDesk = (message: DeskMessage) => boolean;

export interface DeskSocketEvents {
  readonly onOpen: (send: SendDesk) => void;
  readonly onMessage: (message: ToDeskMessage) => void;
  readonly onClosed: () => void;
}

/** Opens the desk's socket, which reconnects by itself; the returned function closes it for good. */
export type OpenDeskSocket = (events: DeskSocketEvents) => () => void;
