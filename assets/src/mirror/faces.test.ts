import { describe, expect, it } from "vitest";
import { lackingFaces } from "./faces";

class CSSFontFaceRule {
  readonly style: CSSStyleDeclaration;

  constructor(family: string, url: string) {
    const values: Readonly<Record<string, string>> = { "font-family": family, src: `url("${url}")` };
    this.style = { getPropertyValue: (name: string) => values[name] ?? "" } as CSSStyleDeclaration;
  }
}

class CSSImportRule {
  constructor(readonly styleSheet: CSSStyleSheet) {}
}

/** A sheet as browsers give it, which this one does not have whole. */
function sheet(rules: readonly object[]): CSSStyleSheet {
  return { href: null, cssRules: rules } as unknown as CSSStyleSheet;
}

function closedSheet(href: string): CSSStyleSheet {
  return { href, get cssRules(): never { throw new DOMException("another origin's", "SecurityError"); } } as unknown as CSSStyleSheet;
}

function page(sheets: readonly CSSStyleSheet[], failed: readonly string[]): Parameters<typeof lackingFaces>[0] {
  const fonts = failed.map((family) => ({ family, status: "error", weight: "normal", style: "normal", unicodeRange: "U+0-10FFFF" }));
  return { fonts, styleSheets: sheets, adoptedStyleSheets: [] } as unknown as Parameters<typeof lackingFaces>[0];
}

const fonts = "https://shop.example/fonts.css";

describe("fonts that this browser could not load", () => {
  it("are found by their rules", () => {
    const { faces, closed } = lackingFaces(page([sheet([new CSSFontFaceRule("Boxes", "https://shop.example/boxes.woff")]), sheet([new CSSImportRule(closedSheet(fonts))])], ["Boxes"]));
    expect(faces.map(({ url }) => url)).toEqual(["https://shop.example/boxes.woff"]);
    expect(closed, "every one of them has a rule").toEqual([]);
  });

  it("may be named by an imported sheet that nobody here may read, which is to be asked for", () => {
    expect(lackingFaces(page([sheet([new CSSImportRule(closedSheet(fonts))])], ["Boxes"]))).toEqual({ faces: [], closed: [fonts] });
  });

  it("are none while nothing has failed", () => {
    expect(lackingFaces(page([sheet([new CSSImportRule(closedSheet(fonts))])], []))).toEqual({ faces: [], closed: [] });
  });
});
