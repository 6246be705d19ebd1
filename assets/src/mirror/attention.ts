import type { Population } from "./population";
import type { Outlet } from "./stream";
import { Op } from "./wire";

/** Where the person at the page is looking: focus, hover and selection. Only the latest of each matters. */
export class Attention {
  #hovered: Node | null = null;
  #sentHover = 0;
  #sentFocus = 0;
  #sentSelection = "";
  #changed = true;

  constructor(
    private readonly doc: Document,
    private readonly all: Population,
  ) {}

  restart(): void {
    this.#sentHover = 0;
    this.#sentFocus = 0;
    this.#sentSelection = "";
    this.#changed = true;
  }

  hover(target: Node | null): void {
    this.#hovered = target;
    this.#changed = true;
  }

  moved(): void {
    this.#changed = true;
  }

  /** Whether what is selected is something else than was told. */
  hasSelected(): boolean {
    const isNew = this.#selection().join() !== this.#sentSelection;
    this.#changed ||= isNew;
    return isNew;
  }

  write(out: Outlet): void {
    if (!this.#changed) return;
    this.#changed = false;
    const hover = this.#id(this.#hovered);
    if (hover !== this.#sentHover) {
      this.#sentHover = hover;
      out.body.byte(Op.Hover);
      out.body.varint(hover);
    }
    const focus = this.#id(this.#focused());
    if (focus !== this.#sentFocus) {
      this.#sentFocus = focus;
      out.body.byte(Op.Focus);
      out.body.varint(focus);
    }
    this.#writeSelection(out);
  }

  /** The focused element, through shadow roots and frames of the same origin. */
  #focused(): Element | null {
    let { activeElement } = this.doc;
    for (;;) {
      const inner: DocumentOrShadowRoot | null = activeElement?.shadowRoot ?? (activeElement as HTMLIFrameElement | null)?.contentDocument ?? null;
      if (inner?.activeElement == null) break;
      ({ activeElement } = inner);
    }
    return activeElement === activeElement?.ownerDocument.body ? null : activeElement;
  }

  #writeSelection(out: Outlet): void {
    const now = this.#selection();
    if (now.join() === this.#sentSelection) return;
    this.#sentSelection = now.join();
    out.body.byte(Op.Selection);
    for (const number of now) out.body.varint(number);
  }

  #selection(): readonly number[] {
    const selection = this.doc.getSelection();
    const anchor = this.#id(selection?.anchorNode ?? null);
    const focus = this.#id(selection?.focusNode ?? null);
    return selection === null || selection.isCollapsed || anchor === 0 || focus === 0 ? [0, 0, 0, 0] : [anchor, selection.anchorOffset, focus, selection.focusOffset];
  }

  #id(node: Node | null): number {
    return node === null ? 0 : (this.all.of(node)?.id ?? 0);
  }
}
