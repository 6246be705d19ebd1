import { Writer } from "./bytes";
import { BlankFrames } from "./blank-frames";
import { ACKNOWLEDGED } from "./pace";
import { blank } from "./blank";
import { Stage, type Viewport } from "./stage";
import { Depot } from "./depot";
import { Builder } from "./dom";
import { type Head, Inlet, readHead } from "./inlet";
import type { Missing } from "./needs";
import { Paintings, type PlaceholderWords } from "./paintings";
import { Wardrobe } from "./wardrobe";
import { Ask, ROOT, WireError } from "./wire";

export type { Viewport } from "./stage";
export type { Missing } from "./needs";
export type { PlaceholderWords } from "./paintings";

/** What keeps the replica from showing the page as it is. */
export interface Problem {
  /** "format": the stream is not ours. "gap": frames were lost, a new snapshot is on its way. "content": one thing is not shown right. */
  readonly kind: "format" | "gap" | "content";
  readonly text: string;
}

export interface ReplicaOptions {
  /** The replica makes its own frames in here, one on top of the other. */
  readonly host: HTMLElement;
  /** Address of the blank page that the replica is built in, of the embedder's own origin. README.md names the headers it needs. */
  readonly blankPage: string;
  /** Takes a message to Capture.receive. */
  send(message: Uint8Array<ArrayBuffer>): void;
  /** The customer's viewport. The frame has this size already; scaling it to fit is up to the embedder. */
  onViewport?(viewport: Viewport): void;
  /** A page is on screen: the first one, or the next one in place of the last. `page` is Capture.page. */
  onPaint?(page: number): void;
  /** The first page is on screen. */
  onFirstPaint?(): void;
  onLocation?(location: { url: string; title: string }): void;
  /** Another frame element is the visible one now; the last is gone. */
  onFrame?(frame: HTMLIFrameElement): void;
  onProblem?(problem: Problem): void;
  /**
   * Whether a box of the replica goes to where the customer has it; without this it always does. `asked` is the last number given to Capture.scrolledFor for this box
   * (0: none), negative when the customer's box is elsewhere than was asked for then.
   */
  follows?(box: Element, asked: number): boolean;
  /** Takes a message to Courier.receive. Without it, what this browser cannot load itself is not shown. */
  sendAsset?(message: Uint8Array<ArrayBuffer>): void;
  /** What stands in place of what cannot be shown. */
  readonly words?: PlaceholderWords;
  /** What of the page on screen is not shown, and why; all of it at every change. */
  onMissing?(list: readonly Missing[]): void;
}

/** A stream that is being followed, and the stage it is played on. */
interface Line {
  readonly stream: number;
  readonly inlet: Inlet;
  next: number;
  stage: Stage | null;
  queue: Head[];
  ready: boolean;
  broken: boolean;
  /** Subtrees asked for again. */
  healed: number;
  viewport: Viewport | null;
  location: { url: string; title: string } | null;
  missing: readonly Missing[];
}

/** How long a page that is ready may wait for style sheets before it is shown all the same, in milliseconds. */
const PATIENCE = 1500;
/** Shortest time between two requests for a snapshot, in milliseconds. */
const ASK_AGAIN = 1000;

/** How long a window may take for a frame before it is taken for hidden, in milliseconds. */
const HIDDEN = 200;

/** Subtrees that one stream may ask for again. */
const MOST_HEALED = 50;

/** Runs something once the next frame is on screen; in a hidden window, which has none, soon. */
function afterPaint(then: () => void): void {
  const timer = window.setTimeout(then, HIDDEN);
  window.requestAnimationFrame(() => {
    window.clearTimeout(timer);
    window.setTimeout(then);
  });
}

/** Shows what a Capture sends. The last page stays on screen until the next one can be seen. */
export class Replica {
  readonly #wardrobe = new Wardrobe();
  readonly #depot: Depot | null;
  readonly #paintings: Paintings;
  readonly #words: PlaceholderWords;
  #shown: Line | null = null;
  #coming: Line | null = null;
  readonly #blanks: BlankFrames;
  #destroyed = false;
  /** What had the focus before the replica was last changed. */
  #focused: Element | null = null;
  /** The stream that a new snapshot is to replace, while none has come. */
  #wanted: number | null = null;
  #retry: number | null = null;
  #timer: number | null = null;

  constructor(private readonly options: ReplicaOptions) {
    this.#blanks = new BlankFrames(options.host, options.blankPage);
    this.#words = options.words ?? { canvas: "Canvas", frame: "Frame" };
    this.#paintings = new Paintings(this.#words);
    this.#depot = options.sendAsset === undefined ? null : new Depot({
      send: (message) => { this.options.sendAsset?.(message); },
      canvas: (page, node, picture) => { this.#paintings.take({ page, node, picture }, this.#stages); },
    });
  }

  /** The frame on screen; before the first page, one that is still blank. */
  get frame(): HTMLIFrameElement {
    return this.#shown?.stage?.frame ?? this.#blanks.spare;
  }

  /** Capture.page of the page on screen, or 0. */
  get page(): number {
    return this.#shown?.stage?.page ?? 0;
  }

  /** Takes one frame of Capture's. Never throws: what is wrong with it is told to onProblem, and healed by a new snapshot. */
  receive(frame: Uint8Array): void {
    if (this.#destroyed) return;
    try {
      this.#take(readHead(frame));
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.options.onProblem?.({ kind: "format", text: error.message });
    }
  }

  /** Takes one message of Courier's. Never throws. */
  receiveAsset(message: Uint8Array): void {
    if (this.#destroyed) return;
    try {
      this.#depot?.receive(message);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.options.onProblem?.({ kind: "format", text: error.message });
    }
  }

  /** A new connection begins: what comes next belongs to a new stream. The page stays on screen meanwhile. */
  reset(): void {
    if (this.#coming !== null) this.#drop(this.#coming);
    this.#coming = null;
    if (this.#shown !== null) this.#shown.broken = true;
    this.#wanted = null;
    this.#depot?.reset();
  }

  /** Asks `follows` about every box again, and brings those that do to where the customer has them. */
  rescroll(): void {
    this.#shown?.stage?.rescroll();
  }

  destroy(): void {
    this.#destroyed = true;
    this.#depot?.destroy();
    this.#wanted = null;
    if (this.#retry !== null) window.clearTimeout(this.#retry);
    if (this.#timer !== null) window.clearTimeout(this.#timer);
    for (const line of [this.#shown, this.#coming]) if (line !== null) this.#drop(line);
    this.#blanks.destroy();
    this.#shown = null;
    this.#coming = null;
  }

  /** The replica's node that stands for the customer's node of this id. */
  nodeById(id: number): Node | undefined {
    return this.#shown?.stage?.byId(id)?.node;
  }

  /** The id under which the customer's side knows the node that this one stands for. */
  idOf(node: Node): number | undefined {
    return this.#shown?.stage?.idOf(node);
  }

  get #stages(): readonly (Stage | null)[] {
    return [this.#coming?.stage ?? null, this.#shown?.stage ?? null];
  }

  #take(head: Head): void {
    const line = this.#lineOf(head);
    if (line === null || line.broken || head.number < line.next) return;
    if (head.number > line.next) {
      this.#lost(line, `frame ${line.next} is missing`);
      return;
    }
    line.next++;
    if (head.body.length >= ACKNOWLEDGED) {
      this.#send(Ask.Seen, (message) => {
        message.uint32(head.stream);
        message.varint(head.number);
      });
    }
    if (line.stage === null) line.queue.push(head);
    else this.#play(line, line.stage, head);
  }

  #lineOf(head: Head): Line | null {
    for (const line of [this.#coming, this.#shown]) if (line?.stream === head.stream) return line;
    if (head.number > 0) {
      this.#ask(head.stream);
      return null;
    }
    if (this.#coming !== null) this.#drop(this.#coming);
    this.#wanted = null;
    const line: Line = { stream: head.stream, inlet: new Inlet(), next: 0, stage: null, queue: [], ready: false, broken: false, healed: 0, viewport: null, location: null, missing: [] };
    this.#coming = line;
    this.#open(line);
    return line;
  }

  /** Gives a line its stage, as soon as there is a blank page. */
  #open(line: Line): void {
    this.#blanks.take((frame, doc) => {
      if (this.#destroyed || this.#coming !== line) {
        frame.remove();
        return;
      }
      blank(doc, false);
      // Some of it happens later, when the browser gives back the focus that a dialog had.
      doc.addEventListener("focusin", () => { keepFocus(this.#focused, frame); });
      line.stage = this.#newStage(line, frame, doc);
      for (const head of line.queue) if (!line.broken) this.#play(line, line.stage, head);
      line.queue = [];
    });
  }

  #newStage(line: Line, frame: HTMLIFrameElement, doc: Document): Stage {
    return new Stage(frame, doc, new Builder(window), this.#wardrobe, {
      needSheet: (name) => { this.#send(Ask.Sheet, (message) => { message.text(name); }); },
      ready: () => { this.#ready(line); },
      differs: () => {
        this.options.onProblem?.({ kind: "gap", text: "the sums differ" });
        this.#send(Ask.Query, (message) => { message.varint(ROOT); });
      },
      narrow: (id) => { this.#send(Ask.Query, (message) => { message.varint(id); }); },
      wrong: (id) => {
        // What cannot be built here will not be built by sending it again.
        if (++line.healed > MOST_HEALED) return;
        this.#send(Ask.Subtree, (message) => { message.varint(id); });
      },
      inner: (id, message) => {
        this.#send(Ask.Inner, (around) => {
          around.varint(id);
          around.raw(message);
        });
      },
      label: this.#words.frame,
      follows: (box, asked) => this.options.follows?.(box, asked) ?? true,
      viewport: (viewport) => { this.#viewport(line, viewport); },
      location: (url, title) => {
        line.location = { url, title };
        if (line === this.#shown) this.options.onLocation?.(line.location);
      },
      missing: (list) => {
        line.missing = list;
        if (line === this.#shown) this.options.onMissing?.(list);
      },
      problem: (text) => this.options.onProblem?.({ kind: "content", text }),
    }, this.#depot);
  }

  #play(line: Line, stage: Stage, head: Head): void {
    if (document.activeElement !== stage.frame) this.#focused = document.activeElement;
    try {
      stage.apply(line.inlet.open(head), line.inlet);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.#lost(line, error.message);
      return;
    } finally {
      keepFocus(this.#focused, stage.frame);
    }
    this.#paintings.hang(this.#stages);
    if (line === this.#coming && line.ready && stage.dressed) this.#show(line);
  }

  #ready(line: Line): void {
    line.ready = true;
    this.#timer ??= window.setTimeout(() => {
      this.#timer = null;
      if (this.#coming?.ready === true) this.#show(this.#coming);
    }, PATIENCE);
  }

  /** Puts a page on screen in place of the last one. */
  #show(line: Line): void {
    const { stage } = line;
    if (stage === null) return;
    if (this.#timer !== null) window.clearTimeout(this.#timer);
    this.#timer = null;
    const last = this.#shown;
    this.#shown = line;
    this.#coming = null;
    stage.frame.style.visibility = "visible";
    if (last !== null) this.#drop(last);
    if (line.viewport !== null) this.options.onViewport?.(line.viewport);
    if (line.location !== null) this.options.onLocation?.(line.location);
    this.options.onMissing?.(line.missing);
    this.options.onFrame?.(stage.frame);
    this.options.onPaint?.(stage.page);
    if (last === null) this.options.onFirstPaint?.();
    afterPaint(() => { stage.loadPictures(); });
  }

  #viewport(line: Line, viewport: Viewport): void {
    line.viewport = viewport;
    const { frame } = line.stage ?? {};
    if (frame !== undefined) {
      frame.style.width = `${viewport.width}px`;
      frame.style.height = `${viewport.height}px`;
    }
    if (line === this.#shown) this.options.onViewport?.(viewport);
  }

  #lost(line: Line, why: string): void {
    line.broken = true;
    this.options.onProblem?.({ kind: "gap", text: why });
    this.#ask(line.stream);
  }

  /** Asks for a snapshot in place of a stream that cannot go on: now and then, until one comes. */
  #ask(stream: number): void {
    this.#wanted = stream;
    if (this.#retry !== null) return;
    this.#send(Ask.Snapshot, (message) => { message.uint32(stream); });
    this.#retry = window.setTimeout(() => {
      this.#retry = null;
      if (this.#wanted !== null) this.#ask(this.#wanted);
    }, ASK_AGAIN);
  }

  #send(ask: Ask, write: (message: Writer) => void): void {
    const message = new Writer();
    message.byte(ask);
    write(message);
    this.options.send(message.take());
  }

  #drop(line: Line): void {
    line.broken = true;
    line.stage?.stop();
    line.stage?.frame.remove();
  }
}

/** A dialog that opens or closes moves the focus; the agent may be writing to the customer at that moment. */
function keepFocus(before: Element | null, frame: HTMLIFrameElement): void {
  if (document.activeElement !== frame) return;
  if (before instanceof HTMLElement && before !== document.body) before.focus({ preventScroll: true });
  else frame.blur();
}
