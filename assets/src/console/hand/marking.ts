import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { RemoteEvent } from "../../act/event";
import type { Outcome } from "../../act/outcome";
import type { BoxOf } from "../../marks/layer";
import { MarkLayer } from "../../marks/layer";
import { type Mark, shapes, type Shape } from "../../marks/mark";
import { Pen, type PlaceAt } from "../../marks/pen";
import type { Grant } from "../session/edges";

/** Which of the drawing tools the agent has in hand (I6). The tool bar chooses, the hand draws. */
export class Marking {
  readonly #tool = signal<Shape | null>(null);
  /** Whether the tools are out. */
  readonly isOpen = signal(false);
  readonly mayMark: ReadonlySignal<boolean>;
  /** The tool in hand; none while the customer does not allow it. */
  readonly tool: ReadonlySignal<Shape | null>;
  #sheet: DrawingSheet | undefined;

  constructor(grants: ReadonlySignal<readonly Grant[]>) {
    this.mayMark = computed(() => grants.value.includes("point"));
    this.tool = computed(() => (this.isOpen.value && this.mayMark.value ? this.#tool.value : null));
  }

  /** Takes the tools out, the last one in hand, or puts them away. */
  toggle(): void {
    this.isOpen.value = !this.isOpen.value;
    this.#tool.value ??= "spotlight";
  }

  choose(shape: Shape): void {
    this.isOpen.value = true;
    this.#tool.value = shape;
  }

  /** A key over the page: 1–4 take a tool, 0 clears. False for any other. */
  key(key: string): boolean {
    const shape = shapes[Number(key) - 1];
    if (!this.isOpen.value || (key !== "0" && !shape)) return false;
    if (shape) this.choose(shape);
    else this.clear();
    return true;
  }

  /** Takes all marks away, on both sides. */
  clear(): void {
    this.#sheet?.clear();
  }

  /** The page's view has a sheet to draw on. */
  use(sheet: DrawingSheet): void {
    this.#sheet = sheet;
  }
}

export interface DrawingSheetOptions {
  readonly document: Document;
  readonly boxOf: BoxOf;
  readonly placeAt: PlaceAt;
  /** Returns the number of the request. */
  readonly send: (event: RemoteEvent) => number;
}

/** What is drawn over the copy: the agent's marks, which the customer's side is told of, and the customer's. */
export class DrawingSheet {
  readonly pen: Pen;
  readonly #layer: MarkLayer;
  /** The agent's marks that may still be refused, by the number of the request. */
  readonly #told = new Map<number, number>();

  constructor(private readonly options: DrawingSheetOptions) {
    this.#layer = new MarkLayer(options.document, options.boxOf);
    this.pen = new Pen(options.placeAt, (mark) => { this.#draw(mark); });
  }

  get element(): SVGElement {
    return this.#layer.element;
  }

  clear(): void {
    this.#layer.clear();
    this.options.send({ kind: "unmark" });
  }

  outcome(outcome: Outcome): void {
    if (outcome.kind === "mark") this.#layer.add("customer", outcome);
    else if (outcome.kind === "unmark") this.#layer.clear();
    else if (outcome.kind === "done" || outcome.kind === "denied") {
      const id = this.#told.get(outcome.seq);
      this.#told.delete(outcome.seq);
      if (id !== undefined && outcome.kind === "denied") this.#layer.remove("agent", id);
    }
  }

  /** Another page or another link: its marks are gone there too. */
  reset(): void {
    this.pen.cancel();
    this.#layer.clear();
    this.#told.clear();
  }

  stop(): void {
    this.reset();
    this.#layer.stop();
  }

  #draw(mark: Mark): void {
    this.#layer.add("agent", mark);
    this.#told.set(this.options.send({ kind: "mark", ...mark }), mark.id);
  }
}
