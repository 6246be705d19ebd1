// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { isHotkey } from "./hotkey";

const key = (init: KeyboardEventInit) => new KeyboardEvent("keydown", init);

test("P1: a hotkey is exactly the keys that were named", () => {
  expect(isHotkey(key({ key: "T", code: "KeyT", altKey: true, shiftKey: true }), "Alt+Shift+T")).toBe(true);
  expect(isHotkey(key({ key: "†", code: "KeyT", altKey: true }), "Alt+T")).toBe(true);
  expect(isHotkey(key({ key: "F2", code: "F2" }), "F2")).toBe(true);
  expect(isHotkey(key({ key: "t", code: "KeyT" }), "Alt+T")).toBe(false);
  expect(isHotkey(key({ key: "t", code: "KeyT", altKey: true, ctrlKey: true }), "Alt+T")).toBe(false);
});
