import { writeAttributes, writeState, writeText } from "./changes";
import { Dirt } from "./dirt";
import type { Dom } from "./dom";
import { inPage } from "./frames";
import { Cover, type Masks } from "./mask";
import { compare, type Plan } from "./plan";
import { Population } from "./population";
import { Runs, type Source } from "./runs";
import type { Outlet } from "./stream";
import type { Twin } from "./twin";
import type { View } from "./view";
import { Op } from "./wire";

/** Told of nodes as they enter and leave the mirrored tree. */
export interface Visitor {
  /** The node has just been written; now is the time to look at its state. Of texts only those that are masked, and each time that they change. */
  entered(twin: Twin): void;
  left(twin: Twin): void;
}

/**
 * The state-based difference: holds what was sent (twins) and writes what has to be sent for the replica to equal the
 * page. Others only say which nodes are dirty; what became of them in between, and how often, costs nothing.
 */
export class Difference {
  readonly all: Population;
  readonly dirt: Dirt;
  readonly #source: Source;
  #doc: Document | null = null;
  #stamp = 0;
  /** Twins that go or move, taken out of their parents in this frame. */
  #detached: Twin[] = [];

  constructor(dom: Dom, view: View, masks: Masks, visitor: Visitor) {
    const all = new Population(dom, view, (twin) => {
      this.dirt.states.delete(twin);
      visitor.left(twin);
    });
    this.all = all;
    this.dirt = new Dirt(all);
    this.#source = { dom, view, masks, all, dirt: this.dirt, entered: (twin) => { visitor.entered(twin); } };
  }

  /** Begins anew: nothing is known to be sent but the empty document. Ids stay with their nodes. */
  restart(doc: Document): void {
    const { all, masks, entered } = this.#source;
    all.clear();
    this.dirt.clear();
    this.#detached = [];
    this.#doc = doc;
    const root = all.claim(doc);
    root.cover = masks.ground;
    this.dirt.kids.add(root);
    entered(root);
  }

  /**
   * Writes the difference. `more` is asked before every new node; once it says no, what is left stays dirty for the
   * next call, and so does what is left of a text after `piece` UTF-16 units: other changes must not wait for all of it.
   * `ahead` is for what is small: parents that were cut short before wait on, those that are now do not wait behind them, and texts that grow by more than a piece stay as they are.
   */
  write(out: Outlet, more: () => boolean, piece: number, ahead = false): void {
    const { kids, cut } = this.dirt;
    this.#recheckCovers();
    const plans = this.#plan(ahead);
    this.#writeDetached(out);
    const runs = new Runs(this.#source, out, more, piece, ahead ? kids : cut);
    for (const plan of plans) runs.write(plan);
    for (const twin of this.#detached) if (twin.parent === null) this.all.forget(twin, false);
    this.#detached = [];
    this.#writeChanges(out, ahead ? Infinity : piece, ahead ? piece : Infinity);
    if (ahead) for (const parent of cut) kids.delete(parent);
  }

  /** An attribute may have changed what a mask or a selector says about its element, and so about all below it. */
  #recheckCovers(): void {
    for (const twin of this.dirt.attributes) {
      if (!twin.live || twin.parent === null) continue;
      if (this.#source.masks.cover(twin.node as Element, twin.parent.cover) !== twin.cover) this.dirt.lose(twin);
    }
  }

  #plan(ahead: boolean): Plan[] {
    const { kids, cut } = this.dirt;
    const plans: Plan[] = [];
    const late: Plan[] = [];
    const planned = new Set<Twin>();
    for (const parent of ahead ? kids : [...kids, ...cut]) {
      if (!parent.live || planned.has(parent)) continue;
      planned.add(parent);
      const plan = this.#compare(parent);
      if (plan !== null) (cut.has(parent) ? late : plans).push(plan);
    }
    kids.clear();
    if (!ahead) cut.clear();
    for (const twin of this.#detached) {
      const { parent } = twin;
      if (parent !== null && !planned.has(parent)) this.all.unlink(parent, twin);
    }
    for (const twin of this.#detached) twin.parent = null;
    return [...plans, ...late];
  }

  /** Finds which children of a parent stay, and detaches those that go or move. */
  #compare(parent: Twin): Plan | null {
    const twinOf = (node: Node): Twin | undefined => this.all.of(node);
    let now = this.#source.view.kids(parent.node, parent.cover);
    // Nothing new is sent into a subtree that is about to be forgotten.
    if (!inPage(parent.node, this.#doc)) now = now.filter((node) => twinOf(node)?.parent === parent);
    return compare(parent, now, ++this.#stamp, twinOf, this.#detached);
  }

  #writeDetached(out: Outlet): void {
    // A twin can be named by its old parent and by its new one.
    const ids = new Set([...this.dirt.lost, ...this.#detached].map((twin) => twin.id));
    this.dirt.lost = [];
    if (ids.size === 0) return;
    out.body.byte(Op.Detach);
    out.body.varint(ids.size);
    for (const id of ids) out.id(id);
  }

  #writeChanges(out: Outlet, piece: number, growth: number): void {
    const { attributes, texts, states } = this.dirt;
    const { all: { tally }, view, entered } = this.#source;
    for (const twin of attributes) if (twin.live && writeAttributes(out, twin, view.attributes(twin.node as Element, twin.cover))) tally.touch(twin);
    attributes.clear();
    const changed = [...texts];
    texts.clear();
    for (const twin of changed) {
      if (!twin.live) continue;
      const now = view.text(twin.node, twin.cover);
      if (now.length - twin.text.length > growth) {
        texts.add(twin);
        continue;
      }
      if (writeText(out, twin, now, piece)) tally.touch(twin);
      // Its dots may be the same, and its words of another width.
      if (twin.cover !== Cover.Shown) entered(twin);
      if (twin.text.length < now.length) texts.add(twin);
    }
    for (const [twin, values] of states) {
      if (twin.live) for (const [key, value] of values) if (writeState(out, twin, key, value)) tally.touch(twin);
    }
    states.clear();
  }
}
