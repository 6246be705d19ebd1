import { describe, expect, it } from "vitest";
import { fields, first, readDesign, trimWords } from "./design";
import type { Facts } from "./facts";
import { neighbour, stepOf } from "./route";

const facts: Facts = {
  base: "/demo/studio/",
  action: "/demo/studio/order",
  glazes: [
    { slug: "tide", name: "Tide", light: "#fff", base: "#888", dark: "#000" },
    { slug: "rust", name: "Rust", light: "#fff", base: "#888", dark: "#000" },
  ],
  bounds: { height: { min: 70, max: 130 }, rim: { min: 64, max: 110 }, belly: { min: 60, max: 120 }, dip: { min: 25, max: 100 } },
  words: 16,
  price: 3400,
  extra: 400,
};

describe("a studio design", () => {
  it("reads the same from the address it was kept in", () => {
    const design = { height: 120, rim: 70, belly: 95, dip: 40, glaze: "rust", words: "Good morning" };
    expect(readDesign(new URLSearchParams(fields(design)), facts)).toEqual(design);
  });

  it("makes something possible of any address", () => {
    expect(readDesign(new URLSearchParams("h=900&r=-4&b=x&d=1e9&glaze=plaid"), facts)).toEqual({ ...first, height: 130, rim: 64, dip: 100 });
  });

  it("cuts words to what fits, by letters and not by half a letter", () => {
    expect(trimWords("🏺".repeat(20), facts)).toBe("🏺".repeat(16));
    expect(trimWords("a\u0000b\nc", facts)).toBe("abc");
  });
});

describe("the studio's steps", () => {
  it("are known by their addresses, and an unknown one begins at the start", () => {
    expect(["shape", "review", "cellar"].map((name) => stepOf(`/demo/studio/${name}`, facts.base))).toEqual(["shape", "review", ""]);
    expect(stepOf("/elsewhere", facts.base)).toBe("");
  });

  it("end at both ends", () => {
    expect([neighbour("", -1), neighbour("", 1), neighbour("review", 1)]).toEqual([undefined, "shape", undefined]);
  });
});
