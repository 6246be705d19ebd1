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

  it("writes every sheet anew that names an address for which another stands now, and no other", () => {
    const wardrobe = new Wardrobe();
    const found = new Map<string, string>();
    let written = 0;
    const fashion = { name: "needed", media: "", translate: (url: string) => (written++, found.get(url) ?? url) };
    for (const [name, css] of [["s1", "p { background: url(dot.png) }"], ["s2", "b { background: url(dot.png) }"], ["s3", "i { background: url(other.png) }"]] as const) {
      wardrobe.add(name, "https://shop.example/", css);
      expect(wardrobe.css(name, fashion)).toContain("https://shop.example/");
    }
    found.set("https://shop.example/dot.png", "blob:here");
    wardrobe.outdated("https://shop.example/dot.png");
    for (const name of ["s1", "s2"]) expect(wardrobe.css(name, fashion)).toContain("blob:here");
    expect(wardrobe.css("s3", fashion)).toContain("https://shop.example/other.png");
    expect(written).toBe(5);
  });
});
