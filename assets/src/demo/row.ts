/** Scrolls a row sideways so that one of its children is in view; the page itself stays where it is. */
export function bringInto(row: Element, child: Element): void {
  const outer = row.getBoundingClientRect();
  const inner = child.getBoundingClientRect();
  if (inner.left < outer.left || inner.right > outer.right) row.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
}

/** On narrow screens the shelves' names run off the edge: shows the one that the page is on. */
export function showHere(root: ParentNode): void {
  const row = root.querySelector(".shelves");
  const here = row?.querySelector("[aria-current]");
  if (row && here) bringInto(row, here);
}
