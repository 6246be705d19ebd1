import { describe, expect, it } from "vitest";
import { MOST_WORDS, readWidths, writeWidths } from "./widths";

const words = (...widths: number[]): { line: number; width: number }[][] => widths.map((width) => [{ line: 0, width }]);

describe("the widths of masked words", () => {
  it("V2: are whole pixels, and no word begins more than half a pixel from where it does", () => {
    const widths = Array.from({ length: 200 }, (_, i) => 3.37 + (i * 7.919) % 60);
    const told = readWidths(writeWidths(words(...widths))).flat();
    expect(told.every(Number.isInteger)).toBe(true);
    let off = 0;
    for (const [i, width] of widths.entries()) {
      off += (told[i] ?? 0) - width;
      expect(Math.abs(off)).toBeLessThanOrEqual(0.5001);
    }
  });

  it("V2: begin anew with every line", () => {
    expect(writeWidths([[{ line: 10, width: 20.4 }], [{ line: 10, width: 7.3 }], [{ line: 30, width: 7.3 }]])).toBe("20 8 7");
  });

  it("name the parts of a word that is broken over lines", () => {
    const state = writeWidths([[{ line: 0, width: 34 }], [{ line: 0, width: 20 }, { line: 1, width: 15.2 }]]);
    expect(state).toBe("34 20+15");
    expect(readWidths(state)).toEqual([[34], [20, 15]]);
  });

  it("V5: are read as numbers of pixels or not at all", () => {
    expect(readWidths("12 x -4 1e9 3+Infinity+2 ")).toEqual([[12], [], [], [], [3, 2], [0]]);
    expect(readWidths("1 ".repeat(5 * MOST_WORDS))).toHaveLength(MOST_WORDS);
    expect(readWidths("")).toEqual([]);
  });
});
