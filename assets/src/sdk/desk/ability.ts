import type { CobrowseAbility } from "../../shared/wire.gen";

/** A link of these kinds cannot carry a page that changes (Network Information API, where there is one). */
const slow = new Set(["slow-2g", "2g"]);

/** P10: whether co-browsing could be started from this page, so that the agent knows before asking. */
export function ability(): CobrowseAbility {
  if (typeof RTCPeerConnection !== "function" || !("createDataChannel" in RTCPeerConnection.prototype)) return "too_old";
  const { connection } = navigator as Navigator & { readonly connection?: { readonly effectiveType?: string } };
  return slow.has(connection?.effectiveType ?? "") ? "slow" : "ready";
}
