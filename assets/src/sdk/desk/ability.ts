import type { CobrowseAbility } from "../../shared/wire.gen";
import { obstacleTo } from "../obstacle";
import type { Settings } from "../settings";
import type { Gauge } from "./gauge";

/** A link of these kinds cannot carry a page that changes. The browser has measured it (Network Information API, where there is one). */
const slow = new Set(["slow-2g", "2g"]);

/** P10: whether co-browsing could be started from this page, so that the agent knows before asking. */
export function ability(settings: Pick<Settings, "cobrowse">, scope: Window, gauge: Pick<Gauge, "isSlow">): CobrowseAbility {
  const obstacle = obstacleTo(settings, scope);
  if (obstacle) return obstacle === "off" ? "off" : "too_old";
  const { connection } = scope.navigator as Navigator & { readonly connection?: { readonly effectiveType?: string } };
  return gauge.isSlow || slow.has(connection?.effectiveType ?? "") ? "slow" : "ready";
}
