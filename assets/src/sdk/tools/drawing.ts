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
  readonly #escape = (event: KeyboardEvent): void => { if (event.key === "Escape" && event.isTrusted) this.close(); };

  constructor(private readonly options: DrawingOptions) {
    this.#pen = new Pen(options.placeAt, options.onMark);
    const sheet = this.#sheet;
    sheet.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      sheet.setPointerCapture(event.pointerId);
      this.#pen.begin(this.#shape, event.clientX, event.clientY);
    });
    sheet.addEventListener("pointermove", (event) => { this.#pen.move(event.clientX, event.clientY); });
    sheet.addEventListener("pointerup", () => { this.#pen.end(); });
    sheet.addEventListener("pointercancel", () => { this.#pen.cancel(); });
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
