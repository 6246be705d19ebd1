import { allowedValue, attributeName, build, isStandIn } from "./allow";
import type { Reader } from "./bytes";
import { POLICIES } from "./assets";
import { rewriteCss, rewriteMedia } from "./css";
import type { Depot } from "./depot";
import type { Builder } from "./dom";
import type { Inlet } from "./inlet";
import { type Missing, Needs } from "./needs";
import { Props } from "./props";
import { type Sum, Tally } from "./sum";
import { Twin, walk } from "./twin";
import type { Wardrobe } from "./wardrobe";
import { HTML, Key, Kind, Limit, MATHML, Op, ROOT, Run, SVG, WireError } from "./wire";

/** The customer's viewport, in CSS pixels of the page. */
export interface Viewport {
  readonly width: number;
  readonly height: number;
  /** Without scroll bars. */
  readonly clientWidth: number;
  readonly clientHeight: number;
  /** Device pixels per CSS pixel. */
  readonly density: number;
  /** Pinch zoom. */
  readonly scale: number;
}

/** What a stage tells its replica. */
export interface StageEvents {
  needSheet(name: string): void;
  ready(): void;
  /** The customer's sum is another than ours. */
  differs(): void;
  /** Ask for the sums of this node's children. */
  narrow(id: number): void;
  /** This node and what is below it is not what was sent. */
  wrong(id: number): void;
  /** Whether a box goes to where the customer has it. */
  follows(box: Element, asked: number): boolean;
  viewport(viewport: Viewport): void;
  location(url: string, title: string): void;
  /** All that the page has and this browser does not show. */
  missing(list: readonly Missing[]): void;
  /** Something could not be shown as it is; the rest goes on. */
  problem(what: string): void;
}

/** Elements whose content arrives as state: children of theirs would get around the rewriting of style sheets. */
const CHILDLESS = new Set(["style", "textarea"]);

/** What makes an image load. */
const PICTURE = ["srcset", "src"];

/** One page as it was sent, built inside a blank document. Applies the operations of one stream. */
export class Stage {
  page = 0;
  readonly #live = new Map<number, Twin>();
  readonly #limbo = new Set<Twin>();
  readonly #frames = new Set<Twin>();
  readonly #props: Props;
  readonly #needs: Needs;
  readonly #tally = new Tally();
  readonly #ids = new WeakMap<Node, number>();
  #structural = false;
  /** Pictures that are not loaded before the page can be seen; null from then on. */
  #pictures: Set<Twin> | null = new Set();

  constructor(
    readonly frame: HTMLIFrameElement,
    private readonly doc: Document,
    private readonly dom: Builder,
    private readonly wardrobe: Wardrobe,
    private readonly events: StageEvents,
    depot: Depot | null = null,
  ) {
    this.#props = new Props(doc, wardrobe, () => this.#needs, events, (id) => this.#live.get(id)?.node);
    this.#needs = new Needs(window, this.#needsHost(), depot, wardrobe);
    this.#needs.watch(doc);
    hold(doc);
    doc.addEventListener("load", () => { this.rescroll(); }, true);
    const root = new Twin(ROOT, Kind.Document, "", doc);
    this.#register(root);
  }

  /** Whether every style sheet that the page names is here. */
  get dressed(): boolean {
    return this.#props.dressed;
  }

  /** The page has been painted: now its pictures. Decoding them first would hold up everything else that comes, by 100 ms and more. */
  loadPictures(): void {
    const pictures = this.#pictures ?? [];
    this.#pictures = null;
    for (const twin of pictures) {
      for (const name of PICTURE) {
        const value = twin.attribute(name);
        if (twin.live && value !== undefined) this.#setAttribute(twin, name, value);
      }
    }
  }

  rescroll(): void {
    this.#props.rescroll();
  }

  /** Nothing is asked for any more. */
  stop(): void {
    this.#needs.stop();
  }

  #needsHost(): ConstructorParameters<typeof Needs>[1] {
    const stage = (): Stage => this;
    return {
      get page() { return stage().page; },
      get media() { return stage().#props.media; },
      twins: () => this.#live.values(),
      twinOf: (node) => this.#live.get(this.#ids.get(node) ?? 0),
      baseOf: (twin) => this.#props.base(twin),
      again: (twin, name) => { this.#setAttribute(twin, name, twin.attribute(name) ?? null); },
      redress: (names) => { for (const twin of this.#live.values()) this.#props.redress(twin, names); },
      missing: (list) => { this.events.missing(list); },
    };
  }

  byId(id: number): Twin | undefined {
    return this.#live.get(id);
  }

  idOf(node: Node): number | undefined {
    const id = this.#ids.get(node);
    return id !== undefined && this.#live.get(id)?.node === node ? id : undefined;
  }

  /** A sheet has arrived that some page of the session asked for. */
  sheetArrived(name: string): void {
    this.#props.sheetArrived(name);
  }

  /** Applies one frame. After a WireError the stage is in an unknown state and only good to be looked at. */
  apply(reader: Reader, inlet: Inlet): void {
    this.#structural = false;
    for (let op: Op = reader.byte(); op !== Op.End; op = reader.byte()) this.#operation(op, reader, inlet);
    if (reader.left > 0) throw new WireError("bytes after the end");
    for (const top of this.#limbo) this.#forget(top);
    this.#limbo.clear();
    if (this.#structural) this.#settleFrames();
    this.#props.settle();
    this.#needs.look();
  }

  #operation(op: Op, reader: Reader, inlet: Inlet): void {
    switch (op) {
      case Op.Begin:
        this.page = reader.varint();
        break;
      case Op.Assets: {
        const policy = POLICIES[reader.byte()];
        if (policy === undefined) throw new WireError("unknown policy");
        this.#needs.policy = policy;
        break;
      }
      case Op.Detach:
        this.#structural = true;
        for (let left = reader.varint(); left > 0; left--) this.#detach(this.#twin(inlet.id()));
        break;
      case Op.Place:
        this.#structural = true;
        this.#place(this.#twin(inlet.id()), reader, inlet);
        break;
      case Op.Attribute:
        this.#attribute(reader, inlet);
        break;
      case Op.Text:
        this.#text(this.#twin(inlet.id()), reader.text());
        break;
      case Op.Splice: {
        const twin = this.#twin(inlet.id());
        const at = reader.varint();
        const rest = twin.text.slice(at + reader.varint());
        this.#text(twin, twin.text.slice(0, at) + reader.text() + rest);
        break;
      }
      case Op.State:
        this.#state(this.#twin(inlet.id()), reader.byte(), reader.text());
        break;
      case Op.Sheet: {
        const [name, base, text] = [reader.text(), reader.text(), reader.text()];
        this.wardrobe.add(name, base, text);
        this.#props.sheetArrived(name);
        break;
      }
      case Op.Location:
        this.events.location(reader.text(), reader.text());
        break;
      case Op.Viewport:
        this.#viewport(reader);
        break;
      case Op.Media:
        this.#props.media = reader.text();
        break;
      case Op.Hover:
        this.#props.hover(this.#live.get(reader.varint()));
        break;
      case Op.Focus:
        this.#props.focus(this.#live.get(reader.varint()));
        break;
      case Op.Selection: {
        const [anchor, anchorAt, focus, focusAt] = [reader.varint(), reader.varint(), reader.varint(), reader.varint()];
        this.#props.select(this.#live.get(anchor), anchorAt, this.#live.get(focus), focusAt);
        break;
      }
      case Op.Ready:
        this.events.ready();
        break;
      case Op.Check:
        this.#check({ low: reader.uint32(), high: reader.uint32() });
        break;
      case Op.Sums:
        this.#narrow(this.#twin(inlet.id()), reader);
        break;
      default:
        throw new WireError(`unknown operation ${op}`);
    }
  }

  #twin(id: number): Twin {
    const twin = this.#live.get(id);
    if (twin === undefined) throw new WireError(`no node ${id}`);
    return twin;
  }

  #register(twin: Twin): void {
    if (this.#live.has(twin.id)) throw new WireError(`node ${twin.id} exists`);
    if (this.#live.size >= Limit.nodes) throw new WireError("too many nodes");
    twin.live = true;
    this.#live.set(twin.id, twin);
    this.#tally.touch(twin);
    this.#ids.set(twin.node, twin.id);
  }

  #detach(twin: Twin): void {
    if (twin.id === ROOT) throw new WireError("the root stays");
    const { parent } = twin;
    if (parent === null) return;
    parent.kids = parent.kids.filter((kid) => kid !== twin);
    this.#tally.touch(parent);
    twin.parent = null;
    if (twin.kind === Kind.Document || twin.kind === Kind.Shadow) this.dom.clear(twin.node);
    else this.dom.remove(twin.node);
    this.#limbo.add(twin);
  }

  #forget(top: Twin): void {
    walk(top, (twin) => {
      twin.live = false;
      this.#live.delete(twin.id);
      this.#tally.drop(twin);
      this.#frames.delete(twin);
      this.#props.forget(twin);
    });
  }

  /**
   * Rewrites the children of `parent`. New nodes carry their own children, which is followed without recursion: what
   * comes over the wire must not decide how deep the stack grows.
   */
  #place(parent: Twin, reader: Reader, inlet: Inlet): void {
    const stack = [{ twin: parent, old: parent.kids, next: 0, kids: [] as Twin[] }];
    for (let top = stack[stack.length - 1]; top !== undefined; top = stack[stack.length - 1]) {
      const run: Run = reader.byte();
      if (run === Run.Keep) {
        const end = top.next + reader.varint();
        if (end > top.old.length) throw new WireError("keeps more children than there are");
        while (top.next < end) top.kids.push(top.old[top.next++] as Twin);
      } else if (run === Run.Known) {
        const twin = this.#twin(inlet.id());
        this.#checkNotInside(top.twin, twin);
        if (twin.parent !== null) this.#detach(twin);
        this.#limbo.delete(twin);
        this.#insert(top.twin, twin, top.old[top.next]);
        top.kids.push(twin);
      } else if (run === Run.End) {
        if (top.next !== top.old.length) throw new WireError("children unaccounted for");
        top.twin.kids = top.kids;
        this.#tally.touch(top.twin);
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

  #create(kind: Kind, parent: Twin, reader: Reader, inlet: Inlet): Twin {
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
        prepare(twin.node as Element);
        for (let left = reader.varint(); left > 0; left--) {
          const attribute = inlet.name();
          this.#setAttribute(twin, attribute, attribute === "class" ? inlet.name() : reader.text());
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
      if (element.localName !== "iframe") this.events.problem("a document outside of a frame");
      return this.doc.createDocumentFragment();
    }
    if (element.shadowRoot !== null) return element.shadowRoot;
    try {
      const root = element.attachShadow({ mode: "open" });
      this.#needs.watch(root);
      return root;
    } catch {
      this.events.problem(`no shadow root on <${host.name}>`);
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
      this.events.problem(`<${twin.name}> does not go into <${parent.name}>`);
    }
  }

  #attribute(reader: Reader, inlet: Inlet): void {
    const twin = this.#twin(inlet.id());
    if (twin.kind < Kind.Html) throw new WireError("attribute of no element");
    const set = reader.byte() === 1;
    const name = inlet.name();
    this.#setAttribute(twin, name, set ? (name === "class" ? inlet.name() : reader.text()) : null);
  }

  #setAttribute(twin: Twin, name: string, value: string | null): void {
    twin.setAttribute(name, value);
    this.#tally.touch(twin);
    const element = twin.node as Element;
    if (this.#pictures !== null && element.localName === "img" && PICTURE.includes(name)) {
      this.#pictures.add(twin);
      return;
    }
    // What hides a stand-in is its style.
    if (isStandIn(element)) return;
    const { space, name: qualified } = attributeName(name);
    const placed = value === null ? null : this.#needs.place(twin, name, value);
    let allowed = placed === null ? null : allowedValue(element, qualified, placed);
    if (allowed !== null && qualified === "style") allowed = rewriteCss(allowed, { ...this.#needs.fashion, base: this.#props.base(twin) });
    if (allowed !== null && qualified === "media") allowed = rewriteMedia(allowed, this.#props.media);
    try {
      if (allowed !== null) {
        if (space === null) this.dom.setAttribute(element, qualified, allowed);
        else this.dom.setAttributeNS(element, space, qualified, allowed);
      } else if (qualified !== "sandbox" && qualified !== "autocomplete") {
        if (space === null) this.dom.removeAttribute(element, qualified);
        else this.dom.removeAttributeNS(element, space, qualified.slice(qualified.indexOf(":") + 1));
      }
    } catch {
      // A parser takes names that setAttribute does not, such as "@click". No style sheet needs them.
    }
    this.#props.attributeChanged(twin, name);
  }

  #text(twin: Twin, text: string): void {
    if (twin.kind !== Kind.Text) throw new WireError("text of no text");
    twin.text = text;
    this.#tally.touch(twin);
    twin.node.nodeValue = text;
  }

  #state(twin: Twin, key: Key, value: string): void {
    twin.setState(key, value);
    this.#tally.touch(twin);
    this.#props.changed(twin, key);
    // Nothing may be left of a box that is none any more, and its style may have changed meanwhile.
    if (key === Key.Box) this.#setAttribute(twin, "style", twin.attribute("style") ?? null);
    if (key !== Key.Page) return;
    // A new document's base address comes after its nodes: only now it is known what their own styles point at.
    walk(twin, (each) => {
      const style = each.attribute("style");
      if (style?.includes("url(") === true) this.#setAttribute(each, "style", style);
    });
  }

  /** Compares with the customer's sum, and what was built with what was sent: an extension of the agent's browser may have been at it. */
  #check(theirs: Sum): void {
    if (!equal(theirs, this.#tally.total)) {
      this.events.differs();
      return;
    }
    for (const twin of this.#live.values()) {
      if (!isBuilt(twin, this.dom)) this.events.wrong(twin.id);
    }
  }

  /** Goes one step down towards the smallest subtree that differs. */
  #narrow(twin: Twin, reader: Reader): void {
    const own: Sum = { low: reader.uint32(), high: reader.uint32() };
    const sums: Sum[] = [];
    for (let left = reader.varint(); left > 0; left--) sums.push({ low: reader.uint32(), high: reader.uint32() });
    this.#tally.settle(() => true);
    const wrong = twin.kids.find((kid, i) => sums[i] === undefined || !equal(sums[i], this.#tally.below(kid)));
    if (!equal(own, { low: twin.low >>> 0, high: twin.high >>> 0 }) || sums.length !== twin.kids.length) this.events.wrong(twin.id);
    else if (wrong !== undefined) this.events.narrow(wrong.id);
  }

  #viewport(reader: Reader): void {
    const [width, height, clientWidth, clientHeight] = [reader.varint(), reader.varint(), reader.varint(), reader.varint()];
    const [density, scale] = [reader.varint() / 1000, reader.varint() / 1000];
    this.events.viewport({ width, height, clientWidth, clientHeight, density, scale });
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
      this.#needs.watch(inner);
      twin.node = inner;
      this.#ids.set(inner, twin.id);
      for (const kid of kids) inner.appendChild(kid);
      walk(twin, (each) => { this.#props.again(each); });
      host.addEventListener("load", () => { this.#settleFrames(); }, { once: true });
    }
  }
}

/** A click that reaches a replica all the same (its frame takes none) follows no link and submits nothing. */
function hold(doc: Document): void {
  for (const name of ["click", "auxclick", "submit"]) doc.addEventListener(name, (event) => { event.preventDefault(); }, true);
}

function equal(a: Sum, b: Sum): boolean {
  return a.low === b.low && a.high === b.high;
}

/** Whether the nodes of the document are still those that were built for the twin. */
function isBuilt(twin: Twin, dom: Builder): boolean {
  if (twin.kind === Kind.Text) return twin.node.nodeValue === twin.text;
  if (twin.kids.length === 0 || CHILDLESS.has((twin.node as Element).localName)) return true;
  let node = dom.first(twin.node);
  for (const kid of twin.kids) {
    if (kid.kind === Kind.Document || kid.kind === Kind.Shadow) continue;
    while (node?.nodeType === 10) node = dom.next(node);
    if (node !== kid.node) return false;
    node = dom.next(node);
  }
  return node === null;
}

/** What an element must have before it gets anything that came over the wire. */
function prepare(element: Element): void {
  if (element.localName === "iframe") element.setAttribute("sandbox", "allow-same-origin");
  // Neither the agent's passwords nor its browser's suggestions have anything to do with the customer's form.
  else if (element.localName === "input") element.setAttribute("autocomplete", "new-password");
}

/**
 * Empties a document and puts it into the wanted mode. The markup is one of two constants; nothing of the page goes
 * this way. `document.open` keeps the policies the document was loaded with.
 */
export function blank(doc: Document, quirks: boolean): void {
  doc.open();
  doc.write(quirks ? "<html>" : "<!doctype html>");
  doc.close();
  doc.documentElement.remove();
}

