import type { StateChanged } from "../shared/wire.gen";
import type { Model } from "./session-world";

/** Everything that decides where a co-browse stands for the customer. */
export interface Standing {
  /** It is over, on this side already. */
  readonly ending: { readonly reason: string } | undefined;
  /** Another tab has it. */
  readonly isElsewhere: boolean;
  /** The server's last word. */
  readonly server: StateChanged | undefined;
  readonly decision: "yes" | "no" | undefined;
  /** Whether the link is up, and whether it has been on this page. */
  readonly isUp: boolean;
  readonly wasUp: boolean;
}

/** Where it stands, in the words of the customer's screen. What this side knows by itself goes before what the server last said. */
export function stageOf({ ending, isElsewhere, server, decision, isUp, wasUp }: Standing): Pick<Model, "stage" | "reason"> {
  if (ending) return { stage: "ended", reason: ending.reason };
  if (isElsewhere) return { stage: "elsewhere", reason: "" };
  const reason = server?.reason ?? "";
  switch (server?.state) {
    case "issued":
      return { stage: "showing", reason };
    case "asking":
      return { stage: decision === "yes" ? "connecting" : decision === "no" ? "refused" : "asking", reason };
    case "refused":
      return { stage: "refused", reason };
    case "connecting":
    case "live":
    case "interrupted":
      if (isUp) return { stage: "live", reason: "" };
      return { stage: wasUp ? "interrupted" : "connecting", reason };
    default:
      return { stage: "waiting", reason };
  }
}
