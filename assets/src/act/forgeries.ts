import type { Json } from "../shared/json";
import type { RemoteEvent } from "./event";

/** A whole number from 0 on, below the limit. */
export type Below = (limit: number) => number;

/** Makes an event about a node as a modified agent may send it: well-formed, and with whatever values do most. */
type Forgery = (node: number, below: Below) => { readonly [name: string]: Json };

const modifiers = { shift: false, ctrl: false, alt: false, meta: false };
const keys = ["Enter", " ", "Tab", "x", "ArrowDown", "Escape", "Backspace", "Delete"];
const addresses = ["javascript:reached.push('go')", "https://elsewhere.example/", "/other", "data:text/html,x"];
const shapes = ["spotlight", "ink", "box", "arrow"];

/**
 * V6: what the tests send against the gate, one forgery for every kind of event there is: a new kind does not compile without one. For tests only.
 */
export const forgeries: { readonly [K in RemoteEvent["kind"]]: Forgery } = {
  pointer: (node, below) => ({ phase: one(["down", "move", "up"], below), node, x: 0.5, y: 0.5, button: below(3), clicks: 1 + below(3), modifiers }),
  key: (node, below) => ({ phase: one(["down", "down", "up"], below), node, key: one(keys, below), code: "", modifiers }),
  choose: (node, below) => ({ node, options: [below(2)] }),
  set: (node) => ({ node, value: "forged" }),
  open: (node) => ({ node }),
  edit: (node, below) => ({ node, version: below(2), edit: ["forged"], caret: 0 }),
  close: (node) => ({ node }),
  caret: (node, below) => ({ node, at: below(2) === 0 ? null : { version: below(2), from: below(3), to: 3 } }),
  leave: () => ({}),
  scroll: (node, below) => ({ node, anchor: 1 + below(90), y: 1, across: 1 }),
  mark: (node, below) => ({ id: below(9), shape: one(shapes, below), points: [{ node, x: 0.5, y: 0.5 }, { node: 1 + below(90), x: 1, y: 1 }] }),
  unmark: () => ({}),
  take: (_, below) => ({ isTaken: below(2) === 0 }),
  go: (_, below) => ({ url: one(addresses, below) }),
  warm: () => ({}),
};

/** What stands in the place of one value, to see whether anything is taken for what it is not. */
const junk: readonly Json[] = [0, 1, -1, 1.5, 9, 2 ** 33, "1", "", null, true, [], {}, "down", "up", "javascript:alert(1)", "https://evil.example/", ["x"], [-1], modifiers, "__proto__"];

/** So many events against nodes of these numbers, every kind in turn; of each three, one has a value that is junk. */
export function forged(count: number, nodes: number, below: Below): Json[] {
  const kinds = Object.keys(forgeries) as RemoteEvent["kind"][];
  return Array.from({ length: count }, (_, index): Json => {
    const kind = kinds[index % kinds.length] ?? "pointer";
    const event: Record<string, Json> = { kind, ...forgeries[kind](1 + below(nodes), below) };
    if (below(3) > 0) return event;
    if (below(8) === 0) return one(junk, below);
    return { ...event, [one(Object.keys(event), below)]: one(junk, below) };
  });
}

function one<T>(list: readonly T[], below: Below): T {
  return list[below(list.length)] as T;
}
