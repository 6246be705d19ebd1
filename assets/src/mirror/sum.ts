import { hash53 } from "./hash";
import { type Twin, walk } from "./twin";

/** Two 32-bit lanes, added up without carry. */
export interface Sum {
  readonly low: number;
  readonly high: number;
}

/**
 * The sum over all twins of a tree, the same on both sides when the trees are: every twin's id, markup, text, state and
 * order of children. Kept up to date by the change, so that saying it costs what has changed since it was last said.
 */
export class Tally {
  #low = 0;
  #high = 0;
  readonly #stale = new Set<Twin>();

  /** The twin is new, or something about it is. */
  touch(twin: Twin): void {
    // A node that is being built is touched with everything that it gets.
    if (twin.isStale || !twin.live) return;
    twin.isStale = true;
    this.#subtract(twin);
    this.#stale.add(twin);
  }

  drop(twin: Twin): void {
    this.#subtract(twin);
    if (twin.isStale) this.#stale.delete(twin);
    twin.isStale = false;
  }

  /** Works off what has changed, for as long as `more` says so. Returns whether all of it is done. */
  settle(more: () => boolean): boolean {
    for (const twin of this.#stale) {
      if (!more()) return false;
      this.#stale.delete(twin);
      twin.isStale = false;
      const { low, high } = own(twin);
      [twin.low, twin.high] = [low, high];
      this.#low = (this.#low + low) | 0;
      this.#high = (this.#high + high) | 0;
    }
    return true;
  }

  get total(): Sum {
    this.settle(() => true);
    return { low: this.#low >>> 0, high: this.#high >>> 0 };
  }

  #subtract(twin: Twin): void {
    this.#low = (this.#low - twin.low) | 0;
    this.#high = (this.#high - twin.high) | 0;
    twin.low = 0;
    twin.high = 0;
  }
}

/** The sum over a twin and all below it. */
export function sumBelow(tally: Tally, top: Twin): Sum {
  tally.settle(() => true);
  let [low, high] = [0, 0];
  walk(top, (twin) => {
    low = (low + twin.low) | 0;
    high = (high + twin.high) | 0;
  });
  return { low: low >>> 0, high: high >>> 0 };
}

function own(twin: Twin): Sum {
  const seed = Math.imul(twin.id, 0x9e3779b1) ^ twin.kind;
  let { low, high } = lanes(hash53(twin.name + "\u0000" + twin.text, seed));
  const add = (key: string, value: string): void => {
    const more = lanes(hash53(`${key}\u0000${value}`, seed));
    low = (low + more.low) | 0;
    high = (high + more.high) | 0;
  };
  // Neither attributes nor states have an order.
  if (twin.attributes !== null) for (const [name, value] of twin.attributes) add(name, value);
  if (twin.state !== null) for (const [key, value] of twin.state) add(`#${key}`, value);
  for (const kid of twin.kids) {
    low = Math.imul(low ^ kid.id, 0x85ebca6b);
    high = Math.imul(high ^ kid.id, 0xc2b2ae35);
  }
  return { low, high };
}

function lanes(hash: number): Sum {
  return { low: hash | 0, high: (hash / 2 ** 21) | 0 };
}
