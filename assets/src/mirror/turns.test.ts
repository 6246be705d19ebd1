// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Turns } from "./turns";

describe("turns", () => {
  const go = vi.fn();
  /** How long a turn takes, in milliseconds. */
  let takes = 0;
  let turns: Turns;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
    go.mockReset();
    takes = 0;
    turns = new Turns(window, () => {
      turns.clear();
      go();
      turns.done(performance.now() - takes);
    });
    turns.start();
    vi.advanceTimersByTime(100);
  });

  afterEach(() => {
    turns.stop();
    vi.useRealTimers();
  });

  it("has one turn for all that one script changes, once that is done", async () => {
    turns.wake();
    turns.wake();
    expect(go).not.toHaveBeenCalled();
    await Promise.resolve();
    expect(go).toHaveBeenCalledTimes(1);
  });

  it("has its next turn no sooner than a frame later", async () => {
    turns.wake();
    await Promise.resolve();
    turns.wake();
    await Promise.resolve();
    expect(go).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(40);
    expect(go).toHaveBeenCalledTimes(2);
  });

  it("rests the longer the more there was to do, and not for long", async () => {
    for (const [work, rest] of [[1, 20], [500, 40]] as const) {
      takes = work;
      turns.wake();
      await Promise.resolve();
      go.mockReset();
      turns.wake();
      vi.advanceTimersByTime(rest - 1);
      expect(go).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(go).toHaveBeenCalledTimes(1);
      vi.advanceTimersByTime(100);
    }
  });

  it("has none once it was stopped", async () => {
    turns.wake();
    turns.stop();
    await Promise.resolve();
    expect(go).not.toHaveBeenCalled();
  });
});
