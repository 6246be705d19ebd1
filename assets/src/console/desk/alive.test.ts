// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { tellAlive } from "./alive";

it("D3: who works at the desk says so twice a minute at most, and again as soon as the line is back", () => {
  let now = 0;
  let isOpen = true;
  let told = 0;
  const end = tellAlive(window, () => {
    if (isOpen) told += 1;
    return isOpen;
  }, () => now);
  const press = () => window.dispatchEvent(new Event("keydown"));
  press();
  press();
  expect(told).toBe(1);
  now = 31_000;
  isOpen = false;
  press();
  isOpen = true;
  press();
  expect(told).toBe(2);
  end();
  now = 90_000;
  press();
  expect(told).toBe(2);
});
