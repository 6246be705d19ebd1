import type { Right, RightsChange } from "./api";

/** What a person or a group can differ in; to administer is the role's alone. */
export const rights: readonly Exclude<Right, "administer">[] = ["serve", "cobrowse", "control", "files", "mail", "visitors", "history", "supervise"];

/** How one right differs: as it comes from above, always, never. */
export type Stand = "inherit" | "grant" | "deny";
export const stands: readonly Stand[] = ["inherit", "grant", "deny"];

export function standOf({ grant, deny }: RightsChange, right: Right): Stand {
  if (deny.includes(right)) return "deny";
  return grant.includes(right) ? "grant" : "inherit";
}

/** The change with another stand for one right, always in the same order. */
export function withStand(change: RightsChange, right: Right, stand: Stand): RightsChange {
  const all = (wanted: Stand) => rights.filter((each) => (each === right ? stand : standOf(change, each)) === wanted);
  return { grant: all("grant"), deny: all("deny") };
}
