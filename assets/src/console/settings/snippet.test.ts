import { describe, expect, it } from "vitest";
import { originsIn, snippetFor } from "./snippet";

describe("A4: a site's addresses", () => {
  it("are taken as people paste them", () => {
    expect(originsIn("https://www.example.org/shop?x=1\nhttp://localhost:8080\n\nexample.com")).toEqual([
      "https://www.example.org",
      "http://localhost:8080",
      "https://example.com",
    ]);
  });

  it("are each there once", () => {
    expect(originsIn("https://a.example/ https://a.example")).toEqual(["https://a.example"]);
  });

  it.each(["", "   ", "ftp://a.example", "https://", "javascript:alert(1)"])("%j is none", (text) => {
    expect(originsIn(text)).toBeNull();
  });
});

it("N1: two lines of HTML", () => {
  expect(snippetFor("https://help.example.org", "4fq2m6x7n3", "Help").split("\n")).toEqual([
    '<script src="https://help.example.org/sdk.js" data-site="4fq2m6x7n3" async></script>',
    '<button type="button" data-tandem-open>Help</button>',
  ]);
});
