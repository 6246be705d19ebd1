import type { Cover } from "../../act/gate";
import { button, el } from "../ui/dom";
import { boxInWindow } from "./place";
import type { ToolRoom } from "./strip";
import type { ToolWords } from "./words";

/** How often the page is gone over for parts that came to be hidden, or no longer are, in milliseconds. */
const lookMs = 500;

/** V4: shows the customer what is hidden from the agent: every masked or blocked part is shaded where it lies. By the very rules that the mirror asks. */
export class Shade {
  #strip: HTMLElement | undefined;
  #words: HTMLElement | undefined;
  readonly #shades = new Map<Element, HTMLElement>();
  #frame = 0;
  #looked = -Infinity;

  constructor(private readonly room: ToolRoom, private readonly words: ToolWords["shade"], private readonly agent: () => string, private readonly coverOf: (element: Element) => Cover) {}

  toggle(): void {
    if (this.#strip) this.close();
    else this.#open();
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    for (const shade of this.#shades.values()) shade.remove();
    this.#shades.clear();
    this.#strip?.remove();
    this.#strip = undefined;
  }

  #open(): void {
    const done = button(this.words.done, "main", () => { this.close(); });
    this.#strip = this.room.strip(this.words.label, "", done);
    this.#words = this.#strip.querySelector("span") ?? undefined;
    this.#looked = -Infinity;
    this.#draw();
    done.focus();
  }

  #draw(): void {
    if (performance.now() - this.#looked > lookMs) this.#look();
    for (const [element, shade] of this.#shades) {
      const box = boxInWindow(element);
      shade.hidden = box === null;
      if (box) Object.assign(shade.style, { left: `${String(box.left)}px`, top: `${String(box.top)}px`, width: `${String(box.width)}px`, height: `${String(box.height)}px` });
    }
    this.#frame = requestAnimationFrame(() => { this.#draw(); });
  }

  #look(): void {
    this.#looked = performance.now();
    const found = new Map<Element, Cover>();
    this.#gather(document, found);
    for (const [element, shade] of this.#shades) {
      if (found.get(element) === shade.dataset["cover"]) continue;
      shade.remove();
      this.#shades.delete(element);
    }
    for (const [element, cover] of found) {
      if (this.#shades.has(element)) continue;
      const shade = el("div", { class: `shaded ${cover}`, "data-cover": cover, "aria-hidden": "true" });
      this.#shades.set(element, shade);
      this.room.below(shade);
    }
    const text = this.words.text(this.agent(), found.size);
    if (this.#words && this.#words.textContent !== text) this.#words.textContent = text;
  }

  /** The outermost hidden elements that take up room; into open shadow roots and the site's own frames too. */
  #gather(root: Document | ShadowRoot, found: Map<Element, Cover>): void {
    for (const element of root.querySelectorAll("body *, :host > *, :scope > *")) {
      if (element === this.room.root.host || [...found.keys()].some((outer) => outer !== element && outer.contains(element))) continue;
      const cover = this.coverOf(element);
      if (cover !== "shown" && boxInWindow(element)) found.set(element, cover);
      else if (element.shadowRoot) this.#gather(element.shadowRoot, found);
      else if (element.localName === "iframe" || element.localName === "frame") {
        const inner = (element as HTMLIFrameElement).contentDocument;
        if (inner) this.#gather(inner, found);
      }
    }
  }
}
