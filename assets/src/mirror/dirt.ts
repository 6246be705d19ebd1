import type { Population } from "./population";
import type { Twin } from "./twin";
import type { Key } from "./wire";

/** What has to be compared before the next frame: others say which nodes, and nothing of what became of them. */
export class Dirt {
  /** Parents whose children changed. */
  readonly kids = new Set<Twin>();
  /** Parents whose children did not all fit into the last frame: they wait for what is new. */
  readonly cut = new Set<Twin>();
  readonly attributes = new Set<Twin>();
  readonly texts = new Set<Twin>();
  /** States as they are to be; the last word counts. */
  readonly states = new Map<Twin, Map<Key, string>>();
  /** Twins that left without anybody watching; their detachment is due in the next frame. */
  lost: Twin[] = [];

  constructor(private readonly all: Population) {}

  get any(): boolean {
    return this.#sets.some((set) => set.size > 0) || this.lost.length > 0;
  }

  clear(): void {
    for (const set of this.#sets) set.clear();
    this.lost = [];
  }

  state(twin: Twin, key: Key, value: string): void {
    const pending = this.states.get(twin);
    if ((pending?.get(key) ?? twin.getState(key)) === value) return;
    if (pending === undefined) this.states.set(twin, new Map([[key, value]]));
    else pending.set(key, value);
  }

  /**
   * Gives up on what was sent of a subtree: it left the tree for a moment in which nobody saw what happened to it, or
   * its cover changed. If it is still there it is sent again, under new ids.
   */
  lose(twin: Twin): void {
    const { parent } = twin;
    if (parent === null) return;
    this.all.unlink(parent, twin);
    twin.parent = null;
    this.kids.add(parent);
    this.lost.push(twin);
    this.all.forget(twin, true);
  }

  get #sets(): readonly { readonly size: number; clear(): void }[] {
    return [this.kids, this.cut, this.attributes, this.texts, this.states];
  }
}
