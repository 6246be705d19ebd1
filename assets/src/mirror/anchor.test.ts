// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { seeded } from "../shared/seeded";
import { goTo, lowestY, placeOf } from "./anchor";
import { type Box, layOut, seeThrough } from "./testing";

beforeEach(() => { document.body.replaceChildren(); });
afterEach(() => { vi.restoreAllMocks(); });

const known = (): boolean => true;

/** Where the row of this number is below the box's upper edge. */
function below(box: Box, row: number): number {
  return (box.rows[row]?.getBoundingClientRect().top ?? 0) - box.element.getBoundingClientRect().top;
}

describe("I5: a box's place by element", () => {
  it("is the row at the upper edge and the part of it", () => {
    const box = layOut([40, 60, 80, 200]);
    seeThrough(box);
    box.element.scrollTop = 70;
    expect(placeOf(box.element, known)).toEqual({ anchor: box.rows[1], y: 0.5, across: 0 });
    box.element.scrollTop = 0;
    expect(placeOf(box.element, known)).toEqual({ anchor: null, y: 0, across: 0 });
    box.element.scrollTop = 280;
    expect(placeOf(box.element, known)).toEqual({ anchor: null, y: 1, across: 0 });
  });

  it("is found below a margin, and passes over what the other side does not know", () => {
    const box = layOut([40, 40, 400], { gap: 20 });
    seeThrough(box);
    box.element.scrollTop = 45; // 15 above the second row
    expect(placeOf(box.element, known)).toMatchObject({ anchor: box.rows[1], y: -0.375 });
    expect(placeOf(box.element, (element) => element !== box.rows[1]).anchor).toBeNull();
  });

  it("brings the other side's box to the same row, although its rows have other heights", () => {
    const ours = layOut([40, 60, 80, 200]);
    const theirs = layOut([90, 30, 160, 150], { top: 500 });
    seeThrough(ours, theirs);
    ours.element.scrollTop = 120; // a quarter of the third row
    const { anchor, ...place } = placeOf(ours.element, known);
    const row = ours.rows.indexOf(anchor as HTMLElement);
    expect(goTo(theirs.element, { ...place, anchor: theirs.rows[row] ?? null })).toBe(true);
    expect(below(theirs, 2)).toBe(-40);
    ours.element.scrollTop = 9_999;
    expect(goTo(theirs.element, placeOf(ours.element, known))).toBe(true);
    expect(theirs.element.scrollTop).toBe(330);
  });

  it("says when the box's end came first, or the anchor has no height", () => {
    const box = layOut([40, 200, 0]);
    seeThrough(box);
    expect(goTo(box.element, { anchor: box.rows[1] ?? null, y: 0.9, across: 0 })).toBe(false);
    expect(box.element.scrollTop).toBe(140);
    expect(goTo(box.element, { anchor: box.rows[2] ?? null, y: 0, across: 0 })).toBe(false);
  });

  it("there and back again is the same pixel, anywhere", () => {
    const random = seeded(5);
    const box = layOut(Array.from({ length: 60 }, () => 1 + Math.floor(random() * 300)), { gap: 16 });
    seeThrough(box);
    for (let round = 0; round < 500; round++) {
      const top = Math.floor(random() * 9_000);
      box.element.scrollTop = top;
      const place = placeOf(box.element, known);
      const was = box.element.scrollTop;
      box.element.scrollTop = 0;
      goTo(box.element, place);
      expect(Math.abs(box.element.scrollTop - was)).toBeLessThanOrEqual(1);
      expect(place.y).toBeGreaterThanOrEqual(lowestY);
    }
  });
});
