import { scrollerOf } from "./anchor";
import { type AssetPolicy, POLICIES } from "./assets";
import { Attention } from "./attention";
import { Auditor } from "./auditor";
import { Reader } from "./bytes";
import { Difference, inPage } from "./difference";
import { Dom } from "./dom";
import { Cover, type MaskOptions, Masks } from "./mask";
import { Pace } from "./pace";
import { Scenery } from "./scenery";
import { type SheetMemory, Sheets, withoutQuery } from "./sheets";
import { StateReader } from "./state";
import { Outlet } from "./stream";
import type { Twin } from "./twin";
import { frameDocument, View } from "./view";
import { Watch } from "./watch";
import { Ask, Key, Kind, Op, WireError } from "./wire";

export interface CaptureOptions extends MaskOptions {
  /** Takes one complete frame to the replica. Frames must arrive whole and in order; their size is the transport's concern. */
  send(frame: Uint8Array<ArrayBuffer>): void;
  /** Bytes handed to `send` that have not left yet. While there are many, capture waits, and sends the net difference later. */
  backlog?(): number;
  /** Style sheets the agent has from earlier pages of this session. Without it every page sends all of them. */
  readonly sheets?: SheetMemory;
  /** Which assets the agent may ask for, over a channel of their own (courier.ts). By default none. */
  readonly assets?: AssetPolicy;
  /** A canvas has come that is shown as a picture, for a Painter (painter.ts). Without it canvases stay empty. */
  canvas?(canvas: HTMLCanvasElement): void;
  /** What is told of the page's address; by default all of it, and without query and fragment in private-by-default mode. */
  address?(url: string): string;
}

/** Shortest time between two differences, in milliseconds: one frame of a usual screen. */
const FRAME = 16;
/** Time a single task may spend on writing nodes, in milliseconds. Compression comes on top. */
const SLICE = 12;
/** Capture waits while more than this has not left this machine, in bytes. */
const HIGH_WATER = 256 << 10;
/** Text shrinks to this part of itself when deflated, or less. */
const DEFLATED = 1 / 4;
/** What a UTF-16 unit of text may take when encoded. */
const BYTES_A_UNIT = 4;
/** How long to wait before a page is read again that could not be read, in milliseconds. */
const RECOVERY = 1000;
/** How often a held-back capture looks again, and how late a difference may be in a hidden page, in milliseconds. */
const PATIENCE = 40;

/** Follows a page and sends what a Replica needs to equal it. Nothing is touched before start(), and nothing is left after stop(). */
export class Capture {
  /** A random number for this page load. Ids are unique within it. */
  readonly page: number;
  readonly #win: Window & typeof globalThis;
  readonly #doc: Document;
  readonly #dom: Dom;
  readonly #masks: Masks;
  readonly #view: View;
  readonly #state: StateReader;
  readonly #difference: Difference;
  readonly #attention: Attention;
  readonly #scenery: Scenery;
  readonly #closed = new WeakMap<Element, ShadowRoot>();
  readonly #controls = new Set<Twin>();
  /** Elements whose scroll position is known. */
  readonly #scrolls = new WeakSet<Twin>();
  readonly #memory: SheetMemory;
  #sheets: Sheets;
  /** Sheets whose text goes out with the next frame: name, base, text. */
  #texts: [string, string, string][] = [];
  #watch: Watch | null = null;
  #out: Outlet;
  /** Nodes whose children's sums the replica wants to know. */
  readonly #queries = new Set<number>();
  readonly #auditor: Auditor;
  readonly #pace: Pace;
  #ready = false;
  /** The stream cannot go on; another one is about to begin. */
  #broken = false;
  #last = -Infinity;
  /** Takes back the wake-up that is due, if one is. */
  #cancel: (() => void) | null = null;

  constructor(
    win: Window,
    private readonly options: CaptureOptions,
  ) {
    this.#win = win as Window & typeof globalThis;
    this.#doc = win.document;
    const dom = new Dom(this.#win);
    const masks = new Masks(this.#doc, dom, options);
    this.#dom = dom;
    this.#masks = masks;
    this.#view = new View(dom, masks, (host) => host.shadowRoot ?? this.#closed.get(host) ?? null);
    this.#state = new StateReader(dom, masks, (node) => this.idOf(node));
    this.#difference = new Difference(dom, this.#view, masks, {
      entered: (twin) => { this.#entered(twin); },
      left: (twin) => { this.#left(twin); },
    });
    this.#attention = new Attention(this.#doc, this.#difference);
    this.#scenery = new Scenery(this.#win, masks, options.address);
    this.#auditor = new Auditor(this.#win, this.#difference, {
      look: (twin) => { this.#look(twin); },
      compare: () => { this.#flush(); },
      done: () => { this.#check(); },
    });
    this.#memory = options.sheets ?? new Set<string>();
    this.#sheets = this.#newSheets();
    this.page = this.#random();
    this.#pace = new Pace(() => this.#win.performance.now());
    this.#out = this.#newOutlet();
  }

  /** Begins to watch and to send. */
  start(): void {
    if (this.#watch !== null) return;
    this.#watch = new Watch(this.#win, {
      records: (records) => {
        this.#records(records);
        this.#wake();
      },
      event: (event, target) => { this.#event(event, target as Node | null); },
      controlSet: (control) => { this.#controlChanged(control); },
      sheetTouched: (sheet) => { this.#sheets.touch(sheet); this.#wake(); },
      adopted: (root) => { this.#adopted(root); },
      shadowAttached: (root) => { this.#shadowAttached(root); },
    });
    this.#restart();
  }

  /** Takes everything off the page again. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#auditor.stop();
    this.#watch?.stop();
    this.#watch = null;
    this.#sheets.stop();
    this.#out.close();
    this.#controls.clear();
  }

  /** Takes a message of the replica. Throws WireError when it is not one. */
  receive(message: Uint8Array): void {
    if (this.#watch === null) return;
    const reader = new Reader(message);
    const ask: Ask = reader.byte();
    switch (ask) {
      case Ask.Snapshot:
        // A request about a stream that has been replaced already is answered by the replacement.
        if (reader.uint32() === this.#out.stream) this.#restart();
        break;
      case Ask.Sheet:
        this.#sheets.resend(reader.text());
        this.#wake();
        break;
      case Ask.Subtree: {
        const twin = this.#difference.byId(reader.varint());
        if (twin?.kind === Kind.Document) this.#restart();
        else if (twin !== undefined) this.#difference.lose(twin);
        this.#wake();
        break;
      }
      case Ask.Query:
        this.#queries.add(reader.varint());
        this.#wake();
        break;
      case Ask.Seen:
        if (reader.uint32() === this.#out.stream) this.#pace.seen(reader.varint());
        break;
      default:
        throw new WireError("unknown message");
    }
  }

  /** Sends everything anew: somebody else looks on now, or the connection is another one. */
  snapshot(): void {
    if (this.#watch !== null) this.#restart();
  }

  /** The node that a remote event names; undefined once it is gone. */
  nodeById(id: number): Node | undefined {
    return this.#difference.byId(id)?.node;
  }

  idOf(node: Node): number | undefined {
    return this.#difference.twinOf(node)?.id;
  }

  /**
   * Somebody at the replica had a box scrolled, or the page when the element is its root: by their request `by`, and it came to where they asked or not. Their replica is
   * told (ReplicaOptions.follows) which scrolling of this box is theirs, and which is the customer's own after it.
   */
  scrolledFor(element: Element, by: number, isThere: boolean): void {
    const scroller = scrollerOf(element);
    const node = scroller === element.ownerDocument.scrollingElement ? element.ownerDocument : scroller;
    this.#state.scrolledFor(node, by, isThere);
    const twin = this.#difference.twinOf(node);
    if (twin === undefined) return;
    this.#difference.stateChanged(twin, Key.Scroll, this.#state.scroll(node));
    this.#wake();
  }

  /** An element's attributes as they were sent: without what is masked. */
  attributesById(id: number): ReadonlyMap<string, string> | undefined {
    return this.#difference.byId(id)?.attributes ?? undefined;
  }

  /** The style sheets that were sent of this page. */
  sheetTexts(): Iterable<{ readonly base: string; readonly text: string }> {
    return this.#sheets.texts;
  }

  /** How the rules cover an element now, whether or not the last frame knew that already: remote events are judged by it. */
  coverOf(element: Element): "shown" | "masked" | "blocked" {
    const around: Element[] = [];
    for (let at: Node | null = element; at !== null; at = this.#around(at)) if (this.#dom.isElement(at)) around.push(at);
    const cover = around.reduceRight((outside, at) => this.#masks.cover(at, outside), this.#masks.ground);
    return cover === Cover.Shown ? "shown" : cover === Cover.Masked ? "masked" : "blocked";
  }

  /** What is around a node, out of shadow roots and same-origin frames too. */
  #around(node: Node): Node | null {
    if (this.#dom.type(node) === 9) return (node as Document).defaultView?.frameElement ?? null;
    return this.#dom.parent(node) ?? (node as Partial<ShadowRoot>).host ?? null;
  }

  #restart(): void {
    this.#ready = false;
    this.#pace.restart();
    this.#broken = false;
    this.#sheets.stop();
    this.#sheets = this.#newSheets();
    this.#controls.clear();
    this.#out.close();
    this.#out = this.#newOutlet();
    this.#out.body.byte(Op.Begin);
    this.#out.body.varint(this.page);
    this.#out.body.byte(Op.Assets);
    this.#out.body.byte(POLICIES.indexOf(this.options.assets ?? "none"));
    this.#scenery.restart();
    this.#attention.restart();
    this.#difference.restart(this.#doc);
    this.#flush();
  }

  #newOutlet(): Outlet {
    return new Outlet(this.#random(), (frame, number) => {
      this.#pace.sent(number, frame.length);
      this.options.send(frame);
    });
  }

  #newSheets(): Sheets {
    return new Sheets(
      this.#win,
      {
        changed: (twin, key, value) => { this.#difference.stateChanged(twin, key, value); },
        send: (...sheet) => { this.#texts.push(sheet); },
        wake: () => { this.#wake(); },
      },
      this.#memory,
    );
  }

  /** Sees to it that a difference is sent: now, if the last one is a frame ago, else with the next frame. */
  #wake(): void {
    if (this.#watch === null || this.#cancel !== null) return;
    if (this.#win.performance.now() - this.#last >= FRAME) this.#flush();
    else this.#later();
  }

  #later(): void {
    const frame = this.#win.requestAnimationFrame(() => { this.#flush(); });
    // Hidden pages get no animation frames.
    const timer = this.#win.setTimeout(() => { this.#flush(); }, PATIENCE);
    this.#cancel = () => {
      this.#win.cancelAnimationFrame(frame);
      this.#win.clearTimeout(timer);
    };
  }

  /** Yields to the page, then goes on with what the last task left. */
  #soon(): void {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { this.#flush(); };
    port2.postMessage(0);
    this.#cancel = () => {
      port1.onmessage = null;
      port1.close();
    };
  }

  #flush(): void {
    this.#cancel?.();
    this.#cancel = null;
    const watch = this.#watch;
    if (watch === null || this.#broken) return;
    if (!this.#pace.allows(this.#out.pending * DEFLATED) || (this.options.backlog?.() ?? 0) > HIGH_WATER) {
      this.#later();
      return;
    }
    try {
      this.#records(watch.pending());
      this.#sheets.refresh();
      this.#write();
    } catch (error) {
      this.#failed(error);
      return;
    }
    this.#last = this.#win.performance.now();
    if (this.#difference.dirty) this.#soon();
  }

  /** The page could not be read, and half a frame is written: begins anew, a little later, so that it does nothing else but that at worst. */
  #failed(error: unknown): void {
    this.#broken = true;
    const timer = this.#win.setTimeout(() => { this.#restart(); }, RECOVERY);
    this.#cancel = () => { this.#win.clearTimeout(timer); };
    this.#win.reportError(error);
  }

  #write(): void {
    const { body } = this.#out;
    const { performance } = this.#win;
    const deadline = performance.now() + SLICE;
    const most = this.#pace.body;
    let written = 0;
    this.#scenery.write(this.#out);
    this.#difference.write(this.#out, () => body.length < most && ((++written & 15) !== 0 || performance.now() < deadline), most / BYTES_A_UNIT);
    for (const sheet of this.#texts) {
      body.byte(Op.Sheet);
      for (const part of sheet) body.text(part);
    }
    this.#texts = [];
    this.#attention.write(this.#out);
    if (!this.#ready && !this.#difference.dirty && this.#sheets.settled) {
      this.#ready = true;
      body.byte(Op.Ready);
    }
    for (const id of this.#queries) this.#writeSums(id);
    this.#queries.clear();
    if (body.length > 0) {
      this.#auditor.active();
      body.byte(Op.End);
      this.#out.flush();
    }
  }

  #writeSums(id: number): void {
    const twin = this.#difference.byId(id);
    if (twin === undefined) return;
    const { tally } = this.#difference;
    const { body } = this.#out;
    const sums = twin.kids.map((kid) => tally.below(kid));
    body.byte(Op.Sums);
    this.#out.id(id);
    body.uint32(twin.low);
    body.uint32(twin.high);
    body.varint(sums.length);
    for (const { low, high } of sums) {
      body.uint32(low);
      body.uint32(high);
    }
  }

  /** Says what the tree adds up to, if the page is at rest. */
  #check(): void {
    if (this.#watch === null || this.#difference.dirty) return;
    const { low, high } = this.#difference.tally.total;
    const { body } = this.#out;
    body.byte(Op.Check);
    body.uint32(low);
    body.uint32(high);
    body.byte(Op.End);
    this.#out.flush();
  }

  #records(records: readonly MutationRecord[]): void {
    for (const record of records) {
      const { target } = record;
      if (record.type === "childList") {
        for (const node of record.removedNodes) this.#removed(node);
        if (target.nodeType === 9) this.#watch?.emptied(target as Document);
      }
      const twin = this.#difference.twinOf(target);
      this.#ownerChanged(target);
      if (twin === undefined) continue;
      if (record.type === "childList") this.#difference.kidsChanged(twin);
      else if (record.type === "attributes") this.#attributeChanged(twin, target as Element);
      else this.#difference.textChanged(twin);
    }
  }

  /**
   * A node outside the tree is watched by nobody once this callback ends. If it comes back before the next difference,
   * what happened to it meanwhile would be missed: so it is lost now.
   */
  #removed(node: Node): void {
    const twin = this.#difference.twinOf(node);
    if (twin !== undefined && !(inPage(node, this.#doc) && this.#watch?.watches(node.getRootNode()) === true)) this.#difference.lose(twin);
  }

  #attributeChanged(twin: Twin, element: Element): void {
    this.#difference.attributesChanged(twin);
    if (this.#masks.contextual) this.#auditor.urge();
    if (twin.name === "style" || twin.name === "link") this.#sheets.owner(twin);
    else if (this.#state.isControl(twin.name)) this.#readForm(twin);
    else if (twin.name === "dialog" || twin.getState(Key.Layer) !== "") this.#readLayer(twin, element);
    else if (twin.name === "select" || twin.name === "option") this.#ownerChanged(element);
  }

  /** A change inside of a style sheet's text or of a control's options is a change of their owner's state. */
  #ownerChanged(target: Node): void {
    const element = target.nodeType === 1 ? (target as Element) : target.parentElement;
    const name: unknown = element?.localName;
    if (element === null || (name !== "style" && name !== "textarea" && name !== "select" && name !== "option" && name !== "optgroup")) return;
    const twin = this.#difference.twinOf(name.startsWith("opt") ? (element.closest("select") ?? element) : element);
    if (twin?.name === "style") this.#sheets.owner(twin);
    else if (twin !== undefined) this.#readForm(twin);
  }

  #event(event: Event, target: Node | null): void {
    const twin = target === null || (target as unknown) === this.#win ? undefined : this.#difference.twinOf(target);
    switch (event.type) {
      case "scroll":
        if (twin !== undefined) this.#difference.stateChanged(twin, Key.Scroll, this.#state.scroll(twin.node as Element));
        break;
      case "pointerover":
        this.#attention.hover(target);
        break;
      case "load":
        if (twin !== undefined) this.#loaded(twin);
        break;
      case "toggle":
        if (twin !== undefined) this.#readLayer(twin, twin.node as Element);
        break;
      case "resize":
        this.#scenery.changed();
        break;
      case "input":
      case "change":
      case "click":
      case "reset":
        this.#formsChanged(event.type);
        break;
      default:
        this.#attention.moved();
    }
    this.#wake();
  }

  #loaded(twin: Twin): void {
    if (twin.name === "link") this.#sheets.owner(twin);
    else if (twin.name === "img") this.#difference.attributesChanged(twin);
    else if (twin.name === "iframe" || twin.name === "frame") {
      this.#difference.kidsChanged(twin);
      if (twin.cover === Cover.Shown) this.#difference.stateChanged(twin, Key.Box, frameDocument(twin.node as Element) === null ? "frame" : "");
    }
  }

  /** Forms change in ways no event tells one by one: the rest of a radio group, everything after a reset. */
  #formsChanged(type: string): void {
    for (const twin of this.#controls) this.#readForm(twin);
    if (type !== "reset") return;
    // The event comes before the reset itself.
    this.#win.setTimeout(() => {
      for (const twin of this.#controls) this.#readForm(twin);
      this.#wake();
    }, 0);
  }

  #controlChanged(control: Element): void {
    const twin = this.#difference.twinOf(control);
    if (twin === undefined) return;
    if ((control as HTMLInputElement).type === "radio") for (const other of this.#controls) this.#readForm(other);
    else this.#readForm(twin);
    this.#wake();
  }

  #adopted(root: Document | ShadowRoot): void {
    const twin = this.#difference.twinOf(root);
    if (twin !== undefined) this.#sheets.root(twin);
    this.#wake();
  }

  #shadowAttached(root: ShadowRoot): void {
    if (root.mode === "closed") this.#closed.set(root.host, root);
    const twin = this.#difference.twinOf(root.host);
    if (twin === undefined) return;
    this.#difference.kidsChanged(twin);
    this.#wake();
  }

  #readForm(twin: Twin): void {
    for (const [key, value] of this.#state.form(twin.node as Element, twin.cover)) this.#difference.stateChanged(twin, key, value);
  }

  #readLayer(twin: Twin, element: Element): void {
    this.#difference.stateChanged(twin, Key.Layer, this.#state.layer(element));
  }

  #entered(twin: Twin): void {
    if (twin.kind === Kind.Document || twin.kind === Kind.Shadow) {
      const root = twin.node as Document | ShadowRoot;
      this.#watch?.add(root);
      this.#sheets.root(twin);
      if (twin.kind === Kind.Document) this.#enteredDocument(twin, root as Document);
      return;
    }
    const element = twin.node as Element;
    if (twin.cover === Cover.Blocked) {
      const { width, height } = element.getBoundingClientRect();
      this.#difference.stateChanged(twin, Key.Box, `${width},${height}`);
    } else if (twin.name === "canvas") {
      if (twin.cover === Cover.Shown) this.options.canvas?.(element as HTMLCanvasElement);
    } else if (this.#state.isControl(twin.name)) {
      this.#controls.add(twin);
      this.#readForm(twin);
    } else if (twin.name === "style" || twin.name === "link") {
      this.#sheets.owner(twin);
    } else if (twin.name === "dialog" || twin.attribute("popover") !== undefined) {
      this.#readLayer(twin, element);
    } else if ((twin.name === "iframe" || twin.name === "frame") && frameDocument(element) === null) {
      this.#difference.stateChanged(twin, Key.Box, "frame");
    }
  }

  #enteredDocument(twin: Twin, doc: Document): void {
    const mode = doc.compatMode === "BackCompat" ? 1 : 0;
    // Its frame may have been taken for one that cannot be shown, before it had a document.
    if (twin.parent !== null) this.#difference.stateChanged(twin.parent, Key.Box, "");
    this.#difference.stateChanged(twin, Key.Page, `${mode} ${withoutQuery(doc.baseURI)}`);
    this.#difference.stateChanged(twin, Key.Scroll, this.#state.scroll(doc));
  }

  /** Looks at everything about a node again, told or not. */
  #look(twin: Twin): void {
    this.#difference.doubt(twin);
    if (twin.kind < Kind.Html) return;
    if (this.#controls.has(twin)) this.#readForm(twin);
    if (twin.name === "style") this.#sheets.verify(twin);
    // Only what was scrolled before anybody watched; from then on events tell. Asking costs a check of the layout.
    if (this.#scrolls.has(twin) || twin.kids.length === 0) return;
    this.#scrolls.add(twin);
    this.#difference.stateChanged(twin, Key.Scroll, this.#state.scroll(twin.node as Element));
  }

  #left(twin: Twin): void {
    this.#controls.delete(twin);
    this.#sheets.forget(twin);
  }

  #random(): number {
    return this.#win.crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  }
}
