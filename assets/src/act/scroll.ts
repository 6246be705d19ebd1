import { type Place, placeOf, scrollerOf } from "../mirror/anchor";
import type { ScrollRequest } from "./event";

/** Where a request leads: a place in its box. Undefined if the anchor is not in the box, or has no height to measure by. */
export function placeIn(element: Element, anchor: Element, { y, across }: Pick<ScrollRequest, "y" | "across">): Place | undefined {
  if (anchor === element) return { anchor: null, y, across };
  const scroller = scrollerOf(element);
  const isInside = scroller.contains(anchor) || scroller.shadowRoot?.contains(anchor) === true;
  return isInside && anchor.getBoundingClientRect().height > 0 ? { anchor, y, across } : undefined;
}

/** Says where a box stands, in a request to bring the other side's there. `idOf` gives the ids of the elements that the other side knows too. */
export function requestFor(element: Element, idOf: (node: Element) => number | undefined): ScrollRequest | undefined {
  const node = idOf(element);
  if (node === undefined) return undefined;
  const { anchor, y, across } = placeOf(scrollerOf(element), (candidate) => idOf(candidate) !== undefined);
  return { kind: "scroll", node, anchor: (anchor && idOf(anchor)) ?? node, y, across };
}
