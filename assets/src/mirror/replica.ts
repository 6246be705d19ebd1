import { Asking } from "./asking";
import { BlankFrames } from "./blank-frames";
import { ACKNOWLEDGED } from "./pace";
import { blank } from "./blank";
import { Stage } from "./stage";
import { Depot } from "./depot";
import { Builder } from "./dom";
import { Focus } from "./focus";
import { type Head, readHead } from "./inlet";
import { type Line, newLine } from "./line";
import { Paintings, type PlaceholderWords } from "./paintings";
import type { ReplicaOptions } from "./replica-options";
import { Screen } from "./screen";
import { Wardrobe } from "./wardrobe";
import { Ask, ROOT, WireError } from "./wire";

export type { Viewport } from "./stage-events";
export type { Problem, ReplicaOptions } from "./replica-options";
export type { Missing } from "./needs";
export type { PlaceholderWords } from "./paintings";

/** Subtrees that one stream may ask for again. */
const MOST_HEALED = 50;

/** Shows what a Capture sends. The last page stays on screen until the next one can be seen. */
export class Replica {
  readonly #wardrobe = new Wardrobe();
  readonly #depot: Depot | null;
  readonly #paintings: Paintings;
  readonly #words: PlaceholderWords;
  readonly #screen: Screen;
  readonly #blanks: BlankFrames;
  #destroyed = false;
  readonly #focus = new Focus();
  readonly #asking: Asking;

  constructor(private readonly options: ReplicaOptions) {
    this.#asking = new Asking((message) => { options.send(message); });
    this.#blanks = new BlankFrames(options.host, options.blankPage);
    this.#screen = new Screen(options);
    this.#words = options.words ?? { canvas: "Canvas", frame: "Frame" };
    this.#paintings = new Paintings(this.#words);
    this.#depot = options.sendAsset === undefined ? null : new Depot({
      send: (message) => { this.options.sendAsset?.(message); },
      canvas: (page, node, picture) => { this.#paintings.take({ page, node, picture }, this.#screen.stages); },
    });
  }

  /** The frame on screen; before the first page, one that is still blank. */
  get frame(): HTMLIFrameElement {
    return this.#screen.stage?.frame ?? this.#blanks.spare;
  }

  /** Capture.page of the page on screen, or 0. */
  get page(): number {
    return this.#screen.stage?.page ?? 0;
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

  /**
   * Takes a frame that is here before others that belong before it, and shows at once what it can of it. It is to come once more, in its turn, by `receive`. Never throws; what
   * is wrong with it is told then.
   */
  glimpse(frame: Uint8Array): void {
    if (this.#destroyed) return;
    try {
      const head = readHead(frame);
      const line = this.#screen.lineOf(head.stream);
      if (line !== null && !line.broken && !head.deflated && head.number >= line.next) line.stage?.glimpse(head, line.inlet);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
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
    this.#screen.freeze();
    this.#asking.answered();
    this.#depot?.reset();
  }

  /** Asks `follows` about every box again, and brings those that do to where the customer has them. */
  rescroll(): void {
    this.#screen.stage?.rescroll();
  }

  destroy(): void {
    this.#destroyed = true;
    this.#depot?.destroy();
    this.#asking.stop();
    this.#screen.clear();
    this.#blanks.destroy();
  }

  /** The replica's node that stands for the customer's node of this id. */
  nodeById(id: number): Node | undefined {
    return this.#screen.stage?.byId(id)?.node;
  }

  /** The id under which the customer's side knows the node that this one stands for. */
  idOf(node: Node): number | undefined {
    return this.#screen.stage?.idOf(node);
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
      this.#asking.send(Ask.Seen, (message) => {
        message.uint32(head.stream);
        message.varint(head.number);
      });
    }
    if (line.stage === null) line.queue.push(head);
    else this.#play(line, line.stage, head);
  }

  #lineOf(head: Head): Line | null {
    const known = this.#screen.lineOf(head.stream);
    if (known !== null) return known;
    if (head.number > 0) {
      this.#asking.snapshot(head.stream);
      return null;
    }
    this.#asking.answered();
    const line = newLine(head.stream);
    this.#screen.await(line);
    this.#open(line);
    return line;
  }

  /** Gives a line its stage, as soon as there is a blank page. */
  #open(line: Line): void {
    this.#blanks.take((frame, doc) => {
      if (this.#destroyed || !this.#screen.isComing(line)) {
        frame.remove();
        return;
      }
      blank(doc, false);
      // Some of it happens later, when the browser gives back the focus that a dialog had.
      doc.addEventListener("focusin", () => { this.#focus.keep(frame); });
      line.stage = this.#newStage(line, frame, doc);
      for (const head of line.queue) if (!line.broken) this.#play(line, line.stage, head);
      line.queue = [];
    });
  }

  #newStage(line: Line, frame: HTMLIFrameElement, doc: Document): Stage {
    return new Stage(frame, doc, new Builder(window), this.#wardrobe, {
      needSheet: (name) => { this.#asking.send(Ask.Sheet, (message) => { message.text(name); }); },
      ready: () => { this.#screen.ready(line); },
      differs: () => {
        this.options.onProblem?.({ kind: "gap", text: "the sums differ" });
        this.#asking.send(Ask.Query, (message) => { message.varint(ROOT); });
      },
      narrow: (id) => { this.#asking.send(Ask.Query, (message) => { message.varint(id); }); },
      wrong: (id) => {
        // What cannot be built here will not be built by sending it again.
        if (++line.healed > MOST_HEALED) return;
        this.#asking.send(Ask.Subtree, (message) => { message.varint(id); });
      },
      inner: (id, message) => {
        this.#asking.send(Ask.Inner, (around) => {
          around.varint(id);
          around.raw(message);
        });
      },
      label: this.#words.frame,
      follows: (box, asked) => this.options.follows?.(box, asked) ?? true,
      viewport: (viewport) => { this.#screen.viewport(line, viewport); },
      location: (url, title) => { this.#screen.location(line, { url, title }); },
      missing: (list) => { this.#screen.missing(line, list); },
      problem: (text) => this.options.onProblem?.({ kind: "content", text }),
    }, this.#depot);
  }

  #play(line: Line, stage: Stage, head: Head): void {
    this.#focus.note(stage.frame);
    try {
      stage.apply(head, line.inlet);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.#lost(line, error.message);
      return;
    } finally {
      this.#focus.keep(stage.frame);
    }
    this.#paintings.hang(this.#screen.stages);
    this.#screen.played(line);
  }

  #lost(line: Line, why: string): void {
    line.broken = true;
    this.options.onProblem?.({ kind: "gap", text: why });
    this.#asking.snapshot(line.stream);
  }
}
