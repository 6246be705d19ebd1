import { describe, expect, it } from "vitest";
import { isPhone, pinchedTo, scaleOf, stepFrom, wheeledTo } from "./zoom";

describe("M10: the size of the customer's page", () => {
  it("fits the room and keeps its proportions", () => {
    expect(scaleOf("fit", { width: 1920, height: 1000 }, { width: 960, height: 900 })).toBe(0.5);
    expect(scaleOf("fit", { width: 390, height: 844 }, { width: 900, height: 422 })).toBe(0.5);
  });

  it("is never enlarged by fitting", () => {
    expect(scaleOf("fit", { width: 390, height: 400 }, { width: 1900, height: 1000 })).toBe(1);
  });

  it("fits nothing into nothing without breaking", () => {
    expect(scaleOf("fit", { width: 0, height: 0 }, { width: 10, height: 10 })).toBe(1);
  });

  it("steps from where it is, and stops at 25 and 400 %", () => {
    expect(stepFrom(0.43, 1)).toBe(0.5);
    expect(stepFrom(1, 1)).toBe(1.25);
    expect(stepFrom(1, -1)).toBe(0.8);
    expect(stepFrom(0.2, -1)).toBe(0.25);
    expect(stepFrom(4, 1)).toBe(4);
  });

  it("by fingers ends at what fits, and at 400 %", () => {
    expect(pinchedTo(0.3, 0.4)).toBe("fit");
    expect(pinchedTo(0.405, 0.4)).toBe("fit");
    expect(pinchedTo(0.7, 0.4)).toBe(0.7);
    expect(pinchedTo(9, 0.4)).toBe(4);
  });

  it("by the wheel goes a step for a notch, and little by little for a track pad", () => {
    expect(wheeledTo(1, -100)).toBe(1.25);
    expect(wheeledTo(1, 120)).toBe(0.8);
    expect(wheeledTo(1, -7)).toBeCloseTo(1.072, 3);
    expect(wheeledTo(wheeledTo(1, -7), 7)).toBeCloseTo(1);
  });

  it("tells a phone from a narrow window", () => {
    expect(isPhone({ width: 390, height: 844 })).toBe(true);
    expect(isPhone({ width: 844, height: 390 })).toBe(true);
    expect(isPhone({ width: 932, height: 360 })).toBe(true);
    expect(isPhone({ width: 800, height: 600 })).toBe(false);
    expect(isPhone({ width: 1280, height: 400 })).toBe(false);
    expect(isPhone({ width: 1280, height: 1400 })).toBe(false);
  });
});
