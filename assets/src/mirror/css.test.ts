import { describe, expect, it } from "vitest";
import { rewriteCss } from "./css";

const context = { base: "https://shop.test/css/site.css", media: "prefers-color-scheme: light,hover: hover,pointer: fine" };
const rewrite = (css: string): string => rewriteCss(css, context);

describe("M9: states of the agent's pointer and focus", () => {
  it("become marks of the customer's", () => {
    expect(rewrite("a:hover::before,b:not(:focus-visible){c:d}")).toBe("a[tandem-hover]::before,b:not([tandem-focus-visible]){c:d}");
    expect(rewrite("x-a:not(:defined){opacity:0}")).toBe("x-a:not(:not([tandem-undefined])){opacity:0}");
    expect(rewrite(".a{&:focus-within{b:c}}")).toBe(".a{&[tandem-focus-within]{b:c}}");
  });

  it("are left alone where they are something else", () => {
    for (const css of [String.raw`.md\:hover\:x{a:b}`, "p{animation:hover 1s}", "p{animation-name:focus}", 'p{content:":hover"}', "/* a:hover{} */", "a:hover-me{b:c}"]) expect(rewrite(css)).toBe(css);
  });
});

describe("M1: media features of the person and the device", () => {
  it("are answered as the customer's browser answers them", () => {
    expect(rewrite("@media (prefers-color-scheme: dark){a{b:c}}")).toBe("@media (max-width:0px){a{b:c}}");
    expect(rewrite("@media screen and (prefers-color-scheme:light) and (min-width:9px){a{b:c}}")).toBe("@media screen and (min-width:0px) and (min-width:9px){a{b:c}}");
    expect(rewrite("@media (hover){a{b:c}}")).toBe("@media (min-width:0px){a{b:c}}");
    expect(rewrite("@media (pointer: coarse){a{b:c}}")).toBe("@media (max-width:0px){a{b:c}}");
  });

  it("are left to the agent's browser where the customer's has no answer", () => {
    expect(rewrite("@media (prefers-contrast: more){a{b:c}}")).toBe("@media (prefers-contrast: more){a{b:c}}");
  });

  it("decide which of a page's colour schemes is drawn", () => {
    expect(rewrite(":root{color-scheme: light dark}")).toBe(":root{color-scheme: only light}");
    expect(rewrite(":root{color-scheme:dark}")).toBe(":root{color-scheme:dark}");
  });
});

describe("addresses", () => {
  it("start from where the sheet was", () => {
    expect(rewrite("a{background:url(../i/x.png)}")).toBe('a{background:url("https://shop.test/i/x.png")}');
    expect(rewrite("@import 'more.css' screen;")).toBe('@import url("https://shop.test/css/more.css") screen;');
    expect(rewrite("a{fill:url(#g)}")).toBe('a{fill:url("#g")}');
  });

  it("V5: of schemes that a style sheet has no business with are dropped", () => {
    for (const url of ["javascript:alert(1)", "vbscript:x", "file:///etc/passwd", "JaVaScRiPt:x"]) expect(rewrite(`a{background:url("${url}")}`)).toBe('a{background:url("about:invalid")}');
  });

  it("V5: cannot break out of their quotes", () => {
    expect(rewrite(String.raw`a{background:url("x\"){}b{c:d}")}`)).toBe('a{background:url("https://shop.test/css/x%22)%7B%7Db%7Bc:d%7D")}');
  });
});
