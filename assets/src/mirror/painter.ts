import { AssetLimit, encodeAnswer } from "./assets";
import { Patches } from "./patches";

/** What Capture knows of a canvas. */
export interface CanvasTold {
  readonly page: number;
  idOf(node: Node): number | undefined;
  coverOf(element: Element): "shown" | "masked" | "blocked";
}

export interface PainterOptions {
  /** Takes one message to Replica.receiveAsset. */
  send(message: Uint8Array<ArrayBuffer>): void;
  /** Bytes handed to `send` that have not left yet. */
  backlog?(): number;
}

/** Shortest time between two pictures of one canvas, in milliseconds: five a second. */
const APART = 200;
/** Reading a canvas may cost so much of the page's time: a picture that took 10 ms is followed by 200 ms without one. */
const SHARE = 20;
/** While more than this waits for the network, in bytes, no picture is taken. */
const HIGH_WATER = 128 << 10;
/** Pictures are at most so long on either side, in pixels: sharper than a screen of usual size shows them. */
const LONGEST = 1600;
/** Up to so many pixels a picture is sent without loss: charts and signatures are small and sharp. */
const LOSSLESS = 1 << 18;
/** A larger canvas is sent without loss, too, once nothing was drawn on it for so long, in milliseconds … */
const REST = 800;
/** … unless that takes more bytes than this: photographs and films look no better for it. */
const MOST_SHARP = 1 << 20;

/** Methods that change what a canvas shows, by the interface that has them. */
const DRAWING: Readonly<Record<string, readonly string[]>> = {
  CanvasRenderingContext2D: ["clearRect", "drawImage", "fill", "fillRect", "fillText", "putImageData", "reset", "stroke", "strokeRect", "strokeText"],
  WebGLRenderingContext: ["clear", "drawArrays", "drawElements"],
  WebGL2RenderingContext: ["clear", "drawArrays", "drawArraysInstanced", "drawElements", "drawElementsInstanced", "drawRangeElements"],
  ImageBitmapRenderingContext: ["transferFromImageBitmap"],
};

interface Sitter {
  /** Drawn to since its last picture. */
  changed: boolean;
  /** When the next picture may be taken. */
  free: number;
  due: boolean;
  /** What was sent last, as a name for its bytes: the same picture is not sent twice. Of a picture without loss, what it would have been with it. */
  last: string;
  /** Whether what was sent last lost nothing, and whether the next picture is to. */
  isSharp: boolean;
  sharpen: boolean;
  /** Until a canvas that can be read at any time counts as being at rest. */
  rest: number | null;
}

/**
 * Sends what canvases show, as pictures, while they change. It is told of changes by the drawing calls themselves, which is also the only moment at
 * which a WebGL canvas can be read: its buffer is gone once it has been shown.
 */
export class Painter {
  readonly #sitters = new Map<HTMLCanvasElement, Sitter>();
  readonly #patches = new Patches();
  readonly #patched = new WeakSet<object>();
  #stopped = false;

  constructor(
    private readonly win: Window & typeof globalThis,
    private readonly told: CanvasTold,
    private readonly options: PainterOptions,
  ) {}

  /** Follows a canvas from now on. */
  add(canvas: HTMLCanvasElement): void {
    if (this.#stopped || this.#sitters.has(canvas)) return;
    const realm = canvas.ownerDocument.defaultView;
    if (realm !== null) this.#patch(realm);
    this.#sitters.set(canvas, { changed: true, free: 0, due: false, last: "", isSharp: false, sharpen: false, rest: null });
    this.#schedule(canvas);
  }

  stop(): void {
    this.#stopped = true;
    for (const sitter of this.#sitters.values()) this.#wakeful(sitter);
    this.#sitters.clear();
    this.#patches.restore();
  }

  #patch(realm: Window & typeof globalThis): void {
    if (this.#patched.has(realm)) return;
    this.#patched.add(realm);
    for (const [name, methods] of Object.entries(DRAWING)) {
      const prototype = (Reflect.get(realm, name) as { readonly prototype: object } | undefined)?.prototype;
      if (prototype === undefined) continue;
      const inSameTask = name.startsWith("WebGL");
      for (const method of methods) this.#patches.method(prototype, method, (self) => { this.#drawn((self as { canvas: HTMLCanvasElement }).canvas, inSameTask); });
    }
    for (const side of ["width", "height"]) this.#patches.setter(realm.HTMLCanvasElement.prototype, side, (self) => { this.#drawn(self as HTMLCanvasElement, false); });
  }

  #drawn(canvas: HTMLCanvasElement, inSameTask: boolean): void {
    const sitter = this.#sitters.get(canvas);
    if (sitter === undefined || sitter.due) return;
    sitter.changed = true;
    if (inSameTask && this.win.performance.now() >= sitter.free) {
      sitter.due = true;
      queueMicrotask(() => { this.#paint(canvas, sitter, true); });
    } else if (!inSameTask) this.#schedule(canvas);
  }

  /** Takes a picture once the page has drawn its frame and enough time has passed. */
  #schedule(canvas: HTMLCanvasElement): void {
    const sitter = this.#sitters.get(canvas);
    if (sitter === undefined || sitter.due) return;
    sitter.due = true;
    this.win.setTimeout(() => {
      this.win.requestAnimationFrame(() => { this.#paint(canvas, sitter, false); });
    }, Math.max(0, sitter.free - this.win.performance.now()));
  }

  #paint(canvas: HTMLCanvasElement, sitter: Sitter, isFleeting: boolean): void {
    sitter.due = false;
    if (this.#stopped || !sitter.changed) return;
    this.#wakeful(sitter);
    if (!canvas.isConnected) {
      this.#sitters.delete(canvas);
      return;
    }
    const begun = this.win.performance.now();
    if ((this.options.backlog?.() ?? 0) > HIGH_WATER || this.told.coverOf(canvas) !== "shown") {
      sitter.free = begun + APART;
      this.#schedule(canvas);
      return;
    }
    sitter.changed = false;
    try {
      const picture = smaller(canvas);
      const isSmall = picture.width * picture.height <= LOSSLESS;
      const { sharpen } = sitter;
      sitter.sharpen = false;
      const sharp = isSmall || sharpen ? encoded(picture, "image/png") : null;
      const lossy = isSmall ? null : encoded(picture, "image/webp");
      void this.#send(canvas, sitter, sharp, lossy, isFleeting);
    } catch {
      // Another origin's picture was drawn into it: the browser gives nothing of it away.
      this.#give(canvas, sitter, "tainted", new Uint8Array(0), "tainted");
    }
    const now = this.win.performance.now();
    sitter.free = begun + Math.max(APART, SHARE * (now - begun));
  }

  /** Of two pictures of the same moment, the one without loss is sent where the other says that nothing has changed. */
  async #send(canvas: HTMLCanvasElement, sitter: Sitter, sharp: Promise<Blob | null> | null, lossy: Promise<Blob | null> | null, isFleeting: boolean): Promise<void> {
    const blob = await (lossy ?? sharp);
    if (blob === null || blob.size > AssetLimit.one) return;
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const name = `${bytes.length} ${sum(bytes)}`;
    if (lossy === null || sitter.last !== name) {
      // Browsers that cannot write WebP write PNG.
      sitter.isSharp = blob.type === "image/png";
      this.#give(canvas, sitter, blob.type, bytes, name);
      // What is gone as soon as it was shown is taken again when the page draws it again.
      if (!sitter.isSharp && !isFleeting) this.#whenAtRest(canvas, sitter);
      return;
    }
    if (sitter.isSharp) return;
    if (sharp === null) {
      sitter.sharpen = true;
      return;
    }
    sitter.isSharp = true;
    const best = await sharp;
    if (best === null || best.size > MOST_SHARP) return;
    const whole = new Uint8Array(await best.arrayBuffer());
    // It may have changed while this was encoded: what has been sent since is newer.
    if (sitter.last === name) this.#give(canvas, sitter, best.type, whole, name, true);
  }

  #whenAtRest(canvas: HTMLCanvasElement, sitter: Sitter): void {
    if (this.#stopped) return;
    this.#wakeful(sitter);
    sitter.rest = this.win.setTimeout(() => {
      sitter.rest = null;
      if (sitter.changed || sitter.due) return;
      sitter.changed = sitter.sharpen = true;
      this.#schedule(canvas);
    }, REST);
  }

  /** It is not at rest, or nobody asks any more. */
  #wakeful(sitter: Sitter): void {
    if (sitter.rest !== null) this.win.clearTimeout(sitter.rest);
    sitter.rest = null;
  }

  #give(canvas: HTMLCanvasElement, sitter: Sitter, type: string, bytes: Uint8Array, name: string, again = false): void {
    const node = this.told.idOf(canvas);
    // It may have been masked while it was encoded.
    if (this.#stopped || node === undefined || (sitter.last === name && !again) || this.told.coverOf(canvas) !== "shown") return;
    sitter.last = name;
    this.options.send(encodeAnswer({ kind: "canvas", page: this.told.page, node, type, bytes }));
  }
}

/** The canvas, or a copy of it that is no longer than a picture may be. */
function smaller(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const scale = LONGEST / Math.max(canvas.width, canvas.height, 1);
  if (scale >= 1) return canvas;
  const copy = canvas.ownerDocument.createElement("canvas");
  [copy.width, copy.height] = [Math.max(1, Math.round(canvas.width * scale)), Math.max(1, Math.round(canvas.height * scale))];
  copy.getContext("2d")?.drawImage(canvas, 0, 0, copy.width, copy.height);
  return copy;
}

/** What the canvas shows at this moment, encoded later. Throws when the browser gives nothing of it away. */
function encoded(canvas: HTMLCanvasElement, type: string): Promise<Blob | null> {
  let done: (blob: Blob | null) => void = () => undefined;
  const blob = new Promise<Blob | null>((resolve) => { done = resolve; });
  canvas.toBlob((each) => { done(each); }, type, 0.85);
  return blob;
}

/** Tells one picture from the next (FNV-1a). */
function sum(bytes: Uint8Array): number {
  let value = 0x811c9dc5;
  for (const byte of bytes) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0;
}
