import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Auditor } from "./auditor";
import type { Population } from "./population";
import type { Twin } from "./twin";

describe("M8: a page at rest is gone over", () => {
  const looked: Twin[] = [];
  let auditor: Auditor;
  let asked = 0;
  let isCutShort = false;

  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => {
    auditor.stop();
    vi.useRealTimers();
    looked.length = 0;
    asked = 0;
    isCutShort = false;
  });

  function page(nodes: number): readonly Twin[] {
    const twins = Array.from({ length: nodes }, () => ({ live: true }) as Twin);
    const all = { living: twins, tally: { settle: () => true } } as unknown as Population;
    auditor = new Auditor(globalThis as unknown as Window, all, { isCutShort: () => isCutShort, look: (twin) => looked.push(twin), places: () => { asked++; }, compare: () => undefined, done: () => undefined });
    auditor.active();
    return twins;
  }

  it("once it rests, and then no more", () => {
    const twins = page(3);
    vi.advanceTimersByTime(1000);
    expect(new Set(looked)).toEqual(new Set(twins));
    vi.advanceTimersByTime(120_000);
    expect(looked).toHaveLength(3);
  });

  it("and its boxes are asked where they are whenever it comes to rest", () => {
    page(3);
    vi.advanceTimersByTime(1000);
    expect(asked).toBe(1);
    auditor.active();
    vi.advanceTimersByTime(1000);
    expect(asked).toBe(2);
    vi.advanceTimersByTime(10_000);
    expect(asked).toBe(2);
  });

  it("not while something large waits for room on the line, however long that takes", () => {
    page(3);
    isCutShort = true;
    vi.advanceTimersByTime(30_000);
    expect({ looked, asked }).toEqual({ looked: [], asked: 0 });
    isCutShort = false;
    vi.advanceTimersByTime(1000);
    expect({ looked: looked.length, asked }).toEqual({ looked: 3, asked: 1 });
  });

  it("later, if it changed again shortly after it was gone over", () => {
    page(3);
    vi.advanceTimersByTime(1000);
    auditor.active();
    vi.advanceTimersByTime(10_000);
    expect(looked).toHaveLength(3);
    vi.advanceTimersByTime(20_000);
    expect(looked).toHaveLength(6);
  });

  it("once more after something that left nothing to send, not sooner than it is due again", () => {
    page(3);
    vi.advanceTimersByTime(1000);
    auditor.stirred();
    vi.advanceTimersByTime(10_000);
    expect(looked).toHaveLength(3);
    vi.advanceTimersByTime(120_000);
    expect(looked).toHaveLength(6);
  });

  it("to its end, however large it is", () => {
    const twins = page(12_000);
    vi.advanceTimersByTime(120_000);
    expect(new Set(looked).size).toBe(twins.length);
    expect(looked).toHaveLength(twins.length);
  });
});
