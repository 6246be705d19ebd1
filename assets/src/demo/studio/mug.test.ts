import { describe, expect, it } from "vitest";
import golden from "./mug.golden.json";
import { glazed, handle, num, outline, volume } from "./mug";

describe("the studio's mug", () => {
  it.each(golden)("has the outline that the basket draws: $height × $rim × $belly, dipped $dip %", (mug) => {
    expect(outline(mug)).toBe(mug.outline);
    expect(handle(mug)).toBe(mug.handle);
    expect(glazed(mug)).toBe(mug.glazed);
  });

  it("holds more the wider and the taller it is", () => {
    const mug = { height: 100, rim: 80, belly: 80, dip: 80 };
    expect(volume({ ...mug, belly: 100 })).toBeGreaterThan(volume(mug));
    expect(volume({ ...mug, height: 120 })).toBeGreaterThan(volume(mug));
    // A cylinder of 72 mm inner width, 86 mm high, is 350 ml; the foot draws in a little.
    expect(volume(mug)).toBeGreaterThan(300);
    expect(volume(mug)).toBeLessThan(355);
  });

  it("writes numbers as the server does: one decimal, halves up", () => {
    expect([num(1.25), num(-1.25), num(3), num(-0.01)]).toEqual(["1.3", "-1.2", "3", "0"]);
  });
});
