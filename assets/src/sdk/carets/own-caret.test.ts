// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { Span } from "../../act/caret";
import type { Cover } from "../../act/gate";
import { OwnCaret } from "./own-caret";

function follow(): { told: [number, Span | null][]; caret: OwnCaret } {
  const told: [number, Span | null][] = [];
  const caret = new OwnCaret({
    document, versionOf: (node) => node * 10,
    idOf: (node) => Number((node.nodeType === 1 ? (node as Element) : node.parentElement)?.id) || undefined,
    coverOf: (element): Cover => (element.closest("[data-tandem=block]") ? "blocked" : element.closest("[data-tandem=mask]") ? "masked" : "shown"),
    tell: (node, at) => { told.push([node, at]); },
  });
  onTestFinished(() => { caret.stop(); });
  return { told, caret };
}

function add<K extends "input" | "textarea" | "button">(tag: K, id: number, attributes: Record<string, string> = {}): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.id = String(id);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  return element;
}

const frame = (): Promise<void> => new Promise((next) => { requestAnimationFrame(() => { requestAnimationFrame(() => { next(); }); }); });

beforeEach(() => { document.body.replaceChildren(); });

describe("I4: where the customer is", () => {
  it("is told with the field and the place in its text, and again when it moves, once", async () => {
    const field = add("input", 1);
    field.value = "some text";
    field.focus();
    field.setSelectionRange(5, 9);
    const { told } = follow();
    await frame();
    expect(told).toEqual([[1, { version: 10, from: 5, to: 9 }]]);
    document.dispatchEvent(new Event("selectionchange"));
    await frame();
    expect(told).toHaveLength(1);
    field.setSelectionRange(2, 2);
    document.dispatchEvent(new Event("selectionchange"));
    await frame();
    expect(told[1]).toEqual([1, { version: 10, from: 2, to: 2 }]);
  });

  it("is told as nowhere when they leave for something that is no field", async () => {
    const [field, button] = [add("textarea", 1), add("button", 2)];
    field.focus();
    const { told } = follow();
    await frame();
    button.focus();
    document.dispatchEvent(new Event("focusin"));
    await frame();
    expect(told[1]).toEqual([0, null]);
  });

  it("V2: of masked and password fields is only that they are in it, and of hidden ones nothing", async () => {
    const fields = [add("input", 1, { "data-tandem": "mask" }), add("input", 2, { type: "password" }), add("input", 3, { "data-tandem": "block" })];
    const { told } = follow();
    for (const field of fields) {
      field.value = "4111 1111 1111 1111";
      field.focus();
      field.setSelectionRange(19, 19);
      document.dispatchEvent(new Event("selectionchange"));
      await frame();
    }
    expect(told).toEqual([[1, null], [2, null], [0, null]]);
  });

  it("is nothing any more after the end", async () => {
    const field = add("input", 1);
    const { told, caret } = follow();
    caret.stop();
    field.focus();
    document.dispatchEvent(new Event("selectionchange"));
    await frame();
    expect(told).toEqual([]);
  });
});
