/** How large the customer's page is shown: as large as it fits, or a share of its own size. */
export type Zoom = "fit" | number;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The steps of the zoom buttons. */
export const zoomSteps: readonly number[] = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2];

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

/** Windows this narrow are phones', and are drawn as such. In the customer's CSS pixels. */
const widestPhone = 540;

export function isPhone(page: Size): boolean {
  return page.width <= widestPhone && page.height > page.width;
}
