import { MARK } from "./css";
import type { Twin } from "./twin";
import { Kind } from "./wire";

/** Where the customer's attention is, shown in the copy: by attributes that the rewritten sheets have in place of `:hover` and `:focus`, and by the copy's own selection. */
export class Regard {
  #hovered: Element[] = [];
  #focused: Element[] = [];

  constructor(private readonly doc: Document) {}

  /** What the pointer is over; undefined for nothing. */
  hover(twin: Twin | undefined): void {
    for (const element of this.#hovered) element.removeAttribute(MARK.hover);
    this.#hovered = elementsAbove(twin);
    for (const element of this.#hovered) element.setAttribute(MARK.hover, "");
  }

  /** What has the focus; undefined for nothing. */
  focus(twin: Twin | undefined): void {
    for (const element of this.#focused) for (const mark of [MARK.focus, MARK.focusVisible, MARK.focusWithin]) element.removeAttribute(mark);
    this.#focused = elementsAbove(twin);
    for (const element of this.#focused) element.setAttribute(MARK.focusWithin, "");
    const [inner] = this.#focused;
    inner?.setAttribute(MARK.focus, "");
    inner?.setAttribute(MARK.focusVisible, "");
  }

  /** What is selected, from one node's offset to another's. */
  select(anchor: Twin | undefined, anchorAt: number, focus: Twin | undefined, focusAt: number): void {
    const selection = this.doc.getSelection();
    if (anchor === undefined || focus === undefined) {
      selection?.removeAllRanges();
      return;
    }
    try {
      selection?.setBaseAndExtent(anchor.node, anchorAt, focus.node, focusAt);
    } catch {
      selection?.removeAllRanges(); // An offset that does not exist here.
    }
  }
}

/** The element and those around it, through shadow roots and frames. */
function elementsAbove(twin: Twin | undefined): Element[] {
  const elements: Element[] = [];
  for (let above: Twin | null = twin ?? null; above !== null; above = above.parent) if (above.kind >= Kind.Html) elements.push(above.node as Element);
  return elements;
}
