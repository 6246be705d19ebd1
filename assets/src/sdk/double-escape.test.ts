// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { onDoubleEscape } from "./double-escape";

/** A key of the person's own hand at a time in milliseconds; what scripts make is not trusted. */
function press(key: string, at: number, more: { readonly isTrusted?: boolean; readonly repeat?: boolean; readonly isComposing?: boolean } = {}): void {
  const event = new KeyboardEvent("keydown", { key });
  for (const [name, value] of Object.entries({ isTrusted: true, timeStamp: at, ...more })) Object.defineProperty(event, name, { value });
  window.dispatchEvent(event);
}

describe("P8: Esc pressed twice", () => {
  const test = { stops: 0, off: (): void => undefined };

  beforeEach(() => {
    test.stops = 0;
    test.off = onDoubleEscape(window, () => { test.stops++; });
  });

  afterEach(() => { test.off(); });

  it("stops within 600 ms, not after", () => {
    press("Escape", 0);
    press("Escape", 601);
    expect(test.stops).toBe(0);
    press("Escape", 1_201);
    expect(test.stops).toBe(1);
  });

  it("stops once for two presses, and again for two more", () => {
    for (const at of [0, 100, 200]) press("Escape", at);
    expect(test.stops).toBe(1);
    press("Escape", 300);
    expect(test.stops).toBe(2);
  });

  it("does not count with another key between, held down, from an input method, or made by a script", () => {
    press("Escape", 0);
    press("a", 50);
    press("Escape", 100);
    press("Escape", 150, { repeat: true });
    press("Escape", 200, { isTrusted: false });
    press("Escape", 250, { isComposing: true });
    expect(test.stops).toBe(0);
  });

  it("is heard no more once it was taken off", () => {
    test.off();
    press("Escape", 0);
    press("Escape", 100);
    expect(test.stops).toBe(0);
  });
});
