type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** A box within a field, from the outer edge of its border, in its own CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What decides where a field's letters are. */
const looks = [
  "direction", "font-family", "font-size", "font-style", "font-variant", "font-weight", "font-stretch", "font-feature-settings", "font-kerning", "letter-spacing",
  "line-height", "padding-bottom", "padding-left", "padding-right", "padding-top", "tab-size", "text-align", "text-indent", "text-transform", "word-spacing", "overflow-wrap", "word-break",
] as const;
/** Longer selections are shown by their first lines. */
const mostBoxes = 60;

/**
 * Finds out where a place in a field's text is: browsers tell that of no field, so the text is set once more, unseen, as the field sets it. Measures again only
 * when something changed that can move letters.
 */
export class Ruler {
  readonly #sheet: HTMLElement;
  #key = "";
  #boxes: readonly Box[] = [];

  /** Where the unseen text is kept: nothing of what it says may be read there by anybody else. */
  constructor(document: Document, room: ParentNode) {
    this.#sheet = document.createElement("div");
    this.#sheet.setAttribute("aria-hidden", "true");
    this.#sheet.style.cssText = "position:absolute;left:0;top:0;visibility:hidden;pointer-events:none;border:0;margin:0;box-sizing:border-box;contain:layout";
    room.append(this.#sheet);
  }

  /** One box without width for a caret, one per line for a selection. */
  boxesOf(control: TextControl, from: number, to: number): readonly Box[] {
    const style = control.ownerDocument.defaultView?.getComputedStyle(control);
    if (!style) return [];
    const key = [control.value, from, to, control.offsetWidth, control.offsetHeight, control.clientWidth, ...looks.map((name) => style.getPropertyValue(name))].join("\n");
    if (key !== this.#key) {
      this.#key = key;
      this.#boxes = this.#measure(control, style, from, to);
    }
    return this.#boxes.map((box) => ({ ...box, left: box.left - control.scrollLeft, top: box.top - control.scrollTop }));
  }

  stop(): void {
    this.#sheet.remove();
  }

  #measure(control: TextControl, style: CSSStyleDeclaration, from: number, to: number): readonly Box[] {
    const sheet = this.#sheet;
    const isLine = control.localName === "input";
    for (const name of looks) sheet.style.setProperty(name, style.getPropertyValue(name));
    const inner = isLine ? insideBorder(control, style) : { left: control.clientLeft, top: control.clientTop, width: control.clientWidth, height: control.clientHeight };
    sheet.style.width = `${String(inner.width)}px`;
    sheet.style.whiteSpace = isLine ? "pre" : "pre-wrap";
    const { value } = control;
    // A text that ends with a line break has one more line, which only something in it makes; and a text without letters has a height like any other.
    const text = sheet.ownerDocument.createTextNode(`${value}\u200b`);
    sheet.replaceChildren(text);
    const range = sheet.ownerDocument.createRange();
    range.setStart(text, Math.min(from, value.length));
    range.setEnd(text, Math.min(to, value.length));
    const around = sheet.getBoundingClientRect();
    // The room may be shown smaller than it is, as the console shows the customer's window; the sheet is as wide as the field is in its own pixels.
    const scale = inner.width > 0 && around.width > 0 ? around.width / inner.width : 1;
    const [left, top] = [inner.left, inner.top + (isLine ? (inner.height - around.height / scale) / 2 : 0)];
    const found = from < to ? [...range.getClientRects()] : [caretOf(range, text)];
    sheet.replaceChildren();
    const isBackward = style.direction === "rtl";
    return found.slice(0, mostBoxes).map((box) => {
      const width = from < to ? box.width / scale : 0;
      const start = width === 0 && isBackward ? box.right : box.left;
      return { left: left + (start - around.left) / scale, top: top + (box.top - around.top) / scale, width, height: box.height / scale };
    });
  }
}

/** The padding box of a field of one line. Firefox counts such a field's padding as part of its border in `clientLeft` and the like, not so a text area's. */
function insideBorder(control: TextControl, style: CSSStyleDeclaration): Box {
  const border = (side: string): number => parseFloat(style.getPropertyValue(`border-${side}-width`)) || 0;
  const [left, top] = [border("left"), border("top")];
  return { left, top, width: control.offsetWidth - left - border("right"), height: control.offsetHeight - top - border("bottom") };
}

/** An empty range has no box in some browsers where a line breaks: then it is at the edge of the letter that follows, which there always is. */
function caretOf(range: Range, text: Text): DOMRect {
  const at = range.startOffset;
  range.setEnd(text, at + 1);
  const boxes = [...range.getClientRects()];
  return boxes[boxes.length - 1] ?? range.getBoundingClientRect();
}
