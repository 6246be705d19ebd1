// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";
import { linkedText } from "./linked-text";

const shown = (text: string) => linkedText(text).map((part) => (typeof part === "string" ? part : `<${(part as HTMLAnchorElement).href}>`));

describe("C1: links in what people write", () => {
  test("http and https addresses become links, without what closes the sentence", () => {
    expect(shown("See https://shop.example/help?a=1#b, or (http://x.example).")).toEqual(["See ", "<https://shop.example/help?a=1#b>", ", or (", "<http://x.example/>", ")."]);
  });

  test("other schemes, and addresses that pretend to be others, stay text", () => {
    const text = "javascript:alert(1) data:text/html,x https://shop.example@evil.example/ ftp://x.example";
    expect(shown(text).join("")).toBe(text);
  });

  test("the other window knows nothing of this one", () => {
    const link = linkedText("https://shop.example").find((part) => part instanceof HTMLAnchorElement);
    expect(link?.rel).toBe("noopener noreferrer nofollow");
    expect(link?.target).toBe("_blank");
    expect(link?.textContent).toBe("https://shop.example");
  });
});
