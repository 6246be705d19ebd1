import { describe, expect, it } from "vitest";
import { Wardrobe } from "./wardrobe";

describe("the wardrobe", () => {
  it("finds the addresses of a sheet that it was asked about too early", () => {
    const wardrobe = new Wardrobe();
    expect(wardrobe.addresses("s1").size).toBe(0);
    expect(wardrobe.addresses("s1", "picture").size).toBe(0);
    wardrobe.add("s1", "https://shop.example/css/", "@import 'more.css'; p { background: url(dot.png) }");
    expect([...wardrobe.addresses("s1")]).toEqual(["https://shop.example/css/more.css", "https://shop.example/css/dot.png"]);
    expect([...wardrobe.addresses("s1", "picture")]).toEqual(["https://shop.example/css/dot.png"]);
  });

  it("writes a sheet anew once it is outdated", () => {
    const wardrobe = new Wardrobe();
    wardrobe.add("s1", "https://shop.example/", "p { background: url(dot.png) }");
    const found = new Map<string, string>();
    const fashion = { name: "needed", media: "", translate: (url: string) => found.get(url) ?? url };
    expect(wardrobe.css("s1", fashion)).toContain("https://shop.example/dot.png");
    found.set("https://shop.example/dot.png", "blob:here");
    expect(wardrobe.css("s1", fashion)).toContain("https://shop.example/dot.png");
    wardrobe.outdated("s1");
    expect(wardrobe.css("s1", fashion)).toContain("blob:here");
  });
});
