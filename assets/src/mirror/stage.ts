import { Ahead } from "./ahead";
import { Attributes } from "./attributes";
import { hold } from "./blank";
import type { Reader } from "./bytes";
import type { Depot } from "./depot";
import type { Builder } from "./dom";
import type { Head, Inlet } from "./inlet";
import { Needs } from "./needs";
import { NestedPages } from "./nested";
import { Proof } from "./proof";
import { Props } from "./props";
import { Regard } from "./regard";
import { readViewport, type StageEvents } from "./stage-events";
import { Tally } from "./sum";
import { Tree, type TreeHost } from "./tree";
import { type Twin, walk } from "./twin";
import type { Wardrobe } from "./wardrobe";
import { Key, Kind, Op, POLICIES, WireError } from "./wire";

/** One page as it was sent, built inside a blank document. Applies the operations of one stream. */
export class Stage {
  page = 0;
  readonly #tree: Tree;
  readonly #attributes: Attributes;
  readonly #proof: Proof;
  readonly #props: Props;
  readonly #needs: Needs;
  readonly #regard: Regard;
  readonly #tally = new Tally();
  readonly #ahead: Ahead;
  readonly #nested: NestedPages;

  constructor(
    readonly frame: HTMLIFrameElement,
    doc: Document,
    dom: Builder,
    private readonly wardrobe: Wardrobe,
    private readonly events: StageEvents,
    depot: Depot | null = null,
  ) {
    this.#props = new Props(wardrobe, () => this.#needs, events, (id) => this.#tree.byId(id)?.node);
    this.#attributes = new Attributes(dom, this.#tally, this.#props, () => this.#needs);
    this.#tree = new Tree(doc, dom, this.#tally, this.#treeHost());
    this.#proof = new Proof(this.#tree, dom, this.#tally, this.#props.masked, events);
    this.#needs = new Needs(window, this.#needsHost(), depot, wardrobe);
    this.#regard = new Regard(doc);
    this.#nested = new NestedPages(events, (inner, innerDoc, innerEvents) => new Stage(inner, innerDoc, dom, wardrobe, innerEvents));
    this.#ahead = new Ahead({ doc, dom, attributes: this.#attributes, props: this.#props, needs: () => this.#needs, byId: (id) => this.#tree.byId(id) });
    this.#needs.watch(doc);
    hold(doc);
    doc.addEventListener("load", ({ target }) => {
      if ((target as Partial<HTMLStyleElement>).sheet !== undefined) this.#props.restyled();
      this.rescroll();
    }, true);
  }

  /** Whether every style sheet that the page names is here. */
  get dressed(): boolean {
    return this.#props.dressed;
  }

  /** The page is about to be seen. */
  appear(): void {
    this.#props.appear();
  }

  /** The page has been painted: now its pictures, and what else it lacks. Decoding pictures first would hold up everything else that comes, by 100 ms and more. */
  painted(): void {
    this.#attributes.loadPictures();
    this.#needs.seen();
  }

  rescroll(): void {
    this.#props.rescroll();
    this.#nested.rescroll();
  }

  /** Nothing is asked for any more. */
  stop(): void {
    this.#needs.stop();
    this.#nested.stop();
  }

  #treeHost(): TreeHost {
    return {
      setAttribute: (twin, name, value) => { this.#attributes.set(twin, name, value); },
      rooted: (root) => { this.#needs.watch(root); },
      again: (twin) => { this.#props.again(twin); },
      forget: (twin) => {
        this.#props.forget(twin);
        this.#nested.forget(twin);
      },
      problem: (what) => { this.events.problem(what); },
    };
  }

  #needsHost(): ConstructorParameters<typeof Needs>[1] {
    const stage = (): Stage => this;
    return {
      get page() { return stage().page; },
      get media() { return stage().#props.media; },
      twins: () => this.#tree.twins,
      twinOf: (node) => this.#tree.twinOf(node),
      baseOf: (twin) => this.#props.base(twin),
      again: (twin, name) => { this.#attributes.set(twin, name, twin.attribute(name) ?? null); },
      redress: (names) => { for (const twin of this.#tree.twins) this.#props.redress(twin, names); },
      missing: (list) => { this.events.missing(list); },
    };
  }

  byId(id: number): Twin | undefined {
    return this.#tree.byId(id);
  }

  idOf(node: Node): number | undefined {
    return this.#tree.twinOf(node)?.id;
  }

  /** A sheet has arrived that some page of the session asked for. */
  sheetArrived(name: string): void {
    this.#props.sheetArrived(name);
  }

  /** Shows what it can of a frame whose turn has not come. */
  glimpse({ number, body }: Head, inlet: Inlet): void {
    this.#ahead.take(number, body, inlet);
  }

  /** Applies one frame. After a WireError the stage is in an unknown state and only good to be looked at. */
  apply(head: Head, inlet: Inlet): void {
    const reader = inlet.open(head);
    this.#ahead.lift();
    for (let op: Op = reader.byte(); op !== Op.End; op = reader.byte()) this.#operation(op, reader, inlet);
    if (reader.left > 0) throw new WireError("bytes after the end");
    this.#tree.settle();
    this.#props.settle();
    this.#needs.look();
    this.#ahead.show(head.number + 1, inlet);
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
        for (let left = reader.varint(); left > 0; left--) this.#tree.detach(this.#tree.known(inlet.id()));
        break;
      case Op.Place:
        this.#tree.place(this.#tree.known(inlet.id()), reader, inlet);
        break;
      case Op.Attribute:
        this.#attribute(reader, inlet);
        break;
      case Op.Text:
        this.#text(this.#tree.known(inlet.id()), reader.text());
        break;
      case Op.Splice: {
        const twin = this.#tree.known(inlet.id());
        const at = reader.varint();
        const rest = twin.text.slice(at + reader.varint());
        this.#text(twin, twin.text.slice(0, at) + reader.text() + rest);
        break;
      }
      case Op.State:
        this.#state(this.#tree.known(inlet.id()), reader.byte(), reader.text());
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
        this.events.viewport(readViewport(reader));
        break;
      case Op.Media:
        this.#props.media = reader.text();
        break;
      case Op.Hover:
        this.#regard.hover(this.#tree.byId(reader.varint()));
        break;
      case Op.Focus:
        this.#regard.focus(this.#tree.byId(reader.varint()));
        break;
      case Op.Selection: {
        const [anchor, anchorAt, focus, focusAt] = [reader.varint(), reader.varint(), reader.varint(), reader.varint()];
        this.#regard.select(this.#tree.byId(anchor), anchorAt, this.#tree.byId(focus), focusAt);
        break;
      }
      case Op.Ready:
        this.events.ready();
        break;
      case Op.Check:
        this.#proof.check({ low: reader.uint32(), high: reader.uint32() });
        // A box that was moved, or whose content was shorter for a moment, has lost its place, and the customer's has not: nobody says the same place twice.
        this.#props.rescroll();
        break;
      case Op.Sums:
        this.#proof.narrow(this.#tree.known(inlet.id()), reader);
        break;
      case Op.Inner:
        this.#nested.receive(this.#tree.known(inlet.id()), reader.raw(reader.varint()));
        break;
      default:
        throw new WireError(`unknown operation ${op}`);
    }
  }

  #attribute(reader: Reader, inlet: Inlet): void {
    const twin = this.#tree.known(inlet.id());
    if (twin.kind < Kind.Html) throw new WireError("attribute of no element");
    const set = reader.byte() === 1;
    const name = inlet.name();
    this.#attributes.set(twin, name, set ? (name === "class" ? inlet.name() : reader.text()) : null);
  }

  #text(twin: Twin, text: string): void {
    if (twin.kind !== Kind.Text) throw new WireError("text of no text");
    twin.text = text;
    this.#tally.touch(twin);
    this.#props.masked.change(twin);
    // A masked text with words of their own widths is written in the end.
    twin.node.nodeValue = text;
  }

  #state(twin: Twin, key: Key, value: string): void {
    twin.setState(key, value);
    this.#tally.touch(twin);
    this.#props.changed(twin, key);
    // Nothing may be left of a box that is none any more, and its style may have changed meanwhile.
    if (key === Key.Box) this.#attributes.set(twin, "style", twin.attribute("style") ?? null);
    if (key !== Key.Page) return;
    // A new document's base address comes after its nodes: only now it is known what their own styles point at.
    walk(twin, (each) => {
      const style = each.attribute("style");
      if (style?.includes("url(") === true) this.#attributes.set(each, "style", style);
    });
  }
}
