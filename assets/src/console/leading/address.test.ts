import { describe, expect, it } from "vitest";
import { readAddress, shortAddress } from "./address";

const here = "http://shop.example:8080/mugs?page=1";

describe("I8: what is typed into the address bar", () => {
  it.each([
    ["https://shop.example/help", "https://shop.example/help"],
    ["  http://shop.example/a b ", "http://shop.example/a%20b"],
    ["/help", "http://shop.example:8080/help"],
    ["?page=2", "http://shop.example:8080/mugs?page=2"],
    ["#delivery", "http://shop.example:8080/mugs?page=1#delivery"],
    ["shop.example:8080/help", "http://shop.example:8080/help"],
    ["elsewhere.example", "https://elsewhere.example/"],
    ["shop.example/help?x=http://y", "https://shop.example/help?x=http://y"],
    ["localhost:3000", "https://localhost:3000/"],
    ["intranet:3000/x", "https://intranet:3000/x"],
    ["127.0.0.1/x", "https://127.0.0.1/x"],
    ["HTTPS://SHOP.EXAMPLE", "https://shop.example/"],
    ["bücher.example", "https://xn--bcher-kva.example/"],
  ])("%s leads to %s", (typed, url) => {
    expect(readAddress(typed, here)).toEqual({ kind: "address", url });
  });

  it.each([
    ["", "empty"],
    ["  ", "empty"],
    ["delivery times", "no_address"],
    ["basket", "no_address"],
    ["https://", "no_address"],
    ["javascript:alert(1)", "not_web"],
    ["mailto:ada@shop.example", "not_web"],
    ["file:///etc/passwd", "not_web"],
    ["https://ada:secret@shop.example/", "has_password"],
    [`/${"x".repeat(2_100)}`, "too_long"],
  ])("%s leads nowhere", (typed, why) => {
    expect(readAddress(typed, here)).toEqual({ kind: "wrong", why });
  });

  it("before there is a page, only complete addresses lead anywhere", () => {
    expect(readAddress("/help", "")).toEqual({ kind: "wrong", why: "no_address" });
    expect(readAddress("shop.example", "")).toEqual({ kind: "address", url: "https://shop.example/" });
  });

  it("is shown without its scheme", () => {
    expect(shortAddress("https://shop.example/")).toBe("shop.example");
    expect(shortAddress("http://shop.example/mugs/")).toBe("shop.example/mugs");
  });
});
