/** A place in the window, in CSS pixels. */
export interface Spot {
  readonly left: number;
  readonly top: number;
}

/** Between a spotlight's element and its edge, in CSS pixels. */
const room = 6;
/** An arrow's head: length of its two strokes in CSS pixels, and their angle to the shaft. */
const headPx = 18;
const headAngle = Math.PI / 7;

/** The line through the places; a dot for a single one. */
export function inkPath(spots: readonly Spot[]): string {
  const [first, ...rest] = spots;
  if (!first) return "";
  return `M${at(first)}${rest.length > 0 ? rest.map((spot) => `L${at(spot)}`).join("") : "h0.1"}`;
}

/** The box between two corners. */
export function boxPath([one, other]: readonly Spot[]): string {
  return one && other ? `M${at(one)}H${tenths(other.left)}V${tenths(other.top)}H${tenths(one.left)}Z` : "";
}

/** From the first place to the second, with a head there. */
export function arrowPath([from, to]: readonly Spot[]): string {
  if (!from || !to) return "";
  const angle = Math.atan2(to.top - from.top, to.left - from.left);
  const length = Math.min(headPx, Math.hypot(to.left - from.left, to.top - from.top));
  const wing = (turn: number): string => at({ left: to.left - length * Math.cos(angle + turn), top: to.top - length * Math.sin(angle + turn) });
  return `M${at(from)}L${at(to)}M${wing(headAngle)}L${at(to)}L${wing(-headAngle)}`;
}

/** Larger than any window. */
const everything = "M-9 -9H99999V99999H-9Z";

/** All but these elements, by the even-odd rule. */
export function shadePath(boxes: readonly DOMRectReadOnly[]): string {
  return boxes.length > 0 ? everything + edgePath(boxes) : "";
}

/** The edges around elements. */
export function edgePath(boxes: readonly DOMRectReadOnly[]): string {
  return boxes.map((box) => boxPath([{ left: box.left - room, top: box.top - room }, { left: box.right + room, top: box.bottom + room }])).join("");
}

function at({ left, top }: Spot): string {
  return `${tenths(left)} ${tenths(top)}`;
}

function tenths(pixels: number): string {
  return String(Math.round(pixels * 10) / 10);
}
