// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { Dom } from "./dom";
import { Cover, dots, Masks, quiet } from "./mask";

const win = window as Window & typeof globalThis;
const masks = (options = {}): Masks => new Masks(document, new Dom(win), options);
function element(tag: string, attributes: Record<string, string> = {}): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

describe("V2: masks", () => {
  it("cover passwords, cards and codes without being told", () => {
    for (const attributes of [{ type: "password" }, { type: "hidden" }, { autocomplete: "shipping cc-csc" }, { autocomplete: "one-time-code" }, { autocomplete: "new-password" }]) {
      expect(masks().cover(element("input", attributes), Cover.Shown)).toBe(Cover.Masked);
    }
    expect(masks().cover(element("input", { autocomplete: "email" }), Cover.Shown)).toBe(Cover.Shown);
  });

  it("stay on an input that was a password once", () => {
    const rules = masks();
    const input = element("input", { type: "password" });
    rules.cover(input, Cover.Shown);
    input.setAttribute("type", "text");
    expect(rules.cover(input, Cover.Shown)).toBe(Cover.Masked);
  });

  it("are lifted by the nearest rule, but not from passwords and not inside a block", () => {
    const rules = masks({ unmask: ["input", ".open"] });
    expect(rules.cover(element("p", { class: "open" }), Cover.Masked)).toBe(Cover.Shown);
    expect(rules.cover(element("input", { type: "password" }), Cover.Masked)).toBe(Cover.Masked);
    expect(rules.cover(element("p", { class: "open" }), Cover.Blocked)).toBe(Cover.Blocked);
  });

  it("cover everything when a selector does not parse", () => {
    expect(masks({ mask: ["p:has(("], unmask: ["p"] }).ground).toBe(Cover.Masked);
    expect(masks({ privateByDefault: true }).ground).toBe(Cover.Masked);
    expect(masks().ground).toBe(Cover.Shown);
  });

  it("strike out what a masked field holds wherever else it stands", () => {
    const rules = masks();
    const input = element("input", { type: "password" }) as HTMLInputElement;
    input.value = "correct horse";
    expect(rules.value(input, Cover.Masked)).toBe("••••••••");
    expect(rules.scrub("you typed correct horse!")).toBe("you typed ••••••• •••••!");
  });
});

describe("what masked content turns into", () => {
  it("one dot for each character, spaces kept", () => {
    expect(dots("ab 👋🏽\nc")).toBe("•• ••\n•");
  });

  it("style without words", () => {
    expect(quiet(`a{--s:"x";background:url(/secret.png);content:"secret"}/* secret */ b[c='secret']{d:e}`)).not.toContain("secret");
  });
});
