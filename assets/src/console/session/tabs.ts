import type { Json } from "../../shared/json";
import type { Tabs } from "./edges";

/** What the customer's page says of its tabs: the one that is shown, and then all of them. Null for anything else. */
export function readTabs(said: Json): Tabs | null {
  if (!Array.isArray(said)) return null;
  const [here, ...tabs] = (said as readonly Json[]).filter((name) => typeof name === "string");
  return here === undefined ? null : { here, tabs };
}
