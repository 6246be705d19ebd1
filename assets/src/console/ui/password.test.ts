import { describe, expect, it } from "vitest";
import { passwordLevel } from "./password";

describe("A1: the strength of a password", () => {
  it.each([
    ["short1!", 0],
    ["aaaaaaaaaaaaaaaa", 1],
    ["abcdefghijkl", 1],
    ["password123", 1],
    ["correct horse battery staple", 4],
    ["kT7#pq2!xV9m", 4],
  ] as const)("%s has level %i", (password, level) => {
    expect(passwordLevel(password)).toBe(level);
  });

  it("never falls when something is added at the end", () => {
    const password = "mellow river stones at dusk";
    let before = 0;
    for (let length = 1; length <= password.length; length++) {
      const level = passwordLevel(password.slice(0, length));
      expect(level).toBeGreaterThanOrEqual(before);
      before = level;
    }
  });
});
