import type { Snapshot } from "./snapshot";
import type { Reason } from "./edges";

/**
 * Where a session stands in the eyes of the agent (P9). It differs from the server's state where this window knows better: the server's
 * "live" is "connecting" until the page can be here, and a lost path shows before the server has heard of it.
 */
export type Stage =
  | { readonly kind: "loading" }
  | { readonly kind: "waiting" }
  | { readonly kind: "arriving" }
  | { readonly kind: "asking" }
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  | { readonly kind: "elsewhere" }
  /** Between two pages: a moment, and no reason to worry anybody. */
  | { readonly kind: "navigating" }
  /** The next page has not come: the customer left the site or closed the tab (settled.ts). */
  | { readonly kind: "left" }
  /** On a page outside the site, as their own page has said. */
  | { readonly kind: "outside" }
  /** Elsewhere, and expected back by the site. */
  | { readonly kind: "expected"; readonly title: string }
  | { readonly kind: "interrupted"; readonly reason: Reason | null }
  | { readonly kind: "refused" }
  | { readonly kind: "ended"; readonly reason: Reason | null }
  | { readonly kind: "expired"; readonly reason: Reason | null }
  | { readonly kind: "withdrawn" }
  | { readonly kind: "unknown" };

export function stageOf(snapshot: Snapshot): Stage {
  if (snapshot.unknown) return { kind: "unknown" };
  const { state, reason } = snapshot;
  switch (state) {
    case null:
      return { kind: "loading" };
    case "issued":
      return { kind: "waiting" };
    case "redeemed":
      return { kind: "arriving" };
    case "asking":
    case "refused":
    case "withdrawn":
      return { kind: state };
    case "connecting":
      return snapshot.path === null ? { kind: "connecting" } : { kind: "live" };
    case "live":
      if (snapshot.elsewhere) return { kind: "elsewhere" };
      if (snapshot.lost) return { kind: "interrupted", reason: "link_lost" };
      return snapshot.path === null ? { kind: "connecting" } : { kind: "live" };
    case "interrupted":
      if (snapshot.ahead && snapshot.path !== null) return { kind: "live" };
      return interruptedBy(reason, snapshot.awayTitle);
    case "ended":
    case "expired":
      return { kind: state, reason };
    default:
      return { kind: "loading" }; // a newer server's word; see shared/wire.ts
  }
}

function interruptedBy(reason: Reason | null, title: string): Stage {
  switch (reason) {
    case "navigating":
    case "outside":
      return { kind: reason };
    case "expected":
      return { kind: "expected", title };
    default:
      return { kind: "interrupted", reason };
  }
}

/** Whether there is anything to stop. */
export function isRunning(stage: Stage): boolean {
  switch (stage.kind) {
    case "arriving":
    case "asking":
    case "connecting":
    case "live":
    case "elsewhere":
    case "navigating":
    case "left":
    case "outside":
    case "expected":
    case "interrupted":
    case "refused":
      return true;
    case "loading":
    case "waiting":
    case "ended":
    case "expired":
    case "withdrawn":
    case "unknown":
      return false;
  }
}
