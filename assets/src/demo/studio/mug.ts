/**
 * The outline of a mug. assets/demo/pottery/studio.go draws the same in the basket; both are held to mug.golden.json,
 * so keep the order of the sums: the last digit depends on it.
 */

/** What a customer decides at the wheel. Lengths are millimetres, dip is per cent of the wall from the rim down. */
export interface Mug {
  readonly height: number;
  readonly rim: number;
  readonly belly: number;
  readonly dip: number;
}

interface Point {
  readonly r: number;
  readonly y: number;
}

const axis = 200;
const foot = 338;
/** Drawing units per millimetre. */
export const scale = 2;
const footArc = 0.3;

/** At most one decimal; half rounds up, also below zero. */
export function num(value: number): string {
  const rounded = Math.floor(value * 10 + 0.5) / 10;
  return String(rounded === 0 ? 0 : rounded);
}

const list = (...values: number[]): string => values.map(num).join(" ");

export function profile(mug: Mug): readonly Point[] {
  const top = foot - scale * mug.height;
  const tall = scale * mug.height;
  return [
    { r: mug.rim, y: top },
    { r: (mug.rim + mug.belly) / 2, y: top + tall * 0.28 },
    { r: mug.belly, y: top + tall * 0.66 },
    { r: mug.belly * 0.84, y: foot },
  ];
}

/** A Catmull-Rom spline through the points as Bézier segments, on the right flank (+1) or the left one (-1). */
function curve(points: readonly Point[], side: 1 | -1): string {
  const at = (i: number): [number, number] => {
    const p = points[Math.min(Math.max(i, 0), points.length - 1)] ?? { r: 0, y: 0 };
    return [axis + side * p.r, p.y];
  };
  let d = "";
  for (let i = 0; i < points.length - 1; i++) {
    const [x0, y0] = at(i - 1);
    const [x1, y1] = at(i);
    const [x2, y2] = at(i + 1);
    const [x3, y3] = at(i + 2);
    d += `C${list(x1 + (x2 - x0) / 6, y1 + (y2 - y0) / 6, x2 - (x3 - x1) / 6, y2 - (y3 - y1) / 6, x2, y2)}`;
  }
  return d;
}

export function outline(mug: Mug): string {
  const points = profile(mug);
  const base = mug.belly * 0.84;
  return (
    `M${list(axis + mug.rim, foot - scale * mug.height)}${curve(points, 1)}` +
    `Q${list(axis, foot + base * footArc, axis - base, foot)}${curve([...points].reverse(), -1)}Z`
  );
}

/** The wall's radius at height y, straight between the profile's points. */
export function radiusAt(mug: Mug, y: number): number {
  const points = profile(mug);
  for (let i = 0; i < points.length - 1; i++) {
    const a = points[i];
    const b = points[i + 1];
    if (a && b && y >= a.y && y <= b.y && b.y > a.y) return a.r + ((b.r - a.r) * (y - a.y)) / (b.y - a.y);
  }
  return points.at(-1)?.r ?? 0;
}

export function handle(mug: Mug): string {
  const tall = scale * mug.height;
  const top = foot - tall;
  const y1 = top + tall * 0.22;
  const y2 = top + tall * 0.78;
  const x = axis + radiusAt(mug, y1) - 3;
  const reach = 60;
  const drop = y2 - y1;
  return (
    `M${list(x - 8, y1)}C${list(x + reach * 0.7, y1 - drop * 0.12, x + reach * 1.25, y1 + drop * 0.3, x + reach * 0.85, y1 + drop * 0.66)}` +
    `S${list(x + reach * 0.2, y2 - 2, x - 10, y2 + 4)}`
  );
}

/** All that the glaze covers: above the dip line, which sags as glaze does. */
export function glazed(mug: Mug): string {
  const y = mug.dip >= 100 ? 420 : foot - scale * mug.height * (1 - mug.dip / 100);
  return (
    `M-40 -40H440V${num(y - 4)}C${list(340, y + 6, 300, y - 8, 262, y)}S${list(216, y + 10, 186, y + 1)}` +
    `S${list(120, y - 9, 80, y + 4)}S${list(0, y - 6, -40, y)}Z`
  );
}

/** What it holds up to a finger below the rim, in millilitres, for a wall of four millimetres. */
export function volume(mug: Mug): number {
  const wall = 4;
  const freeboard = 10;
  let cubic = 0;
  for (let mm = freeboard; mm < mug.height - wall; mm++) {
    const radius = radiusAt(mug, foot - scale * (mug.height - mm)) / 2 - wall;
    cubic += Math.PI * radius * radius;
  }
  return Math.round(cubic / 1000 / 5) * 5;
}
