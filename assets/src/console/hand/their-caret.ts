import type { Span } from "../../act/caret";
import type { Caret } from "../../act/field";
import { CaretFlag } from "../../carets/flag";
import { isTextField, placedIn } from "../../carets/placed";
import { type Box, Ruler } from "../../carets/ruler";

export interface TheirCaretOptions {
  readonly document: Document;
  nodeById(id: number): Node | undefined;
  /** An element's box in the picture, for elements in frames of the page too. */
  readonly boxOf: (element: Element) => DOMRectReadOnly;
  /** The agent's own field over one of the copy's, where they fill in the same one, and the customer's caret in its text. */
  readonly shared: (node: number) => SharedField | undefined;
  /** The customer's name. */
  readonly name: () => string;
}

export interface SharedField {
  readonly element: HTMLInputElement | HTMLTextAreaElement;
  readonly theirs: Caret | undefined;
}

/** I4: the customer's caret over the copy of their page, frame by frame for as long as they are in a field. */
export class TheirCaret {
  readonly element: HTMLElement;
  readonly #flag: CaretFlag;
  readonly #ruler: Ruler;
  #told: { readonly node: number; readonly at: Span | null } | undefined;
  #frame = 0;

  constructor(private readonly options: TheirCaretOptions) {
    this.#flag = new CaretFlag(options.document, "customer");
    this.element = this.#flag.element;
    this.#ruler = new Ruler(options.document, this.element);
  }

  /** The customer's side said where they are; node 0 is nowhere. */
  told(node: number, at: Span | null): void {
    this.#told = node === 0 ? undefined : { node, at };
    this.#draw();
  }

  /** Another link: who is where is told anew. */
  reset(): void {
    this.told(0, null);
  }

  stop(): void {
    this.#told = undefined;
    cancelAnimationFrame(this.#frame);
    this.#ruler.stop();
    this.#flag.stop();
  }

  #draw(): void {
    if (!this.#told) {
      this.#flag.hide();
      return;
    }
    const node = this.options.nodeById(this.#told.node);
    const field = fieldOf(node);
    const box = field && this.options.boxOf(field);
    if (!node || !field || !box || box.width === 0) this.#flag.hide();
    else this.#flag.show({ field: box, at: this.#boxes(node, field, box), name: this.options.name() });
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #boxes(node: Node, field: Element, box: DOMRectReadOnly): readonly Box[] {
    const told = this.#told;
    if (!told?.at) return [];
    if (node !== field) return inRichText(node, told.at, field, box);
    const shared = this.options.shared(told.node);
    const caret = shared?.theirs ?? told.at;
    const control = shared?.element ?? field;
    if (!isTextField(control)) return [];
    return placedIn({ box, ownWidth: control.offsetWidth, ownHeight: control.offsetHeight }, this.#ruler.boxesOf(control, caret.from, caret.to));
  }
}

/** The field that a node stands for: itself, or what is written in around a text. */
function fieldOf(node: Node | undefined): Element | undefined {
  if (node?.nodeType === Node.ELEMENT_NODE) return node as Element;
  return node?.parentElement?.closest("[contenteditable]:not([contenteditable=false])") ?? node?.parentElement ?? undefined;
}

/** Where a place in a text of the copy is in the picture. */
function inRichText(text: Node, { from }: Span, field: Element, box: DOMRectReadOnly): readonly Box[] {
  const length = text.nodeValue?.length ?? 0;
  const range = text.ownerDocument?.createRange();
  if (!range || length === 0) return [];
  // An empty range has no box in some browsers: it is at the edge of the letter before it, or after.
  const before = Math.min(from, length);
  range.setStart(text, Math.max(0, before - 1));
  range.setEnd(text, Math.max(1, before));
  const boxes = [...range.getClientRects()];
  const letter = boxes[boxes.length - 1];
  const own = field.getBoundingClientRect();
  return letter ? [{ left: box.left - own.left + (before === 0 ? letter.left : letter.right), top: box.top - own.top + letter.top, width: 0, height: letter.height }] : [];
}
