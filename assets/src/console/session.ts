import type { SessionPart } from "./parts";
import { SessionScreen } from "./screens/session/session";
import { peerFor } from "./session/peer";
import { Sessions } from "./session/sessions";

/** What a co-browse takes, as one script: the copy of the page, the hand in it, leading, codes. Fetched while a person who has signed in looks at the first screen. */
export function sessionPart(checkSocket: () => void): SessionPart {
  return {
    SessionScreen,
    follow: (clock) => new Sessions({ clock, newId: () => crypto.randomUUID(), makePeer: (ice, events, line) => peerFor(ice, events, line, checkSocket) }),
  };
}
