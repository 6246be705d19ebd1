import { describe, expect, it } from "vitest";
import { ruleOf } from "./script-faces";

const face = (family: string, rest: Partial<FontFace> = {}): FontFace => ({ family, style: "normal", weight: "normal", ...rest }) as FontFace;

describe("M1: a font that a script made", () => {
  it("is a rule with what is not usual about it", () => {
    expect(ruleOf(face("Own"), "url(a.woff2)")).toBe('@font-face{font-family:"Own";src:url(a.woff2)}\n');
    expect(ruleOf(face('"Own One"', { weight: "700", unicodeRange: "U+41" }), 'url("a;b.woff2") format("woff2")'))
      .toBe('@font-face{font-family:"Own One";src:url("a;b.woff2") format("woff2");font-weight:700;unicode-range:U+41}\n');
  });

  it("of which nobody knows where it is from is none, and its source is nothing else than a source", () => {
    expect(ruleOf(face("Own"), undefined)).toBe("");
    expect(ruleOf(face("Own"), "url(a)} * { color: red")).toBe("");
  });
});
