import type { Dom } from "./dom";
import { Tally } from "./sum";
import { Twin, walk } from "./twin";
import type { View } from "./view";
import { Kind, ROOT } from "./wire";

/** The twins of a page: who lives, under which id. Ids stay with their nodes as long as nobody gives up on them. */
export class Population {
  /** The sum over what was sent. */
  readonly tally = new Tally();
  readonly #twins = new WeakMap<Node, Twin>();
  readonly #live = new Map<number, Twin>();
  #nextId: number = ROOT;

  /** `left` is told of each twin that is forgotten, while it still is what it was. */
  constructor(
    private readonly dom: Dom,
    private readonly view: View,
    private readonly left: (twin: Twin) => void,
  ) {}

  get living(): Iterable<Twin> {
    return this.#live.values();
  }

  of(node: Node): Twin | undefined {
    const twin = this.#twins.get(node);
    return twin?.live === true ? twin : undefined;
  }

  byId(id: number): Twin | undefined {
    return this.#live.get(id);
  }

  /** The twin of a node that enters the tree, blank. */
  claim(node: Node): Twin {
    let twin = this.#twins.get(node);
    if (twin === undefined) {
      const kind = this.view.kind(node);
      twin = new Twin(this.#nextId++, kind, kind >= Kind.Html ? this.dom.name(node as Element) : "", node);
      this.#twins.set(node, twin);
    } else if (!twin.live) twin.kids = [];
    twin.live = true;
    this.tally.touch(twin);
    this.#live.set(twin.id, twin);
    return twin;
  }

  /** Another text node stands where a text's own one did: it goes on under the same id. */
  replace(twin: Twin, node: Node): void {
    this.#twins.delete(twin.node);
    twin.node = node;
    this.#twins.set(node, twin);
  }

  /** Forgets a twin and all below it; for good: their nodes get other ids if they come back. */
  forget(top: Twin, forGood: boolean): void {
    walk(top, (twin) => {
      if (!twin.live) return;
      this.#forgetOne(twin);
      if (forGood) this.#twins.delete(twin.node);
    });
  }

  /** Takes a child out of its parent's list. */
  unlink(parent: Twin, kid: Twin): void {
    parent.kids = parent.kids.filter((each) => each !== kid);
    this.tally.touch(parent);
  }

  clear(): void {
    for (const twin of this.#live.values()) this.#forgetOne(twin);
  }

  #forgetOne(twin: Twin): void {
    twin.live = false;
    this.#live.delete(twin.id);
    this.tally.drop(twin);
    this.left(twin);
    // The tree below stays linked until the walk is over; a twin that comes back is blanked when claimed.
    twin.attributes = null;
    twin.state = null;
    twin.text = "";
    twin.parent = null;
  }
}
