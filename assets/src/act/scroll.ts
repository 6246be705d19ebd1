import type { ScrollRequest } from "./event";

/** The box that scrolls when an element is said to: the page's own for its root element. */
export function scrollerOf(element: Element): Element {
  const doc = element.ownerDocument;
  return element === doc.documentElement || element === doc.body ? (doc.scrollingElement ?? doc.documentElement) : element;
}

/** Where the upper edge of what a scroller shows is, in its document's viewport. */
export function upperEdge(scroller: Element): number {
  return scroller === scroller.ownerDocument.scrollingElement ? 0 : scroller.getBoundingClientRect().top + scroller.clientTop;
}

/** Brings a place of the anchor to the upper edge of the box; the box itself as the anchor stands for its whole way. False if the anchor is not in the box, or has no size to measure by. */
export function scrollTo(element: Element, anchor: Element, { y, across }: Pick<ScrollRequest, "y" | "across">): boolean {
  const scroller = scrollerOf(element);
  const left = across * (scroller.scrollWidth - scroller.clientWidth);
  if (anchor === element) {
    scroller.scrollTo({ top: y * (scroller.scrollHeight - scroller.clientHeight), left, behavior: "instant" });
    return true;
  }
  if (!scroller.contains(anchor) && !scroller.shadowRoot?.contains(anchor)) return false;
  const box = anchor.getBoundingClientRect();
  if (box.height === 0) return false;
  const top = scroller.scrollTop + box.top + y * box.height - upperEdge(scroller);
  // At once: the agent's wheel is smooth already, and a glide would be overtaken by the next request.
  scroller.scrollTo({ top, left, behavior: "instant" });
  return true;
}

/**
 * Says where a box stands by an element in it: the smallest one under the middle of its upper edge that scrolls along. `idOf` gives the ids of the
 * elements that the other side knows too.
 */
export function anchorOf(element: Element, idOf: (node: Element) => number | undefined): Omit<ScrollRequest, "kind"> | undefined {
  const scroller = scrollerOf(element);
  const node = idOf(element);
  if (node === undefined) return undefined;
  const way = scroller.scrollWidth - scroller.clientWidth;
  const across = way > 0 ? Math.min(1, Math.abs(scroller.scrollLeft) / way) : 0;
  const edge = upperEdge(scroller);
  const port = scroller === element.ownerDocument.scrollingElement ? { left: 0, width: scroller.clientWidth } : scroller.getBoundingClientRect();
  const height = scroller.scrollHeight - scroller.clientHeight;
  const whole = { node, anchor: node, y: height > 0 ? Math.min(1, Math.max(0, scroller.scrollTop / height)) : 0, across };
  // Both ends are ends on the other side too, however high its page is.
  if (whole.y === 0 || whole.y === 1) return whole;
  for (const candidate of element.ownerDocument.elementsFromPoint(port.left + port.width / 2, edge + 1)) {
    const anchor = candidate === scroller ? undefined : idOf(candidate);
    const box = candidate.getBoundingClientRect();
    if (anchor === undefined || box.height === 0 || !scroller.contains(candidate) || !scrollsAlong(candidate, scroller)) continue;
    const y = (edge - box.top) / box.height;
    if (y >= 0 && y <= 1) return { node, anchor, y, across };
  }
  return whole;
}

/** What is fixed or sticks stays where it is while the rest scrolls. */
function scrollsAlong(element: Element, scroller: Element): boolean {
  for (let at: Element | null = element; at && at !== scroller; at = at.parentElement) {
    const { position } = at.ownerDocument.defaultView?.getComputedStyle(at) ?? { position: "fixed" };
    if (position === "fixed" || position === "sticky") return false;
  }
  return true;
}
