import type { Viewport } from "../../../mirror/replica";

/** M10: the part of their window that the customer sees, in their CSS pixels: by pinching in, or because the keyboard covers the rest. */
export interface Seen {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly why: "zoomed" | "keyboard";
  /** How much larger they see it: 1 and more. */
  readonly zoom: number;
}

/** Less than this share of the width is not a scroll bar any more but pinched in; of the height, not a tool bar that comes and goes but a keyboard. */
const pinched = 0.97;
const covered = 0.85;

/** What of the window is seen; null for all of it. */
export function seenOf({ width, height, clientWidth, seen }: Viewport): Seen | null {
  if (seen.width <= 0 || seen.height <= 0) return null;
  if (seen.width < clientWidth * pinched) return { ...seen, why: "zoomed", zoom: clientWidth / seen.width };
  return width > 0 && seen.height < height * covered ? { ...seen, why: "keyboard", zoom: 1 } : null;
}

/** A frame over the picture around what the customer sees; the rest is shaded, and can be looked at by the agent all the same. */
export class SeenFrame {
  readonly element: HTMLElement;

  constructor(document: Document) {
    this.element = document.createElement("div");
    this.element.className = "seen-frame";
    this.element.setAttribute("aria-hidden", "true");
    this.element.hidden = true;
  }

  show(seen: Seen | null): void {
    this.element.hidden = seen === null;
    if (seen) Object.assign(this.element.style, { left: px(seen.left), top: px(seen.top), width: px(seen.width), height: px(seen.height) });
  }
}

function px(length: number): string {
  return `${String(length)}px`;
}
