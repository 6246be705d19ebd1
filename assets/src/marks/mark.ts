import type { Json } from "../shared/json";

/**
 * I6: what both can draw over the page: a spotlight on an element, ink that fades, a box, an arrow. A mark is a list of places in elements, never on a screen, so that
 * it stays right when the page is scrolled, when windows differ, and when lines break elsewhere.
 */
export interface Mark {
  /** Of one drawer's marks; what comes under the same number takes the place of it, ink goes on with it. */
  readonly id: number;
  readonly shape: Shape;
  readonly points: readonly Place[];
}

export const shapes = ["spotlight", "ink", "box", "arrow"] as const;
export type Shape = (typeof shapes)[number];

/** A type and not an interface, so that it counts as Json as it is. */
export type Place = {
  /** The mirror's number of an element. */
  readonly node: number;
  /** 0–1 within the element's box. */
  readonly x: number;
  readonly y: number;
};

/** Who drew it. */
export type Drawer = "agent" | "customer";

/** Points of one message: ink that is drawn is sent once a frame, and no hand is that fast. */
const mostPoints = 200;

/** Reads what a stranger sent; undefined for anything that is no mark. */
export function asMark({ id, shape, points }: Readonly<Record<string, Json | undefined>>): Mark | undefined {
  const known = shapes.find((name) => name === shape);
  if (known === undefined || !isCount(id) || !Array.isArray(points) || points.length === 0 || points.length > mostPoints) return undefined;
  const places = (points as Json[]).flatMap((point) => asPlace(point) ?? []);
  return places.length === points.length ? { id, shape: known, points: places } : undefined;
}

function asPlace(value: Json): Place | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { node, x, y } = value as Readonly<Record<string, Json | undefined>>;
  return isCount(node) && node > 0 && isPart(x) && isPart(y) ? { node, x, y } : undefined;
}

/** Ids of the mirror, and of marks, are below 2³². */
function isCount(value: Json | undefined): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 && value <= 0xffffffff;
}

function isPart(value: Json | undefined): value is number {
  return typeof value === "number" && value >= 0 && value <= 1;
}
