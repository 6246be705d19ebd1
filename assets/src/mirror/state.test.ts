// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Dom } from "./dom";
import { Masks } from "./mask";
import { StateReader } from "./state";
import { seeThrough } from "./testing";

const win = window as Window & typeof globalThis;
const newReader = (): StateReader => new StateReader(new Dom(win), new Masks(document, new Dom(win), {}), () => 1);

beforeEach(() => {
  // Nothing is laid out here: the place is told in pixels and by parts of the way.
  seeThrough();
});
afterEach(() => {
  vi.restoreAllMocks();
  document.documentElement.scrollTop = 0;
  document.body.replaceChildren();
});

describe("I5: where a box is scrolled to", () => {
  it("is told of every element that scrolls", () => {
    const reader = newReader();
    const box = document.body.appendChild(document.createElement("div"));
    expect(reader.scroll(box)).toBe("");
    box.scrollTop = 70;
    expect(reader.scroll(box)).toMatch(/^0,70,/);
  });

  it("is told of a page once, of its document: what was told of the root element as well would be carried out after something newer", () => {
    const reader = newReader();
    document.documentElement.scrollTop = 120;
    expect(document.scrollingElement).toBe(document.documentElement);
    expect(reader.scroll(document)).toMatch(/^0,120,/);
    expect(reader.scroll(document.documentElement)).toBe("");
  });
});
