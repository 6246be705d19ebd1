import { describe, expect, it } from "vitest";
import { faultOf, isZone, nextSpan, readEnd, shownEnd, spansOn, usualHours, withSpans } from "./hours";

describe("D6: service hours", () => {
  const usual = usualHours("Europe/Madrid");

  it("begin with the usual ones, Monday to Friday", () => {
    expect(usual.week.map(({ day, from, to }) => `${String(day)} ${from}-${to}`)).toEqual([1, 2, 3, 4, 5].map((day) => `${String(day)} 09:00-17:00`));
    expect(faultOf(usual)).toBeNull();
    expect(faultOf(null)).toBeNull();
  });

  it("have several spans a day, and the week stays in order", () => {
    const morning = { day: 3, from: "08:00", to: "12:00" };
    const changed = withSpans(usual, 3, [morning, nextSpan([morning], 3)]);
    expect(spansOn(changed, 3)).toEqual([morning, { day: 3, from: "12:00", to: "24:00" }]);
    expect(changed.week.map(({ day }) => day)).toEqual([1, 2, 3, 3, 4, 5]);
    expect(spansOn(withSpans(usual, 3, []), 3)).toEqual([]);
  });

  it("the day's end is shown as midnight", () => {
    expect([shownEnd("24:00"), readEnd("00:00"), shownEnd("17:30"), readEnd("17:30")]).toEqual(["00:00", "24:00", "17:30", "17:30"]);
  });

  it("say what is wrong with them", () => {
    expect(faultOf({ ...usual, zone: "Europe/Nowhere" })).toBe("zone");
    expect(faultOf(withSpans(usual, 1, [{ day: 1, from: "17:00", to: "09:00" }]))).toBe("span");
    expect(faultOf({ ...usual, holidays: [{ from: "2026-12-26", to: "2026-12-24", name: "" }] })).toBe("holiday");
    expect(faultOf({ ...usual, holidays: [{ from: "2026-12-24", to: "2026-12-24", name: "Christmas Eve" }] })).toBeNull();
    expect([isZone("UTC"), isZone("")]).toEqual([true, false]);
  });
});
