import { build, isStandIn } from "./allow";
import { blank, hold } from "./blank";
import type { Reader } from "./bytes";
import type { Builder } from "./dom";
import type { Inlet } from "./inlet";
import type { Tally } from "./sum";
import { Twin, walk } from "./twin";
import { HTML, Key, Kind, Limit, MATHML, ROOT, Run, SVG, WireError } from "./wire";

/** Whoever has something to do when the tree changes. */
export interface TreeHost {
  setAttribute(twin: Twin, name: string, value: string | null): void;
  /** The tree has another document or shadow root. */
  rooted(root: Document | ShadowRoot): void;
  /** A node is in another document now: its states have to be carried out again. */
  again(twin: Twin): void;
  /** A node is gone. */
  forget(twin: Twin): void;
  /** Something could not be built as it is; the rest goes on. */
  problem(what: string): void;
}

/** Reads ids, and names out of the string table. */
export type Names = Pick<Inlet, "id" | "name">;

/** Elements whose content arrives as state: children of theirs would get around the rewriting of style sheets. */
export const CHILDLESS = new Set(["style", "textarea"]);

/** The nodes of a page as they were sent, and as they are built: who is whose child. */
export class Tree {
  readonly #live = new Map<number, Twin>();
  /** Taken out in this frame, and not put back yet. */
  readonly #limbo = new Set<Twin>();
  readonly #frames = new Set<Twin>();
  readonly #ids = new WeakMap<Node, number>();
  #isChanged = false;

  constructor(
    private readonly doc: Document,
    private readonly dom: Builder,
    private readonly tally: Tally,
    private readonly host: TreeHost,
    /** It is shown ahead of frames that are missing (ahead-tree.ts): what its lists are to keep may not be here. */
    private readonly isAhead = false,
  ) {
    this.#register(new Twin(ROOT, Kind.Document, "", doc));
  }

  get twins(): Iterable<Twin> {
    return this.#live.values();
  }

  byId(id: number): Twin | undefined {
    return this.#live.get(id);
  }

  /** The twin of this id, which the other side takes for granted. */
  known(id: number): Twin {
    const twin = this.#live.get(id);
    if (twin === undefined) throw new WireError(`no node ${id}`);
    return twin;
  }

  twinOf(node: Node): Twin | undefined {
    const twin = this.#live.get(this.#ids.get(node) ?? 0);
    return twin?.node === node ? twin : undefined;
  }

  /** The frame is over: what was not put back is gone. */
  settle(): void {
    for (const top of this.#limbo) this.#forget(top);
    this.#limbo.clear();
    if (this.#isChanged) this.#settleFrames();
    this.#isChanged = false;
  }

  #register(twin: Twin): void {
    if (this.#live.has(twin.id)) throw new WireError(`node ${twin.id} exists`);
    if (this.#live.size >= Limit.nodes) throw new WireError("too many nodes");
    twin.live = true;
    this.#live.set(twin.id, twin);
    this.tally.touch(twin);
    this.#ids.set(twin.node, twin.id);
  }

  detach(twin: Twin): void {
    if (twin.id === ROOT) throw new WireError("the root stays");
    this.#isChanged = true;
    const { parent } = twin;
    if (parent === null) return;
    parent.kids = parent.kids.filter((kid) => kid !== twin);
    this.tally.touch(parent);
    twin.parent = null;
    if (twin.kind === Kind.Document || twin.kind === Kind.Shadow) this.dom.clear(twin.node);
    else this.dom.remove(twin.node);
    this.#limbo.add(twin);
  }

  #forget(top: Twin): void {
    walk(top, (twin) => {
      twin.live = false;
      this.#live.delete(twin.id);
      this.tally.drop(twin);
      this.#frames.delete(twin);
      this.host.forget(twin);
    });
  }

  /**
   * Rewrites the children of `parent`. New nodes carry their own children, which is followed without recursion: what
   * comes over the wire must not decide how deep the stack grows.
   */
  place(parent: Twin, reader: Reader, inlet: Names): void {
    this.#isChanged = true;
    const stack = [{ twin: parent, old: parent.kids, next: 0, kids: [] as Twin[] }];
    for (let top = stack[stack.length - 1]; top !== undefined; top = stack[stack.length - 1]) {
      const run: Run = reader.byte();
      if (run === Run.Keep) {
        let end = top.next + reader.varint();
        if (end > top.old.length) {
          if (!this.isAhead) throw new WireError("keeps more children than there are");
          end = top.old.length;
        }
        while (top.next < end) top.kids.push(top.old[top.next++] as Twin);
      } else if (run === Run.Known) {
        const twin = this.known(inlet.id());
        this.#checkNotInside(top.twin, twin);
        if (twin.parent !== null) this.detach(twin);
        this.#limbo.delete(twin);
        this.#insert(top.twin, twin, top.old[top.next]);
        top.kids.push(twin);
      } else if (run === Run.End) {
        if (top.next !== top.old.length && !this.isAhead) throw new WireError("children unaccounted for");
        top.kids.push(...top.old.slice(top.next));
        top.twin.kids = top.kids;
        this.tally.touch(top.twin);
        stack.pop();
        const outer = stack[stack.length - 1];
        if (outer === undefined) break;
        this.#insert(outer.twin, top.twin, outer.old[outer.next]);
        outer.kids.push(top.twin);
      } else {
        const twin = this.#create(run - Run.New, top.twin, reader, inlet);
        if (twin.kind === Kind.Text) {
          this.#insert(top.twin, twin, top.old[top.next]);
          top.kids.push(twin);
        } else {
          twin.parent = top.twin;
          stack.push({ twin, old: [], next: 0, kids: [] });
        }
      }
    }
  }

  #checkNotInside(place: Twin, twin: Twin): void {
    if (twin.id === ROOT) throw new WireError("the root stays");
    for (let above: Twin | null = place; above !== null; above = above.parent) if (above === twin) throw new WireError("node inside itself");
  }

  #create(kind: Kind, parent: Twin, reader: Reader, inlet: Names): Twin {
    const id = inlet.id();
    let twin: Twin;
    switch (kind) {
      case Kind.Text: {
        const text = reader.text();
        twin = new Twin(id, kind, "", this.doc.createTextNode(text));
        twin.text = text;
        break;
      }
      case Kind.Document:
      case Kind.Shadow:
        // One that is on a node cannot be taken off again.
        if (this.isAhead) throw new WireError("a root ahead of its turn");
        if (parent.kind < Kind.Html) throw new WireError("root without a host");
        twin = new Twin(id, kind, "", this.#holder(kind, parent));
        break;
      case Kind.Html:
      case Kind.Svg:
      case Kind.Math:
      case Kind.Foreign: {
        const space = kind === Kind.Foreign ? inlet.name() : kind === Kind.Svg ? SVG : kind === Kind.Math ? MATHML : HTML;
        const name = inlet.name();
        twin = new Twin(id, kind, name, build(this.doc, kind, space, name));
        this.#register(twin);
        // What its own style points at is told by the document above it.
        twin.parent = parent;
        for (let left = reader.varint(); left > 0; left--) {
          const attribute = inlet.name();
          this.host.setAttribute(twin, attribute, attribute === "class" ? inlet.name() : reader.text());
        }
        return twin;
      }
      default:
        throw new WireError(`unknown kind of node`);
    }
    this.#register(twin);
    if (kind === Kind.Document) this.#frames.add(twin);
    return twin;
  }

  /** Where the content of a frame or of a shadow root is built. A frame has no document before it is in the page. */
  #holder(kind: Kind, host: Twin): Node {
    const element = host.node as Element;
    if (kind === Kind.Document) {
      if (element.localName !== "iframe") this.host.problem("a document outside of a frame");
      return this.doc.createDocumentFragment();
    }
    if (element.shadowRoot !== null) return element.shadowRoot;
    try {
      const root = element.attachShadow({ mode: "open" });
      this.host.rooted(root);
      return root;
    } catch {
      this.host.problem(`no shadow root on <${host.name}>`);
      return this.doc.createDocumentFragment();
    }
  }

  #insert(parent: Twin, twin: Twin, before: Twin | undefined): void {
    twin.parent = parent;
    if (twin.kind === Kind.Document || twin.kind === Kind.Shadow) return;
    const container = parent.node;
    if (CHILDLESS.has((container as Element).localName) || (container.nodeType === 1 && isStandIn(container as Element))) return;
    try {
      this.dom.insert(container, twin.node, before !== undefined && this.dom.parent(before.node) === container ? before.node : null);
    } catch {
      this.host.problem(`<${twin.name}> does not go into <${parent.name}>`);
    }
  }

  /** Moves frames' content into their documents, also again when a browser has replaced a document on its own. */
  #settleFrames(): void {
    for (const twin of this.#frames) {
      const host = twin.parent?.node as HTMLIFrameElement | undefined;
      const inner = host?.localName === "iframe" ? host.contentDocument : null;
      if (host === undefined || inner === null || inner === twin.node) continue;
      blank(inner, twin.getState(Key.Page).startsWith("1"));
      const kids = twin.kids.map((kid) => kid.node);
      hold(inner);
      this.host.rooted(inner);
      twin.node = inner;
      this.#ids.set(inner, twin.id);
      for (const kid of kids) inner.appendChild(kid);
      walk(twin, (each) => { this.host.again(each); });
      host.addEventListener("load", () => { this.#settleFrames(); }, { once: true });
    }
  }
}
