import { describe, expect, test } from "vitest";
import { readTyped } from "./typed-code";

describe("P1: the code field", () => {
  test.each([
    ["", ""],
    ["4", "4"],
    ["482", "482"],
    ["4829", "482 9"],
    ["482913207", "482 913 207"],
    ["482 913 207", "482 913 207"],
    ["482-913-207", "482 913 207"],
    ["  Code: 482.913.207\n", "482 913 207"],
    ["4829132075555", "482 913 207"],
    ["٤٨٢٩١٣٢٠٧", "482 913 207"],
    ["۴۸۲۹۱۳۲۰۷", "482 913 207"],
    ["４８２９１３２０７", "482 913 207"],
    ["abc", ""],
  ])("%j reads as %j", (raw, text) => {
    expect(readTyped(raw, raw.length).text).toBe(text);
  });

  test("the caret stays behind the digit it was behind", () => {
    expect(readTyped("48 2913207", 3)).toMatchObject({ text: "482 913 207", caret: 2 });
    expect(readTyped("4829", 4).caret).toBe(5);
    expect(readTyped("482", 3).caret).toBe(3);
    expect(readTyped("482 9", 0).caret).toBe(0);
    for (let caret = 0; caret <= 11; caret++) expect(readTyped("482 913 207", caret).caret).toBeLessThanOrEqual(11);
  });

  test("deleting and typing in the middle keeps the rest", () => {
    expect(readTyped("42 913 207", 1)).toEqual({ digits: "42913207", text: "429 132 07", caret: 1 });
    expect(readTyped("4872 913 207", 3)).toEqual({ digits: "487291320", text: "487 291 320", caret: 3 });
  });
});
