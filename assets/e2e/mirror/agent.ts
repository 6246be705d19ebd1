// Runs in the test page: a Replica here, a Capture in a frame beside it, joined by function calls or by a lossy wire.
import { decodeAnswer, encodeWant, type Want } from "../../src/mirror/assets";
import type { Capture, CaptureOptions } from "../../src/mirror/capture";
import { Inlet, readHead } from "../../src/mirror/inlet";
import { Builder } from "../../src/mirror/dom";
import { blank } from "../../src/mirror/blank";
import { Stage } from "../../src/mirror/stage";
import { Outlet } from "../../src/mirror/stream";
import { Wardrobe } from "../../src/mirror/wardrobe";
import { Kind, MATHML, Op, ROOT, Run, SVG, WireError } from "../../src/mirror/wire";
import type { Courier } from "../../src/mirror/courier";
import type { Painter } from "../../src/mirror/painter";
import { type Missing, type Problem, Replica, type Viewport } from "../../src/mirror/replica";
import { differences } from "./compare";
import { Chance } from "./edits";
import { fuzz, type FuzzOptions } from "./fuzz";
import { type Pause, quicken } from "./quicken";

export type Wire = (frame: Uint8Array<ArrayBuffer>, deliver: (frame: Uint8Array<ArrayBuffer>) => void) => void;

/** Writes a document's tree without any of Capture's care. */
/** Returns the last id. */
function writeTree(outlet: Outlet, nodes: Iterable<Node>, parent: number, lastId: number): number {
  let id = lastId;
  const write = (node: Node): void => {
    if (node.nodeType === 3) {
      outlet.body.byte(Run.New + Kind.Text);
      outlet.id(++id);
      outlet.body.text(node.nodeValue ?? "");
    } else if (node.nodeType === 1) {
      const element = node as Element;
      outlet.body.byte(Run.New + (element.namespaceURI === SVG ? Kind.Svg : element.namespaceURI === MATHML ? Kind.Math : Kind.Html));
      outlet.id(++id);
      outlet.name(element.localName);
      // The vectors clobber their forms' properties, too.
      const attributes = [...Element.prototype.getAttributeNames.call(element)].map((name) => Element.prototype.getAttributeNode.call(element, name) as Attr);
      outlet.body.varint(attributes.length);
      for (const { namespaceURI, name, value } of attributes) {
        outlet.name(namespaceURI === null ? name : `${namespaceURI} ${name}`);
        if (name === "class") outlet.name(value);
        else outlet.body.text(value);
      }
      for (const kid of element.localName === "template" ? (element as HTMLTemplateElement).content.childNodes : element.childNodes) write(kid);
      outlet.body.byte(Run.End);
    }
  };
  outlet.body.byte(Op.Place);
  outlet.id(parent);
  for (const kid of nodes) write(kid);
  outlet.body.byte(Run.End);
  return id;
}

function parse(markup: string): Document {
  const policy = (window as unknown as { trustedTypes?: { createPolicy(name: string, rules: object): { createHTML(markup: string): string } } }).trustedTypes?.createPolicy("hostile" + String(Math.random()), { createHTML: (text: string) => text });
  return new DOMParser().parseFromString(policy?.createHTML(markup) ?? markup, "text/html");
}

/** What the tests drive from outside. */
export class Bench {
  readonly customer = document.getElementById("customer") as HTMLIFrameElement;
  readonly host = document.getElementById("host") as HTMLElement;
  readonly problems: Problem[] = [];
  readonly frames: Uint8Array[] = [];
  readonly locations: { url: string; title: string }[] = [];
  /** For the page that is quickened. */
  readonly pause: Pause = { isOn: false };
  viewport: Viewport | null = null;
  paints = 0;
  replica: Replica = this.newReplica();
  capture: Capture | null = null;
  courier: Courier | null = null;
  painter: Painter | null = null;
  /** What the replica says is not shown. */
  missing: readonly Missing[] = [];
  /** Every message of the customer's on the assets channel. */
  readonly parcels: Uint8Array[] = [];
  /** Forgets nothing from page to page, like a session. */
  readonly sent = { size: 0, hashes: new Set<string>(), has(hash: string) { return this.hashes.has(hash); }, add(hash: string, size: number) { this.hashes.add(hash); this.size += size; } };
  sheets = new Set<string>();
  wire: Wire = (frame, deliver) => { deliver(frame); };
  #waiting: (() => void)[] = [];
  #streams = 1;
  /** Called by every vector that gets to run. */
  readonly executed: string[] = [];

  newReplica(): Replica {
    return new Replica({
      host: this.host,
      blankPage: "/replica.html",
      send: (message) => { queueMicrotask(() => { this.capture?.receive(message); }); },
      onPaint: () => {
        this.paints++;
        for (const go of this.#waiting.splice(0)) go();
      },
      sendAsset: (message) => { queueMicrotask(() => { this.courier?.receive(message); }); },
      onMissing: (list) => { this.missing = list; },
      onViewport: (viewport) => { this.viewport = viewport; },
      onLocation: (location) => { this.locations.push(location); },
      onProblem: (problem) => { this.problems.push(problem); },
    });
  }

  /** The hash of every asset whose bytes came, in their order. */
  assetsSent(): string[] {
    return this.parcels.map((parcel) => decodeAnswer(parcel)).flatMap((answer) => (answer.kind === "bytes" ? [answer.hash] : []));
  }

  get window(): Window & typeof globalThis {
    return this.customer.contentWindow as Window & typeof globalThis;
  }

  get page(): Document {
    return this.window.document;
  }

  get copy(): Document {
    return this.replica.frame.contentDocument as Document;
  }

  /** Loads a page into the customer's frame and puts capture's code beside it. */
  async load(url: string): Promise<void> {
    this.revoke();
    await new Promise<void>((done) => {
      this.customer.addEventListener("load", () => { done(); }, { once: true });
      this.customer.src = url;
    });
    const script = this.page.createElement("script");
    await new Promise<void>((done) => {
      script.addEventListener("load", () => { done(); });
      const policy = (window as unknown as { trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } } }).trustedTypes?.createPolicy("bench" + String(Math.random()), { createScriptURL: (s: string) => s });
      script.src = policy === undefined ? "/customer.js" : policy.createScriptURL("/customer.js");
      this.page.head.append(script);
    });
    script.remove();
  }

  /** Stops to mirror; the page stays as it is. */
  revoke(): void {
    this.capture?.stop();
    this.courier?.stop();
    this.painter?.stop();
    this.capture = null;
  }

  /** Starts to mirror and waits until the replica is on screen. */
  async share(options: Partial<CaptureOptions> = {}): Promise<void> {
    this.capture = this.window.newCapture({
      sheets: this.sheets,
      canvas: (canvas) => { if (canvas.closest("[data-tandem~=canvas]") !== null) this.painter?.add(canvas); },
      ...options,
      send: (frame) => {
        this.frames.push(frame);
        this.wire(frame, (delivered) => { this.replica.receive(delivered); });
      },
    });
    const deliver = (message: Uint8Array<ArrayBuffer>): void => {
      this.parcels.push(message);
      this.replica.receiveAsset(message);
    };
    this.painter = this.window.newPainter(this.capture, { send: deliver });
    this.courier = this.window.newCourier(this.capture, {
      memory: this.sent,
      enabled: options.assets !== "none",
      send: deliver,
    });
    const painted = this.painted();
    this.capture.start();
    this.window.goOn(this.capture);
    await painted;
  }

  async open(url: string, options: Partial<CaptureOptions> = {}): Promise<void> {
    await this.load(url);
    await this.share(options);
  }

  painted(): Promise<void> {
    return new Promise((done) => { this.#waiting.push(done); });
  }

  /** The text of an element of the copy; dots that are as wide as what they stand for are dots. */
  said(id: string): string {
    return this.copy.getElementById(id)?.textContent.replace(/[\ue000-\ue200]/g, "•") ?? "";
  }

  differences(scrolls = true, most = 10): ReturnType<typeof differences> {
    return differences(this.page, this.copy, scrolls, most);
  }

  /** Waits until a condition holds, looking again and again; long enough for a machine that has other things to do. */
  async until(condition: () => boolean, milliseconds = 30_000): Promise<boolean> {
    const end = performance.now() + milliseconds;
    while (!condition()) {
      if (performance.now() > end) return false;
      await new Promise((again) => { setTimeout(again, 8); });
    }
    return true;
  }

  /** Waits until the two pages are equal; what still differs otherwise. */
  async equal(scrolls = true, milliseconds = 30_000): Promise<ReturnType<typeof differences>> {
    await this.until(() => this.differences(scrolls).length === 0, milliseconds);
    return this.differences(scrolls);
  }

  /** Puts both pages where they are laid out, but not painted: that costs as much as all the rest. */
  hide(): void {
    for (const each of [this.customer, this.host]) each.style.left = "-30000px";
  }

  /** From here on time passes faster here, and in the page that is loaded now. */
  quicken(): void {
    quicken(window, { isOn: false });
    quicken(this.window, this.pause);
  }

  fuzz(seed: number, options: FuzzOptions): Promise<object | null> {
    return fuzz(this, seed, options);
  }

  /** Every byte sent so far, inflated, one character each. */
  plain(): string {
    let text = "";
    for (const frame of this.frames) {
      const reader = new Inlet().open(readHead(frame));
      const bytes = reader.raw(reader.left);
      for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    }
    return text;
  }

  /** Sends the replica a tree as it stands in the markup, scripts, handlers and all: operations that Capture never makes. */
  hostile(markup: string): void {
    this.receive((outlet) => { writeTree(outlet, parse(markup).childNodes, ROOT, 1); outlet.body.byte(Op.Ready); });
  }

  /** Shows the replica what is in the bodies of these ahead of its turn, each in a frame of its own, in the page that was sent last by `hostile("<body></body>")`. */
  hostileAhead(markups: readonly string[]): void {
    const outlet = new Outlet(this.#streams, (frame, number) => { if (number > 0) this.replica.glimpse(frame); });
    outlet.end();
    outlet.isAhead = true;
    // The elements of the empty page are html, head and body.
    const body = 4;
    let id = body;
    for (const markup of markups) {
      id = writeTree(outlet, parse(markup).body.childNodes, body, id);
      outlet.end();
    }
  }

  /** Feeds the replica a new stream of one frame with this body. */
  receive(write: (outlet: Outlet) => void): void {
    const outlet = new Outlet(++this.#streams, (frame) => { this.replica.receive(frame); });
    write(outlet);
    outlet.end();
  }

  /**
   * Plays altered bodies of the frames seen so far on stages of their own. Returns what was thrown that is not a
   * WireError.
   */
  alter(rounds: number, seed: number): string[] {
    const chance = new Chance(seed);
    const bodies = this.frames.slice(0, 40).map((frame) => {
      const reader = new Inlet().open(readHead(frame));
      return reader.raw(reader.left).slice();
    });
    const wrong = new Set<string>();
    const ignore = (): void => undefined;
    const events = { follows: () => true, needSheet: ignore, ready: ignore, differs: ignore, narrow: ignore, wrong: ignore, viewport: ignore, location: ignore, missing: ignore, problem: ignore, inner: ignore, label: "" };
    const doc = this.copy;
    for (let round = 0; round < rounds; round++) {
      const body = chance.of(bodies).slice(0, chance.next() < 0.3 ? chance.below(4000) : undefined);
      for (let i = chance.below(6); i > 0 && body.length > 0; i--) body[chance.below(body.length)] = chance.next() < 0.5 ? chance.below(24) : chance.below(256);
      blank(doc, false);
      try {
        const inlet = new Inlet();
        const stage = new Stage(this.replica.frame, doc, new Builder(window), new Wardrobe(), events);
        const head = { stream: 1, number: 0, deflated: false, body };
        try {
          stage.apply(head, inlet);
        } finally {
          // Of the same nodes, and of the others.
          for (const [i, ahead] of [body, ...bodies].entries()) stage.glimpse({ ...head, number: i + 1, body: ahead }, inlet);
        }
      } catch (error) {
        if (!(error instanceof WireError)) wrong.add(error instanceof Error ? `${error.message} ${String(error.stack).split("\n")[1] ?? ""}` : String(error));
      }
    }
    return [...wrong];
  }

  /** A request as the replica would make it. */
  want(want: Want): Uint8Array {
    return encodeWant(want);
  }

  bytes(): number {
    return this.frames.reduce((sum, frame) => sum + frame.length, 0);
  }
}

declare global {
  interface Window {
    bench: Bench;
  }
}

window.bench = new Bench();


