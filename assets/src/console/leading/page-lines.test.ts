import { describe, expect, it } from "vitest";
import { pageLines, pagesIn } from "./page-lines";

describe("I11: the administrator's list of pages", () => {
  it("has an address and a label in each line", () => {
    const read = pagesIn("\n https://pay.example/x?a=b | Payment | by card \nshop.example|Shop\n\n");
    expect(read).toEqual({ kind: "pages", pages: [{ url: "https://pay.example/x?a=b", label: "Payment | by card" }, { url: "https://shop.example/", label: "Shop" }] });
    expect(pagesIn("")).toEqual({ kind: "pages", pages: [] });
    expect(pageLines([{ url: "https://shop.example/", label: "Shop" }, { url: "https://pay.example/", label: "Pay" }])).toBe("https://shop.example/|Shop\nhttps://pay.example/|Pay");
  });

  it.each([["https://pay.example", 1], ["https://pay.example|", 1], ["a|b", 1], ["https://ok.example|Ok\njavascript:alert(1)|Hi", 2], [`https://ok.example|${"x".repeat(81)}`, 1], ["|x", 1]])("“%s” is wrong in line %d", (text, line) => {
    expect(pagesIn(text)).toEqual({ kind: "wrong", line });
  });
});
