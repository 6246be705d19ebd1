/** Lays an element of ours exactly over one of the copy's, in the customer's pixels. */
export function layOver(ours: HTMLElement, box: DOMRectReadOnly): void {
  Object.assign(ours.style, { left: `${String(box.left)}px`, top: `${String(box.top)}px`, width: `${String(box.width)}px`, height: `${String(box.height)}px` });
}

/** So that a field of ours looks like the one that it lies over. */
const looks = [
  "font", "color", "letter-spacing", "word-spacing", "text-align", "text-indent", "text-transform", "direction", "padding", "border-radius", "border-width", "line-height", "white-space",
];

export function dressLike(ours: HTMLElement, theirs: Element): void {
  const style = theirs.ownerDocument.defaultView?.getComputedStyle(theirs);
  if (!style) return;
  for (const property of looks) ours.style.setProperty(property, style.getPropertyValue(property));
  ours.style.setProperty("background", groundOf(theirs));
}

/** The colour behind an element's text: its own or the nearest that is not transparent. */
function groundOf(element: Element): string {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const colour = at.ownerDocument.defaultView?.getComputedStyle(at).backgroundColor ?? "";
    if (colour !== "" && !/^rgba\(.*, 0\)$|^transparent$/.test(colour)) return colour;
  }
  return "#fff";
}
