import type { Drawer } from "../marks/mark";
import type { Box } from "./ruler";

/** Each person's colour, the same as of their pointer and their marks. */
const colours: Readonly<Record<Drawer, string>> = { agent: "#1a5fd0", customer: "#b3261e" };
/** In pixels: how thick a caret is, how high a label, and how much of the room a name may take. */
const caretWidth = 2;
const labelHeight = 18;
const widestLabel = "14em";

/** What is shown of somebody in a field; all boxes in the pixels of the layer. */
export interface Shown {
  /** The field's own box. */
  readonly field: Box;
  /** The caret or the selection; none where only the field is told. */
  readonly at: readonly Box[];
  readonly name: string;
}

/**
 * I4: the other's caret: a slim line with a name on it, their selection, or, where no more is told, an edge around the field. Stays within the field's box, lets every click
 * through, and says nothing to screen readers: what is typed there, they read in the field.
 */
export class CaretFlag {
  readonly element: HTMLElement;
  readonly #label: HTMLElement;
  readonly #boxes: { readonly element: HTMLElement; style: string }[] = [];
  readonly #colour: string;

  constructor(private readonly document: Document, by: Drawer) {
    this.#colour = colours[by];
    this.element = document.createElement("div");
    this.element.className = `caret-flag by-${by}`;
    this.element.setAttribute("aria-hidden", "true");
    this.element.style.cssText = "position:absolute;inset:0;overflow:hidden;pointer-events:none";
    this.element.hidden = true;
    this.#label = document.createElement("span");
    this.#label.className = "caret-name";
    this.#label.style.cssText = `position:absolute;box-sizing:border-box;height:${String(labelHeight)}px;max-width:${widestLabel};padding:0 6px;overflow:hidden;border-radius:4px;background:${this.#colour};`
      + `color:#fff;font:500 11px/${String(labelHeight)}px system-ui,sans-serif;text-overflow:ellipsis;white-space:nowrap;transform:scale(var(--inverse,1));transform-origin:0 100%`;
    this.element.append(this.#label);
  }

  show({ field, at, name }: Shown): void {
    this.element.hidden = false;
    const inside = at.flatMap((box) => within(box, field));
    const last = inside[inside.length - 1];
    this.#count(inside.length === 0 ? 1 : inside.length);
    for (const [index, box] of this.#boxes.entries()) {
      const part = inside[index];
      const kind = part === undefined ? "field" : part.width === 0 ? "line" : "selection";
      box.element.className = `caret-${kind}`;
      const style = placed(part ?? field) + this.#looks(kind);
      // Only what changes is set: a caret at rest costs no painting.
      if (box.style !== style) box.element.style.cssText = box.style = style;
    }
    if (this.#label.textContent !== name) this.#label.textContent = name;
    const { left, top } = this.#labelPlace(last ?? field, last ? last.left + last.width : field.left);
    set(this.#label, "left", `${String(left)}px`);
    set(this.#label, "top", `${String(top)}px`);
  }

  hide(): void {
    this.element.hidden = true;
  }

  stop(): void {
    this.element.remove();
  }

  /** Above the line; below it at the upper edge of the window. */
  #labelPlace(line: Box, left: number): { left: number; top: number } {
    return { left: Math.round(left) - 1, top: Math.round(line.top >= labelHeight ? line.top - labelHeight : line.top + line.height) };
  }

  #count(wanted: number): void {
    while (this.#boxes.length > wanted) this.#boxes.pop()?.element.remove();
    while (this.#boxes.length < wanted) {
      const element = this.document.createElement("div");
      this.#boxes.push({ element, style: "" });
      this.element.prepend(element);
    }
  }

  #looks(kind: "field" | "line" | "selection"): string {
    switch (kind) {
      case "field":
        return `box-sizing:border-box;border:2px solid ${this.#colour};border-radius:4px`;
      case "line":
        return `background:${this.#colour};width:${String(caretWidth)}px;margin-left:${String(-caretWidth / 2)}px;transform:scaleX(var(--inverse,1))`;
      case "selection":
        return `background:${this.#colour};opacity:.3`;
    }
  }
}

/** The part of a line that lies in the field; none for one that is scrolled out of it. */
function within(box: Box, field: Box): readonly Box[] {
  const left = Math.max(box.left, field.left);
  const top = Math.max(box.top, field.top);
  const right = Math.min(box.left + box.width, field.left + field.width);
  const bottom = Math.min(box.top + box.height, field.top + field.height);
  return right >= left && bottom > top ? [{ left, top, width: right - left, height: bottom - top }] : [];
}

function placed({ left, top, width, height }: Box): string {
  return `position:absolute;left:${tenths(left)}px;top:${tenths(top)}px;width:${tenths(width)}px;height:${tenths(height)}px;`;
}

function set(element: HTMLElement, property: "left" | "top", value: string): void {
  if (element.style[property] !== value) element.style[property] = value;
}

/** A tenth of a pixel is as fine as the eye. */
function tenths(pixels: number): string {
  return String(Math.round(pixels * 10) / 10);
}
