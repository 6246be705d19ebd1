import { describe, expect, it } from "vitest";
import { isPhone, scaleOf, stepFrom } from "./zoom";

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

  it("steps from where it is, and stops at 50 and 200 %", () => {
    expect(stepFrom(0.43, 1)).toBe(0.5);
    expect(stepFrom(1, 1)).toBe(1.25);
    expect(stepFrom(1, -1)).toBe(0.8);
    expect(stepFrom(0.43, -1)).toBe(0.5);
    expect(stepFrom(2, 1)).toBe(2);
  });

  it("tells a phone from a narrow window", () => {
    expect(isPhone({ width: 390, height: 844 })).toBe(true);
    expect(isPhone({ width: 844, height: 390 })).toBe(false);
    expect(isPhone({ width: 1280, height: 1400 })).toBe(false);
  });
});
