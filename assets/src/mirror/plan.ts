import { longestIncreasing } from "./order";
import type { Twin } from "./twin";

/** A parent whose children changed: what they were, what they are now. */
export interface Plan {
  readonly parent: Twin;
  readonly now: readonly Node[];
  /** So many children at the beginning and at the end are as they were. */
  readonly head: number;
  readonly tail: number;
  /** Those in between that stay where they are. */
  readonly stay: ReadonlySet<Node>;
}

const NONE: ReadonlySet<Node> = new Set();

/**
 * Finds which children of a parent stay where they are, as many as possible; `leaves` gets those that go or move. `stamp` is a number that no
 * comparison before had. Null where nothing changed.
 */
export function compare(parent: Twin, now: readonly Node[], stamp: number, twinOf: (node: Node) => Twin | undefined, leaves: Twin[]): Plan | null {
  const old = parent.kids;
  let head = 0;
  while (head < now.length && head < old.length && old[head]?.node === now[head]) head++;
  if (head === now.length && head === old.length) return null;
  let tail = 0;
  while (tail < now.length - head && tail < old.length - head && old[old.length - 1 - tail]?.node === now[now.length - 1 - tail]) tail++;

  for (let i = head; i < old.length - tail; i++) {
    const twin = old[i];
    if (twin === undefined) continue;
    twin.stamp = stamp;
    twin.at = i;
  }
  const candidates: Twin[] = [];
  for (let i = head; i < now.length - tail; i++) {
    const twin = twinOf(now[i] as Node);
    if (twin === undefined) continue;
    if (twin.parent === parent && twin.stamp === stamp) candidates.push(twin);
    else if (twin.parent !== null && twin.parent !== parent) leaves.push(twin);
  }
  const stay = candidates.length === 0 ? NONE : staying(candidates);
  for (let i = head; i < old.length - tail; i++) {
    const twin = old[i];
    if (twin?.stamp === stamp) leaves.push(twin);
  }
  return { parent, now, head, tail, stay };
}

/** As many as possible, and takes the stamp off them. */
function staying(candidates: readonly Twin[]): ReadonlySet<Node> {
  const stay = new Set<Node>();
  for (const i of longestIncreasing(candidates.map((twin) => twin.at))) {
    const twin = candidates[i];
    if (twin === undefined) continue;
    stay.add(twin.node);
    twin.stamp = 0;
  }
  return stay;
}
