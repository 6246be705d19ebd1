import { describe, expect, it } from "vitest";
import { isAllowed, LONGEST_MOTIONS, MOST_MOTIONS, motionsIn } from "./motion";

const motion = { pseudo: "", frames: [{ offset: 0, easing: "linear", opacity: "0" }], timing: { duration: 100, iterations: -1, easing: "ease" }, rate: 1, paused: false, at: 5 };

describe("M1: what scripts animate", () => {
  it("is read as it was written, with what was left out as browsers have it", () => {
    expect(motionsIn(JSON.stringify([motion]))).toEqual([{
      ...motion,
      timing: { delay: 0, endDelay: 0, duration: 100, iterations: -1, iterationStart: 0, direction: "normal", easing: "ease", fill: "none", composite: "replace" },
    }]);
  });

  it("that is none, or too much, is nothing", () => {
    for (const text of ["", "{", "7", "null", "[7,null,{}]", '[{"frames":1,"timing":{}}]', `["${"x".repeat(LONGEST_MOTIONS)}"]`]) expect(motionsIn(text)).toEqual([]);
    expect(motionsIn(JSON.stringify(Array.from({ length: 100 }, () => motion)))).toHaveLength(MOST_MOTIONS);
  });

  it("is on an element or its pseudo-elements, and nowhere else", () => {
    expect(motionsIn(JSON.stringify([{ ...motion, pseudo: "::before" }, { ...motion, pseudo: "body" }]))).toHaveLength(1);
  });
});

describe("V5: a keyframe loads nothing and says nothing", () => {
  it.each([
    ["backgroundImage", "url(https://a.example/x.png)"], ["backgroundImage", "image-set('x.png' 1x)"], ["backgroundImage", "\\75rl(x)"], ["content", "counter(x)"],
    ["fontFamily", '"words"'], ["--told", "words"], ["filter", "URL(#x)"], ["background", "-moz-element(#x)"],
  ])("%s: %s", (property, value) => {
    expect(isAllowed(property, value)).toBe(false);
    expect(motionsIn(JSON.stringify([{ ...motion, frames: [{ [property]: value, opacity: "1" }] }]))[0]?.frames).toEqual([{ opacity: "1" }]);
  });
});
