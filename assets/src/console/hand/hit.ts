/** What of the page's copy the hand needs: which element lies where, and by which number the customer's side knows it. */
export interface Copy {
  readonly frame: HTMLIFrameElement;
  idOf(node: Node): number | undefined;
}

/** A place in the customer's page: an element, and where in it. */
export interface Hit {
  readonly element: Element;
  readonly node: number;
  /** 0–1 within the element's box. */
  readonly x: number;
  readonly y: number;
}

/** What is at a place of the copy's window, in the customer's pixels: inside shadow roots and frames of the page too. */
export function hitAt(copy: Copy, left: number, top: number): Hit | undefined {
  let doc = copy.frame.contentDocument;
  let [x, y] = [left, top];
  let found: Element | null = null;
  while (doc) {
    found = innermost(doc, x, y);
    const inner: Document | null = found && isFrame(found) ? found.contentDocument : null;
    if (!found || !inner) break;
    const box = found.getBoundingClientRect();
    if (!innermost(inner, x - box.left - found.clientLeft, y - box.top - found.clientTop)) break;
    x -= box.left + found.clientLeft;
    y -= box.top + found.clientTop;
    doc = inner;
  }
  for (let at = found; at; at = around(at)) {
    const node = copy.idOf(at);
    if (node !== undefined) return { element: at, node, ...partOf(at, x, y) };
  }
  return undefined;
}

/** Where a point is within an element's box; the nearest place of it for a point outside. */
export function partOf(element: Element, left: number, top: number): { x: number; y: number } {
  const box = element.getBoundingClientRect();
  const part = (distance: number, size: number): number => (size > 0 ? Math.min(1, Math.max(0, distance / size)) : 0);
  return { x: part(left - box.left, box.width), y: part(top - box.top, box.height) };
}

function innermost(doc: Document, x: number, y: number): Element | null {
  let element = doc.elementFromPoint(x, y);
  for (;;) {
    const inner = element?.shadowRoot?.elementFromPoint(x, y);
    if (!inner || inner === element) return element;
    element = inner;
  }
}

/** The element around, out of shadow roots. */
export function around(element: Element): Element | null {
  return element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null;
}

function isFrame(element: Element): element is HTMLIFrameElement {
  return element.localName === "iframe" || element.localName === "frame";
}

/** What a press opens at the agent's side besides being a press. */
export type Editable =
  | { readonly kind: "text"; readonly control: HTMLInputElement | HTMLTextAreaElement }
  | { readonly kind: "whole"; readonly control: HTMLInputElement }
  | { readonly kind: "choice"; readonly control: HTMLSelectElement }
  | { readonly kind: "rich"; readonly control: HTMLElement };

/** These have a value that browsers let nobody edit letter by letter, or whose unfinished values are no values. */
const whole = new Set(["date", "time", "datetime-local", "month", "week", "color", "number"]);
const text = new Set(["text", "search", "url", "tel", "email", "password"]);

/** The field that a press on the element is about: itself, its label's, or the list that it is an option of. */
export function editableAt(element: Element): Editable | undefined {
  const control = element.closest("label")?.control ?? element.closest("input, textarea, select");
  if (control?.localName === "select") return { kind: "choice", control: control as HTMLSelectElement };
  if (control?.localName === "textarea") return { kind: "text", control: control as HTMLTextAreaElement };
  if (control?.localName === "input") {
    const input = control as HTMLInputElement;
    if (text.has(input.type)) return { kind: "text", control: input };
    return whole.has(input.type) ? { kind: "whole", control: input } : undefined;
  }
  const rich = element.closest<HTMLElement>("[contenteditable]:not([contenteditable=false])");
  return rich ? { kind: "rich", control: rich } : undefined;
}
