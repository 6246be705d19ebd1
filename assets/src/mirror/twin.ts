import type { Key, Kind } from "./wire";

/**
 * What both sides know of one node. Capture holds a twin for every node it has sent, as it was sent; the replica holds
 * one for every node it has built. When the two sets of twins are equal, so are the two pages.
 */
export class Twin {
  parent: Twin | null = null;
  kids: Twin[] = [];
  attributes: Map<string, string> | null = null;
  state: Map<Key, string> | null = null;
  text = "";
  /** How much of it is shown (Cover); only capture knows. */
  cover = 0;
  /** In the tree now. A twin that left keeps its id, in case its node comes back. */
  live = false;
  /** Scratch space of the difference: a stamp and a position, meaningless between two flushes. */
  stamp = 0;
  at = 0;
  /** Sums of this twin alone (see sum.ts); zero while out of date. */
  low = 0;
  high = 0;
  isStale = false;

  constructor(
    readonly id: number,
    readonly kind: Kind,
    readonly name: string,
    public node: Node,
  ) {}

  attribute(name: string): string | undefined {
    return this.attributes?.get(name);
  }

  setAttribute(name: string, value: string | null): void {
    if (value !== null) (this.attributes ??= new Map()).set(name, value);
    else this.attributes?.delete(name);
  }

  /** The empty text stands for "no such state". */
  getState(key: Key): string {
    return this.state?.get(key) ?? "";
  }

  setState(key: Key, value: string): void {
    if (value !== "") (this.state ??= new Map()).set(key, value);
    else this.state?.delete(key);
  }
}

/** Visits a twin and everything below it, without recursion: pages can be deeper than the stack. */
export function walk(top: Twin, visit: (twin: Twin) => void): void {
  const stack = [top];
  for (let twin = stack.pop(); twin !== undefined; twin = stack.pop()) {
    visit(twin);
    for (let i = twin.kids.length - 1; i >= 0; i--) {
      const kid = twin.kids[i];
      if (kid !== undefined) stack.push(kid);
    }
  }
}
