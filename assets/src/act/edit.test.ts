import { describe, expect, it } from "vitest";
import { seeded } from "../shared/seeded";
import { applyEdit, asEdit, compose, difference, type Edit, mapPosition, transform } from "./edit";

type Below = (limit: number) => number;

function below(seed: number): Below {
  const random = seeded(seed);
  return (limit) => Math.floor(random() * limit);
}

/** A random edit of a text of the given length. */
function randomEdit(random: Below, length: number): Edit {
  const parts: (number | string)[] = [];
  let left = length;
  while (left > 0 && random(6) > 0) {
    const span = 1 + random(left);
    switch (random(3)) {
      case 0:
        parts.push(span);
        left -= span;
        break;
      case 1:
        parts.push(-span);
        left -= span;
        break;
      default:
        parts.push("abcdefghij".slice(0, 1 + random(4)).toUpperCase());
    }
  }
  return parts;
}

describe("edits of one text by two people", () => {
  it("I4: lead both sides to the same text, whatever was typed where", () => {
    const random = below(41);
    for (let round = 0; round < 5_000; round++) {
      const text = "0123456789abcdef".slice(0, random(17));
      const a = randomEdit(random, text.length);
      const b = randomEdit(random, text.length);
      const viaA = applyEdit(applyEdit(text, a), transform(b, a, false));
      const viaB = applyEdit(applyEdit(text, b), transform(a, b, true));
      expect(viaA, JSON.stringify({ text, a, b })).toBe(viaB);
    }
  });

  it("I4: lose nothing that somebody typed", () => {
    const random = below(42);
    for (let round = 0; round < 2_000; round++) {
      const text = "0123456789";
      const a = [random(5) + 1, -(random(5) + 1), "AAA"];
      const b = [random(9) + 1, "BBB"];
      const both = applyEdit(applyEdit(text, a), transform(b, a, false));
      expect(both).toContain("AAA");
      expect(both).toContain("BBB");
    }
  });

  it("compose into one that does the same", () => {
    const random = below(43);
    for (let round = 0; round < 5_000; round++) {
      const text = "0123456789abcdef".slice(0, random(17));
      const first = randomEdit(random, text.length);
      const between = applyEdit(text, first);
      const second = randomEdit(random, between.length);
      expect(applyEdit(text, compose(first, second)), JSON.stringify({ text, first, second })).toBe(applyEdit(between, second));
    }
  });

  it("are found from two texts", () => {
    for (const [before, after] of [["", "a"], ["a", ""], ["same", "same"], ["aaa", "aaaa"], ["hello world", "hello brave world"], ["abc", "xyz"]] as const) {
      expect(applyEdit(before, difference(before, after))).toBe(after);
    }
    expect(difference("aa", "aaa")).toEqual([2, "a"]);
  });

  it("carry a caret along", () => {
    expect(mapPosition(3, [3, "xx"], false)).toBe(3);
    expect(mapPosition(3, [3, "xx"], true)).toBe(5);
    expect(mapPosition(5, ["xx"], false)).toBe(7);
    expect(mapPosition(5, [2, -2], false)).toBe(3);
    expect(mapPosition(3, [2, -4], false)).toBe(2);
    expect(mapPosition(9, [2, -4, "y"], false)).toBe(6);
  });

  it("are refused when a stranger made them up", () => {
    for (const wrong of [null, 1, "x", {}, [0], [1.5], [Number.NaN], [2 ** 60], [{}], [[1]], [null], ["x".repeat(11)], Array(101).fill(1)]) {
      expect(asEdit(wrong, 100, 10)).toBeUndefined();
    }
    expect(asEdit([1, 2, "a", "b", -1, -2], 100, 10)).toEqual([3, "ab", -3]);
    expect(() => applyEdit("abc", [4])).toThrow(RangeError);
  });
});

describe("a caret", () => {
  it("I4: stays at its place in the text, and behind letters that the page made capital", () => {
    expect(mapPosition(3, [1, "xx"], false)).toBe(5);
    expect(mapPosition(3, [3, "xx"], false)).toBe(3);
    expect(mapPosition(3, [3, "xx"], true)).toBe(5);
    expect(mapPosition(3, [1, -1], false)).toBe(2);
    expect(mapPosition(1, [-1, "A"], false)).toBe(1);
    expect(mapPosition(0, [-1, "A"], false)).toBe(0);
  });
});
