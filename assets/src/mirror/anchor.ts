/**
 * Where a box is scrolled to, said by an element in it and not by pixels: what is above that element need not be as high in another browser, with
 * other fonts or another window. Used in both directions, by the mirror and by whoever scrolls the page for the other side.
 */

/** A place in a box that scrolls. */
export interface Place {
  /** The element that lies at the upper edge; null: `y` is a part of the box's whole way. */
  readonly anchor: Element | null;
  /** Where in the anchor the edge is, in parts of its height. Below zero the edge is above the anchor: in a margin between two elements. */
  readonly y: number;
  /** How far across the box is scrolled, 0–1 of the way there is. */
  readonly across: number;
}

/** The lowest `y` of a place. */
export const lowestY = -8;
/** How far below the edge an anchor is looked for, in CSS pixels: the edge is often in a margin. */
const steps = [1, 9, 25, 57];
/** An anchor higher than so many ports is a last resort: where in it something lies differs with every line that breaks elsewhere. */
const tallest = 2;

/** The box that scrolls when an element is said to: the page's own for its root element. */
export function scrollerOf(element: Element): Element {
  const doc = element.ownerDocument;
  return element === doc.documentElement || element === doc.body ? (doc.scrollingElement ?? doc.documentElement) : element;
}

/** Where a box stands. `isKnown` says which elements the other side has too. */
export function placeOf(scroller: Element, isKnown: (element: Element) => boolean): Place {
  const wayAcross = scroller.scrollWidth - scroller.clientWidth;
  const across = wayAcross > 0 ? part(Math.abs(scroller.scrollLeft) / wayAcross) : 0;
  const way = scroller.scrollHeight - scroller.clientHeight;
  const whole: Place = { anchor: null, y: way > 0 ? part(scroller.scrollTop / way) : 0, across };
  // Both ends are ends on the other side too, however high its page is; a pixel may be lost to rounding.
  if (scroller.scrollTop <= 0) return { ...whole, y: 0 };
  if (scroller.scrollTop >= way - 1) return { ...whole, y: 1 };
  const edge = upperEdge(scroller);
  const anchor = anchorAt(scroller, edge, isKnown);
  if (!anchor) return whole;
  const box = anchor.getBoundingClientRect();
  const y = round((edge - box.top) / box.height);
  return y >= lowestY && y <= 1 ? { anchor, y, across } : whole;
}

/** Brings a box to a place. False if it cannot go there: its end came first, or the anchor has no height to measure by. */
export function goTo(scroller: Element, { anchor, y, across }: Place): boolean {
  const direction = scroller.ownerDocument.defaultView?.getComputedStyle(scroller).direction === "rtl" ? -1 : 1;
  const left = direction * across * (scroller.scrollWidth - scroller.clientWidth);
  const box = anchor?.getBoundingClientRect();
  if (box?.height === 0) return false;
  const way = scroller.scrollHeight - scroller.clientHeight;
  const top = box ? scroller.scrollTop + box.top + y * box.height - upperEdge(scroller) : y * way;
  // At once: a glide would be overtaken by the next place. Tenths, so that a fraction's rounding moves nothing.
  scroller.scrollTo({ top: Math.round(top * 10) / 10, left, behavior: "instant" });
  return Math.abs(scroller.scrollTop - top) <= 1;
}

/** Where the upper edge of what a box shows is, in its document's viewport. */
function upperEdge(scroller: Element): number {
  return scroller === scroller.ownerDocument.scrollingElement ? 0 : scroller.getBoundingClientRect().top + scroller.clientTop;
}

/** The innermost element under the middle of the upper edge, or a little below it. */
function anchorAt(scroller: Element, edge: number, isKnown: (element: Element) => boolean): Element | undefined {
  const doc = scroller.ownerDocument;
  const box = scroller.getBoundingClientRect();
  const middle = scroller === doc.scrollingElement ? scroller.clientWidth / 2 : box.left + scroller.clientLeft + scroller.clientWidth / 2;
  let last: Element | undefined;
  for (const step of steps) {
    // Of the prototype: a page's `<img name=elementsFromPoint>` hides the document's own.
    for (const candidate of Document.prototype.elementsFromPoint.call(doc, middle, edge + step)) {
      const height = candidate === scroller || !scroller.contains(candidate) ? 0 : candidate.getBoundingClientRect().height;
      if (height === 0 || !isKnown(candidate) || !scrollsAlong(candidate, scroller)) continue;
      if (height <= tallest * scroller.clientHeight) return candidate;
      last ??= candidate;
      break;
    }
  }
  return last;
}

/** What is fixed or sticks stays where it is while the rest scrolls; what is in a box of its own goes its own way. */
function scrollsAlong(element: Element, scroller: Element): boolean {
  for (let at: Element | null = element; at && at !== scroller; at = at.parentElement) {
    const { position, overflowY } = at.ownerDocument.defaultView?.getComputedStyle(at) ?? { position: "fixed", overflowY: "visible" };
    if (position === "fixed" || position === "sticky") return false;
    if (at !== element && at !== at.ownerDocument.body && overflowY !== "visible" && at.scrollHeight > at.clientHeight) return false;
  }
  return true;
}

function part(of: number): number {
  return round(Math.min(1, Math.max(0, of)));
}

/** A millionth of the highest page there is, is less than a pixel. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
