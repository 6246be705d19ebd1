// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { linksOf } from "./page-links";

function link(href: string, text: string, attributes: Readonly<Record<string, string>> = {}): HTMLAnchorElement {
  const element = document.createElement("a");
  element.setAttribute("href", href);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

describe("I9: the links of the page", () => {
  beforeEach(() => { document.body.replaceChildren(); });

  it("are web pages, in order, each once, with what they are called", () => {
    document.body.append(
      link("https://shop.example/help", "  Help\n and advice "), link("mailto:ada@shop.example", "Write"), link("#", "Nothing"), link("https://shop.example/prices", "Prices"),
      link("https://shop.example/help", "Help again"), link("https://shop.example/cart?x=1", "", { "aria-label": "Basket" }), link("https://shop.example/plain", ""), link("https://shop.example/t", "", { title: "A title" }),
    );
    expect(linksOf(document)).toEqual([
      { url: "https://shop.example/help", label: "Help and advice" },
      { url: "https://shop.example/prices", label: "Prices" },
      { url: "https://shop.example/cart?x=1", label: "Basket" },
      { url: "https://shop.example/plain", label: "/plain" },
      { url: "https://shop.example/t", label: "A title" },
    ]);
  });

  it("a picture is called what it shows, or what the link below it says", () => {
    const picture = link("https://shop.example/mug", "");
    picture.append(document.createElement("img"));
    const named = link("https://shop.example/jug", "");
    const image = document.createElement("img");
    image.setAttribute("alt", "A jug");
    named.append(image);
    document.body.append(picture, link("https://shop.example/mug", "The mug"), named);
    expect(linksOf(document).map(({ label }) => label)).toEqual(["The mug", "A jug"]);
  });

  it("are found in shadow roots, and cut where they are long", () => {
    const host = document.createElement("div");
    host.attachShadow({ mode: "open" }).append(link("https://shop.example/deep", "x".repeat(500)));
    document.body.append(host);
    expect(linksOf(document)[0]?.label).toHaveLength(120);
    expect(linksOf(null)).toEqual([]);
  });
});
