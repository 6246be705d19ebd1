import type { Box } from "./ruler";

/** A field's box on a screen, with what it is in its own pixels: a page may show a field larger or smaller than it is. */
export interface PlacedField {
  readonly box: DOMRectReadOnly;
  readonly ownWidth: number;
  readonly ownHeight: number;
}

/** Boxes within a field, where they are on the screen that the field's box is of. */
export function placedIn({ box, ownWidth, ownHeight }: PlacedField, boxes: readonly Box[]): readonly Box[] {
  const across = ownWidth > 0 ? box.width / ownWidth : 1;
  const down = ownHeight > 0 ? box.height / ownHeight : 1;
  return boxes.map(({ left, top, width, height }) => ({ left: box.left + left * across, top: box.top + top * down, width: width * across, height: height * down }));
}

/** Fields that have text with places in it. */
export function isTextField(element: Element): element is HTMLInputElement | HTMLTextAreaElement {
  return element.localName === "textarea" || (element.localName === "input" && "selectionStart" in element);
}
