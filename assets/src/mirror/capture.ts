import { scrollerOf } from "./anchor";
import { Attention } from "./attention";
import { Numbers } from "./bytes";
import { Difference } from "./difference";
import { Dom } from "./dom";
import { Inspector } from "./inspector";
import { Cover, Masks } from "./mask";
import type { CaptureOptions } from "./options";
import { Pace } from "./pace";
import type { Parts } from "./parts";
import { Scenery } from "./scenery";
import type { Sequel, SequelHost } from "./sequel";
import { Sheets } from "./sheets";
import { StateReader } from "./state";
import { Outlet } from "./stream";
import { Teller } from "./teller";
import { Turns } from "./turns";
import { View } from "./view";
import { Ask, Key, Kind, POLICIES, WireError } from "./wire";
import { Witness } from "./witness";

export type { CaptureOptions } from "./options";

/** Capture waits while more than this has not left this machine, in bytes. */
const HIGH_WATER = 256 << 10;
/** Text shrinks to this part of itself when deflated, or less. */
const DEFLATED = 1 / 4;
/** How long to wait before a page is read again that could not be read, in milliseconds. */
const RECOVERY = 1000;

/** Follows a page and sends what a Replica needs to equal it. Nothing is touched before start(), and nothing is left after stop(). */
export class Capture {
  /** A random number for this page load. Ids are unique within it. */
  readonly page: number;
  readonly #win: Window & typeof globalThis;
  readonly #parts: Parts;
  readonly #difference: Difference;
  readonly #turns: Turns;
  readonly #pace: Pace;
  readonly #teller: Teller;
  #witness: Witness | null = null;
  #out: Outlet;
  /** The stream cannot go on; another one is about to begin. */
  #broken = false;

  constructor(
    win: Window,
    private readonly options: CaptureOptions,
  ) {
    this.#win = win as Window & typeof globalThis;
    this.page = this.#random();
    this.#turns = new Turns(win, () => { this.#flush(); });
    this.#pace = new Pace(() => win.performance.now());
    const dom = new Dom(this.#win);
    const masks = new Masks(win.document, dom, options);
    const view = new View(dom, masks, (host) => this.#witness?.shadowOf(host) ?? null);
    this.#difference = new Difference(dom, view, masks, {
      entered: (twin) => { this.#parts.inspector.entered(twin); },
      left: (twin) => { this.#parts.inspector.left(twin); },
    });
    this.#parts = this.#assemble(dom, masks);
    this.#teller = new Teller(this.#win, this.#parts, this.#difference);
    this.#out = this.#newOutlet();
  }

  /** Begins to watch and to send. */
  start(): void {
    if (this.#witness !== null) return;
    this.#turns.start();
    this.#witness = new Witness(this.#parts);
    this.#restart();
  }

  /** Takes everything off the page again. */
  stop(): void {
    this.#turns.stop();
    this.#parts.sequel?.stop();
    this.#parts.sequel = null;
    this.#parts.sheets.restart();
    this.#parts.inspector.clear();
    this.#witness?.stop();
    this.#witness = null;
    this.#out.close();
  }

  /** Takes what the first paint does not need (sequel.ts), whose code may be loaded after start. It stops when this does. */
  goOn(begin: (parts: Parts, host: SequelHost) => Sequel): void {
    if (this.#witness === null) return;
    this.#parts.sequel ??= begin(this.#parts, { compare: () => { this.#flush(); }, outlet: () => this.#out, roots: () => this.#witness?.roots ?? [] });
  }

  /** Takes a message of the replica. Throws WireError when it is not one. */
  receive(message: Uint8Array): void {
    if (this.#witness === null) return;
    const reader = new Numbers(message);
    const ask: Ask = reader.byte();
    switch (ask) {
      case Ask.Snapshot:
        // A request about a stream that has been replaced already is answered by the replacement.
        if (reader.uint32() === this.#out.stream) this.#restart();
        break;
      case Ask.Sheet:
        this.#parts.sheets.resend(reader.word());
        this.#turns.wake();
        break;
      case Ask.Subtree: {
        const twin = this.#parts.all.byId(reader.varint());
        if (twin?.kind === Kind.Document) this.#restart();
        else if (twin !== undefined) this.#parts.dirt.lose(twin);
        this.#turns.wake();
        break;
      }
      case Ask.Query:
        this.#parts.sequel?.narrow(reader.varint());
        break;
      case Ask.Seen:
        if (reader.uint32() === this.#out.stream) this.#pace.seen((this.#out.seen = reader.varint()));
        break;
      case Ask.Inner: {
        const frame = this.nodeById(reader.varint());
        if (frame !== undefined) this.options.inner?.(frame as Element, reader.raw(reader.left).slice());
        break;
      }
      default:
        throw new WireError("unknown message");
    }
  }

  /** Takes a frame of the Capture in a frame element's document, which this page may not read. Nothing of what is masked is shown. */
  nest(element: Element, frame: Uint8Array): void {
    const twin = this.#parts.all.of(element);
    if (twin === undefined || this.#witness === null || this.#broken || this.coverOf(element) !== "shown") return;
    this.#parts.dirt.state(twin, Key.Box, "");
    this.#teller.inner(this.#out, twin.id, frame);
    this.#turns.wake();
  }

  /** Sends everything anew: somebody else looks on now, or the connection is another one. */
  snapshot(): void {
    if (this.#witness !== null) this.#restart();
  }

  /** The node that a remote event names; undefined once it is gone. */
  nodeById(id: number): Node | undefined {
    return this.#parts.all.byId(id)?.node;
  }

  idOf(node: Node): number | undefined {
    return this.#parts.all.of(node)?.id;
  }

  /**
   * Somebody at the replica had a box scrolled, or the page when the element is its root: by their request `by`, and it came to where they asked or not. Their replica is
   * told (ReplicaOptions.follows) which scrolling of this box is theirs, and which is the customer's own after it.
   */
  scrolledFor(element: Element, by: number, isThere: boolean): void {
    const scroller = scrollerOf(element);
    const node = scroller === element.ownerDocument.scrollingElement ? element.ownerDocument : scroller;
    this.#parts.state.scrolledFor(node, by, isThere);
    const twin = this.#parts.all.of(node);
    if (twin === undefined) return;
    this.#parts.inspector.scroll(twin);
    this.#turns.wake();
  }

  /** An element's attributes as they were sent: without what is masked. */
  attributesById(id: number): ReadonlyMap<string, string> | undefined {
    return this.#parts.all.byId(id)?.attributes ?? undefined;
  }

  /** The style sheets that were sent of this page. */
  sheetTexts(): Iterable<{ readonly base: string; readonly text: string }> {
    return this.#parts.sheets.texts;
  }

  /** How the rules cover an element now, whether or not the last frame knew that already: remote events are judged by it. */
  coverOf(element: Element): "shown" | "masked" | "blocked" {
    const cover = this.#parts.masks.coverOf(element);
    return cover === Cover.Shown ? "shown" : cover === Cover.Masked ? "masked" : "blocked";
  }

  #assemble(dom: Dom, masks: Masks): Parts {
    const win = this.#win;
    const { all, dirt } = this.#difference;
    const wake = (): void => { this.#turns.wake(); };
    const state = new StateReader(dom, masks, (node) => this.idOf(node));
    const sheets = new Sheets(win, dirt, { wake: () => { this.#turns.yield(); }, send: (...sheet) => { this.#teller.sheets.push(sheet); } }, this.options.sheets ?? new Set<string>());
    const inspector = new Inspector({
      dirt, state, sheets,
      watch: (root) => { this.#witness?.add(root); },
      meet: (element) => { this.#witness?.meet(element); },
      canvas: (canvas) => { this.options.canvas?.(canvas); },
      frame: (frame) => { this.options.frame?.(frame); },
    });
    return { win, dom, masks, all, dirt, state, sheets, inspector, sequel: null, attention: new Attention(win.document, all), scenery: new Scenery(win, masks, this.options.address), wake };
  }

  #restart(): void {
    const { attention, inspector, scenery, sequel, sheets } = this.#parts;
    sequel?.urge();
    this.#pace.restart();
    this.#broken = false;
    sheets.restart();
    inspector.clear();
    this.#out.close();
    this.#out = this.#newOutlet();
    this.#teller.begin(this.#out, this.page, POLICIES.indexOf(this.options.assets ?? "none"));
    scenery.restart();
    attention.restart();
    this.#difference.restart(this.#win.document);
    this.#flush();
  }

  #newOutlet(): Outlet {
    return new Outlet(this.#random(), (frame, number) => {
      this.#pace.sent(number, frame.length);
      this.options.send(frame);
    });
  }

  #flush(): void {
    this.#turns.clear();
    if (this.#witness === null || this.#broken) return;
    const isFull = (this.options.backlog?.() ?? 0) > HIGH_WATER;
    const isHeld = isFull || !this.#pace.allows(this.#out.pending * DEFLATED, this.#teller.isReady);
    if (isFull || (isHeld && !this.#pace.hurries)) {
      this.#turns.later();
      return;
    }
    const since = this.#win.performance.now();
    try {
      this.#witness.catchUp();
      if (isHeld) this.#pace.hurried(this.#teller.hurry(this.#out));
      else {
        this.#parts.sheets.refresh();
        this.#teller.write(this.#out, this.#pace.body);
      }
    } catch (error) {
      // Half a frame is written. Begins anew, a little later, so that it does nothing else but that at worst.
      this.#broken = true;
      this.#turns.after(RECOVERY, () => { this.#restart(); });
      this.#win.reportError(error);
      return;
    }
    this.#turns.done(since);
    if (isHeld) this.#turns.later();
    else if (this.#teller.isBehind) this.#turns.soon();
  }

  #random(): number {
    return this.#win.crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  }
}
