/** How large the customer's page is shown: as large as it fits, or a share of its own size. */
export type Zoom = "fit" | number;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The steps of the zoom buttons. */
export const zoomSteps: readonly number[] = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4];

/** The scale that a zoom comes to. "fit" never enlarges: a phone's page stays as sharp as it is. */
export function scaleOf(zoom: Zoom, page: Size, room: Size): number {
  if (zoom !== "fit") return zoom;
  if (page.width <= 0 || page.height <= 0 || room.width <= 0 || room.height <= 0) return 1;
  return Math.min(1, room.width / page.width, room.height / page.height);
}

/** The next step up or down from what is shown now; the last step stays. */
export function stepFrom(scale: number, direction: 1 | -1): number {
  const epsilon = 0.005;
  const found = direction === 1
    ? zoomSteps.find((step) => step > scale + epsilon)
    : zoomSteps.findLast((step) => step < scale - epsilon);
  return found ?? (direction === 1 ? Math.max(...zoomSteps) : Math.min(...zoomSteps));
}

/** Two fingers, or a wheel with Ctrl, go no further than the last steps, and not below what fits: there is nothing more to see. */
export function pinchedTo(scale: number, fit: number): Zoom {
  const least = Math.min(fit, 1);
  // So near to what fits it is meant: a hand does not hit a number.
  return scale <= least * 1.02 ? "fit" : Math.min(scale, Math.max(...zoomSteps));
}

/** A turn of a wheel by a notch is a step; a track pad's pinch tells many small turns. In pixels. */
const notch = 50;
/** How many pixels of small turns double the scale, by trial on track pads. */
const doubling = 70;

/** What a turn of the wheel with Ctrl (Cmd) makes of the scale. */
export function wheeledTo(scale: number, deltaY: number): number {
  return Math.abs(deltaY) < notch ? scale * 2 ** (-deltaY / doubling) : stepFrom(scale, deltaY < 0 ? 1 : -1);
}

/** Windows this narrow are phones', and are drawn as such; held sideways they are lower, and shorter than any window at a desk. In the customer's CSS pixels. */
const widestPhone = 540;
const lowestDesk = 480;
const longestPhone = 960;

export function isPhone({ width, height }: Size): boolean {
  return height > width ? width <= widestPhone : height <= lowestDesk && width <= longestPhone && width > 1.5 * height;
}
