// Reading what the server says on the chat's two sockets: to a visitor's page, and to a console on the desk's.
import { TO_DESK_SHAPES, TO_VISITOR_SHAPES, type ToDeskMessage, type ToVisitorMessage } from "./wire.gen";
import { isMessage, parsed } from "./wire";

/** Reads one frame of `/ws/visitor`; undefined means that it is none that this page knows. */
export function decodeToVisitor(text: string): ToVisitorMessage | undefined {
  const value = parsed(text);
  return isToVisitor(value) ? value : undefined;
}

/** Reads one frame of `/ws/desk`; undefined likewise. */
export function decodeToDesk(text: string): ToDeskMessage | undefined {
  const value = parsed(text);
  return isToDesk(value) ? value : undefined;
}

function isToVisitor(value: unknown): value is ToVisitorMessage {
  return isMessage(TO_VISITOR_SHAPES, value);
}

function isToDesk(value: unknown): value is ToDeskMessage {
  return isMessage(TO_DESK_SHAPES, value);
}
