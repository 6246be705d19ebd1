import { describe, expect, it } from "vitest";
import { longestIncreasing } from "./order";

describe("the longest increasing subsequence", () => {
  it("keeps what is in order and no less", () => {
    expect(longestIncreasing([])).toEqual([]);
    expect(longestIncreasing([0, 1, 2])).toEqual([0, 1, 2]);
    expect(longestIncreasing([2, 1, 0])).toHaveLength(1);
    expect(longestIncreasing([5, 0, 1, 2, 9, 3]).map((i) => [5, 0, 1, 2, 9, 3][i])).toEqual([0, 1, 2, 3]);
  });

  it("is as long as the longest found by trying every subset", () => {
    for (let seed = 0; seed < 200; seed++) {
      const list = Array.from({ length: 9 }, (_, i) => ((seed * 7919 + i * 104729) >>> 3) % 23).filter((value, i, all) => all.indexOf(value) === i);
      let best = 0;
      for (let mask = 0; mask < 1 << list.length; mask++) {
        const subset = list.filter((_, i) => (mask >> i) & 1);
        if (subset.every((value, i) => i === 0 || (subset[i - 1] ?? 0) < value)) best = Math.max(best, subset.length);
      }
      const found = longestIncreasing(list).map((i) => list[i] ?? 0);
      expect(found.every((value, i) => i === 0 || (found[i - 1] ?? 0) < value)).toBe(true);
      expect(found).toHaveLength(best);
    }
  });
});
