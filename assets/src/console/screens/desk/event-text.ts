import { CHAT_REASONS, type ChatReason, type Entry } from "../../../shared/wire.gen";
import type { Words } from "../../words/en";

/** What happened, in the person's words. */
export function eventText({ event, name, text }: Entry, words: Words["desk"]): string {
  const { events, reasons } = words;
  const because = isReason(text) ? ` (${reasons[text]})` : "";
  switch (event) {
    case "assigned":
    case "cobrowse_started":
    case "consult_ended":
    case "joined":
      return events[event](name);
    case "consult_started":
      return events.consult_started(name, text);
    case "parted":
      return text === "" ? events.parted(name) : events.succeeded(name, text);
    case "transferred":
      return events.transferred(name, text);
    case "rated":
      return events.rated(text);
    case "returned":
    case "ended":
      return events[event] + because;
    case "started":
    case "cobrowse_ended":
    case "left":
      return events[event];
    default: // an event that this console does not know: as the server says it
      return text;
  }
}

function isReason(text: string): text is ChatReason {
  return (CHAT_REASONS as readonly string[]).includes(text);
}
