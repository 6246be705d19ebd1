import { type Mark, type Place, shapes, type Shape } from "../../marks/mark";
import { Pen } from "../../marks/pen";
import { button, el } from "../ui/dom";
import type { ToolRoom } from "./strip";
import type { ToolWords } from "./words";

export interface DrawingOptions {
  readonly room: ToolRoom;
  readonly words: ToolWords["mark"];
  readonly placeAt: (left: number, top: number) => Place | undefined;
  readonly onMark: (mark: Mark) => void;
  readonly onClear: () => void;
}

/** I6: the customer's own drawing: a strip of tools, and a sheet over the page that takes the pointer while they are out. */
export class Drawing {
  readonly #sheet = el("div", { class: "shield draw" });
  readonly #pen: Pen;
  readonly #tools = new Map<Shape, HTMLButtonElement>();
  #shape: Shape = "ink";
  #strip: HTMLElement | undefined;
  /** What draws, of several fingers or pens. */
  #pointer: number | undefined;
  readonly #escape = (event: KeyboardEvent): void => { if (event.key === "Escape" && event.isTrusted) this.close(); };

  constructor(private readonly options: DrawingOptions) {
    this.#pen = new Pen(options.placeAt, options.onMark);
    const sheet = this.#sheet;
    const isDrawing = ({ pointerId }: PointerEvent): boolean => pointerId === this.#pointer;
    sheet.addEventListener("pointerdown", (event) => {
      // A palm beside the pen, a second finger: one draws at a time.
      if (event.button !== 0 || this.#pen.isDown) return;
      event.preventDefault();
      this.#pointer = event.pointerId;
      sheet.setPointerCapture(event.pointerId);
      this.#pen.begin(this.#shape, event.clientX, event.clientY);
    });
    sheet.addEventListener("pointermove", (event) => {
      if (!isDrawing(event)) return;
      for (const { clientX, clientY } of stepsOf(event)) this.#pen.move(clientX, clientY);
    });
    sheet.addEventListener("pointerup", (event) => { if (isDrawing(event)) this.#pen.end(); });
    sheet.addEventListener("pointercancel", (event) => { if (isDrawing(event)) this.#pen.cancel(); });
    // Whatever touch-action says, Chromium takes a quick line's end for a fling, and the next tap, on "Clear" say, for what stops it: no click.
    sheet.addEventListener("touchmove", (event) => { if (event.cancelable) event.preventDefault(); }, { passive: false });
  }

  toggle(): void {
    if (this.#strip) this.close();
    else this.#open();
  }

  close(): void {
    this.#pen.cancel();
    this.#strip?.remove();
    this.#strip = undefined;
    this.#sheet.remove();
    removeEventListener("keydown", this.#escape, true);
  }

  #open(): void {
    const { room, words } = this.options;
    room.below(this.#sheet);
    for (const shape of shapes) this.#tools.set(shape, button(words.shapes[shape], "plain", () => { this.#choose(shape); }));
    const done = button(words.done, "main", () => { this.close(); });
    done.append(" ", el("kbd", {}, "Esc"));
    this.#strip = room.strip(words.label, words.hint, ...this.#tools.values(), button(words.clear, "plain", this.options.onClear), done);
    this.#choose(this.#shape);
    this.#tools.get(this.#shape)?.focus();
    addEventListener("keydown", this.#escape, true);
  }

  #choose(chosen: Shape): void {
    this.#shape = chosen;
    for (const [shape, tool] of this.#tools) tool.setAttribute("aria-pressed", String(shape === chosen));
  }
}

/** A pen and a finger are read more often than there are frames: without the places between, quick strokes have corners. */
function stepsOf(event: PointerEvent): readonly PointerEvent[] {
  const steps = "getCoalescedEvents" in event ? event.getCoalescedEvents() : [];
  return steps.length > 0 ? steps : [event];
}
