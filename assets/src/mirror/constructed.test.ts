// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { Constructed } from "./constructed";

it("makes a sheet once for all that wear it, and again when its text has changed", () => {
  const constructed = new Constructed();
  const sheet = constructed.sheet(document, "a", () => ".a { color: red }");
  expect(constructed.sheet(document, "a", () => undefined)).toBe(sheet);
  expect(constructed.rewrite(document, "a", ".b { color: red }")).toBe(true);
  expect(sheet?.cssRules[0]?.cssText).toContain(".b");
  expect(constructed.sheet(document, "b", () => undefined)).toBeUndefined();
});

it("keeps no more than the last ones of a page that makes new ones for hours", () => {
  const constructed = new Constructed();
  let made = 0;
  const wear = (name: string): void => {
    constructed.sheet(document, name, () => {
      made++;
      return ".x { top: 0 }";
    });
  };
  wear("always");
  for (let i = 0; i < 10_000; i++) {
    wear(`${i}`);
    wear("always");
  }
  expect(made).toBe(10_001);
  // Counted by what has to be made again.
  for (let i = 0; i < 10_000; i++) if (constructed.rewrite(document, `${i}`, "")) made--;
  expect(10_001 - made).toBe(255);
  expect(constructed.rewrite(document, "always", "")).toBe(true);
});
