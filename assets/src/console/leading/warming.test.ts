import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { restMs, Warming } from "./warming";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe("I10: what favourites need is loaded when there is time", () => {
  it("once nothing has happened for a while, and the customer lets the agent open pages", () => {
    let mayWarm = true;
    const act = vi.fn(() => 7);
    const warming = new Warming({ mayWarm: () => mayWarm, act });
    warming.begin();
    vi.advanceTimersByTime(restMs - 1);
    warming.begin();
    vi.advanceTimersByTime(restMs - 1);
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(act).toHaveBeenCalledExactlyOnceWith({ kind: "warm" });
    mayWarm = false;
    warming.begin();
    vi.advanceTimersByTime(restMs);
    expect(act).toHaveBeenCalledOnce();
  });

  it("tells its own outcome from others'", () => {
    const warming = new Warming({ mayWarm: () => true, act: () => 7 });
    expect(warming.outcome({ kind: "done", seq: 7 })).toBe(false);
    warming.begin();
    vi.advanceTimersByTime(restMs);
    expect([warming.outcome({ kind: "denied", seq: 7, why: "held_off" }), warming.outcome({ kind: "done", seq: 8 })]).toEqual([true, false]);
  });
});
