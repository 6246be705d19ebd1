import type { CobrowseAbility } from "../../shared/wire.gen";
import { obstacleTo } from "../obstacle";
import type { Settings } from "../settings";
import { isSlowLine } from "../slow-line";
import type { Gauge } from "./gauge";

/** P10: whether co-browsing could be started from this page, so that the agent knows before asking. */
export function ability(settings: Pick<Settings, "cobrowse">, scope: Window, gauge: Pick<Gauge, "isSlow">): CobrowseAbility {
  const obstacle = obstacleTo(settings, scope);
  if (obstacle) return obstacle === "off" ? "off" : "too_old";
  return gauge.isSlow || isSlowLine(scope) ? "slow" : "ready";
}
