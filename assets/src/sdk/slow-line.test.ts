import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isSlowLine, loadsSlowly, tookLonger } from "./slow-line";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe("P10: a slow line", () => {
  it("is what the browser has measured, where it measures", () => {
    expect(isSlowLine({ navigator: { connection: { effectiveType: "2g" } } })).toBe(true);
    expect(isSlowLine({ navigator: { connection: { effectiveType: "4g" } } })).toBe(false);
    expect(isSlowLine({ navigator: {} })).toBe(false);
  });

  it("is, in every browser, one over which what sharing needs takes more than 3.7 seconds to come", async () => {
    const after = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms); });
    const [quick, slow] = [loadsSlowly(after(3600)), loadsSlowly(after(3800))];
    await vi.advanceTimersByTimeAsync(4000);
    expect(await Promise.all([quick, slow])).toEqual([false, true]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is not one over which nothing comes at all: that is said where it is needed", async () => {
    expect(await loadsSlowly(Promise.reject(new Error("blocked")))).toBe(false);
  });
});

it("tells what was long on its way, and nothing of what the browser does not tell", () => {
  vi.useRealTimers(); // the entries are the clock's
  performance.measure("https://tandem.example/sdk/beside.js", { start: 0, duration: 301 });
  performance.measure("https://tandem.example/sdk/share.js", { start: 0, duration: 300 });
  expect(tookLonger("https://tandem.example/sdk/beside.js", 300)).toBe(true);
  expect(tookLonger("https://tandem.example/sdk/share.js", 300)).toBe(false);
  expect(tookLonger("https://tandem.example/sdk/act.js", 300)).toBe(false);
});
