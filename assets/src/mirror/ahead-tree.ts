import { isPlain, isStandIn } from "./allow";
import { Attributes } from "./attributes";
import type { Reader } from "./bytes";
import type { Builder } from "./dom";
import type { Needs } from "./needs";
import type { Props } from "./props";
import { Tally } from "./sum";
import { type Names, Tree } from "./tree";
import { Twin } from "./twin";
import { Kind, ROOT } from "./wire";

/** What of the stage this needs. */
export interface AheadTreeHost {
  readonly doc: Document;
  readonly dom: Builder;
  readonly attributes: Attributes;
  readonly props: Props;
  readonly needs: () => Needs;
  byId(id: number): Twin | undefined;
}

/** Attributes of new elements that are set ahead although they are not plain: neither of them loads anything, or puts it before the rest. */
const EARLY = new Set(["style", "type", "title", "name", "open"]);

/**
 * Nodes that are shown before their turn, among those of the stage. Lists of children that change are those of stand-ins, so neither the stage's twins nor its sums know of it. Nodes that
 * go are only hidden: one that is taken out and put back would lose its scroll positions, or its frame's document.
 */
export class AheadTree {
  /** Of nodes that are new. */
  readonly attributes: Attributes;
  readonly #tree: Tree;
  /** In place of the stage's twins whose children change. */
  readonly #standIns = new Map<number, Twin>();
  /** Nodes of the stage that go, or move. */
  #leaving: Twin[] = [];

  constructor(private readonly host: AheadTreeHost) {
    const { doc, dom, props, needs } = host;
    const tally = new Tally();
    const attributes = new Attributes(dom, tally, props, needs);
    this.attributes = attributes;
    this.#tree = new Tree(doc, dom, tally, {
      setAttribute: (twin, name, value) => { if (EARLY.has(name) || isPlain((twin.node as Element).localName, name)) attributes.set(twin, name, value); },
      rooted: () => undefined,
      again: () => undefined,
      forget: (twin) => { props.forget(twin); },
      problem: () => undefined,
    }, true);
  }

  /** A node that is new. */
  byId(id: number): Twin | undefined {
    return id === ROOT ? undefined : this.#tree.byId(id);
  }

  detach(id: number): void {
    const own = this.byId(id);
    if (own !== undefined) {
      this.#tree.detach(own);
      return;
    }
    const twin = this.host.byId(id);
    const parent = twin?.parent && this.#standInFor(twin.parent);
    if (!twin || !parent) return;
    parent.kids = parent.kids.filter((kid) => kid !== twin);
    this.#leaving.push(twin);
  }

  /** Throws WireError where it cannot be understood without what is missing, or has nodes that move. */
  place(id: number, reader: Reader, names: Names): void {
    const real = this.host.byId(id);
    this.#tree.place(real === undefined ? this.#tree.known(id) : this.#standInFor(real), reader, names);
  }

  /** A frame has been looked at, to its end or not. Hides what goes; returns what shows it again. */
  settle(isWhole: boolean): (() => void)[] {
    this.#tree.settle();
    const gone = isWhole ? this.#leaving : [];
    this.#leaving = [];
    return gone.map((twin) => this.#hide(twin));
  }

  /** Takes everything out again. */
  clear(): void {
    for (const twin of this.#tree.twins) {
      if (twin.id === ROOT) continue;
      this.host.dom.remove(twin.node);
      this.host.props.forget(twin);
    }
  }

  #standInFor(twin: Twin): Twin {
    let standIn = this.#standIns.get(twin.id);
    if (standIn === undefined) {
      standIn = new Twin(twin.id, twin.kind, twin.name, twin.node);
      standIn.parent = twin.parent;
      standIn.kids = twin.kids;
      this.#standIns.set(twin.id, standIn);
    }
    return standIn;
  }

  #hide(twin: Twin): () => void {
    const { attributes, props } = this.host;
    const { kind, node } = twin;
    if (kind === Kind.Text) {
      node.nodeValue = "";
      return () => { node.nodeValue = props.masked.textOf(twin); };
    }
    const { style } = node as Partial<HTMLElement>;
    // A stand-in is hidden already, and a node of a namespace that nobody knows has no style.
    if (kind < Kind.Html || style === undefined || isStandIn(node as Element)) return () => undefined;
    style.setProperty("display", "none", "important");
    return () => { attributes.set(twin, "style", twin.attribute("style") ?? null); };
  }
}
