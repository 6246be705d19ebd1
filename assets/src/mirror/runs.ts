import { cutAt, writeAttribute } from "./changes";
import type { Dirt } from "./dirt";
import type { Dom } from "./dom";
import { Cover, type Masks } from "./mask";
import type { Plan } from "./plan";
import type { Population } from "./population";
import type { Outlet } from "./stream";
import type { Twin } from "./twin";
import type { View } from "./view";
import { Kind, Op, Run } from "./wire";

/** The page that runs are written of, and what is known of it. */
export interface Source {
  readonly dom: Dom;
  readonly view: View;
  readonly masks: Masks;
  readonly all: Population;
  readonly dirt: Dirt;
  /** Of texts only those that are masked. */
  entered(twin: Twin): void;
}

/** How deep one frame nests new nodes; what lies deeper follows in the next one. */
const DEPTH = 400;

/** Writes lists of children that changed, with everything new below them, into one frame (README.md, "A run"). */
export class Runs {
  /** `more` is asked before every new node; `piece` is how much of a new text goes in, in UTF-16 units. What is left stays dirty: `rest` gets its parents. */
  constructor(
    private readonly source: Source,
    private readonly out: Outlet,
    private readonly more: () => boolean,
    private readonly piece: number,
    private readonly rest: Set<Twin>,
  ) {}

  write({ parent, now, head, tail, stay }: Plan): void {
    if (!parent.live) return;
    const { out } = this;
    const old = parent.kids;
    out.body.byte(Op.Place);
    out.id(parent.id);
    this.#keep(head);
    const middle = this.#run(parent, now.slice(head, now.length - tail), stay, 0);
    this.#keep(tail);
    out.body.byte(Run.End);
    parent.kids = [...old.slice(0, head), ...middle, ...old.slice(old.length - tail)];
    this.source.all.tally.touch(parent);
  }

  #keep(count: number): void {
    if (count === 0) return;
    this.out.body.byte(Run.Keep);
    this.out.body.varint(count);
  }

  /** Writes a stretch of children and returns their twins. */
  #run(parent: Twin, nodes: readonly Node[], stay: ReadonlySet<Node> | null, depth: number): Twin[] {
    const kids: Twin[] = [];
    let keep = 0;
    let cut = false;
    for (const node of nodes) {
      const twin = this.#usable(node, parent, stay);
      if (twin !== undefined && stay?.has(node) === true) {
        kids.push(twin);
        keep++;
        continue;
      }
      if (twin === undefined && (cut || depth > DEPTH || !this.more())) {
        cut = true;
        continue;
      }
      this.#keep(keep);
      keep = 0;
      kids.push(twin !== undefined ? this.#known(parent, twin) : this.#new(parent, node, depth));
    }
    this.#keep(keep);
    if (cut) this.rest.add(parent);
    return kids;
  }

  /** The live twin of a node, unless its new place covers it otherwise than the old one did. */
  #usable(node: Node, parent: Twin, stay: ReadonlySet<Node> | null): Twin | undefined {
    const { all, dirt } = this.source;
    const twin = all.of(node);
    if (twin === undefined || stay?.has(node) === true) return twin;
    if (this.#coverOf(node, twin.kind, parent.cover) === twin.cover) return twin;
    if (twin.parent !== null) dirt.lose(twin);
    else all.forget(twin, true);
    return undefined;
  }

  #known(parent: Twin, twin: Twin): Twin {
    const { parent: old } = twin;
    if (old !== null) {
      // Met inside a new subtree before its old parent said that it is gone; the replica takes it out of there itself.
      this.source.all.unlink(old, twin);
      this.source.dirt.kids.add(old);
    }
    this.out.body.byte(Run.Known);
    this.out.id(twin.id);
    twin.parent = parent;
    return twin;
  }

  #new(parent: Twin, node: Node, depth: number): Twin {
    const { out } = this;
    const { all, dom, view } = this.source;
    const twin = all.claim(node);
    twin.parent = parent;
    twin.cover = this.#coverOf(node, twin.kind, parent.cover);
    out.body.byte(Run.New + twin.kind);
    out.id(twin.id);
    if (twin.kind === Kind.Text) {
      const text = view.text(node, twin.cover);
      twin.text = text.slice(0, cutAt(text, this.piece));
      if (twin.text !== text) this.source.dirt.texts.add(twin);
      out.body.text(twin.text);
      if (twin.cover !== Cover.Shown) this.source.entered(twin);
      return twin;
    }
    if (twin.kind >= Kind.Html) {
      const element = node as Element;
      if (twin.kind === Kind.Foreign) out.name(dom.namespace(element) ?? "");
      out.name(twin.name);
      twin.attributes = view.attributes(element, twin.cover);
      out.body.varint(twin.attributes?.size ?? 0);
      if (twin.attributes !== null) for (const [name, value] of twin.attributes) writeAttribute(out, name, value);
    }
    twin.kids = this.#run(twin, view.kids(node, twin.cover), null, depth + 1);
    out.body.byte(Run.End);
    this.source.entered(twin);
    return twin;
  }

  #coverOf(node: Node, kind: Kind, around: Cover): Cover {
    return kind < Kind.Html ? around : this.source.masks.cover(node as Element, around);
  }
}
