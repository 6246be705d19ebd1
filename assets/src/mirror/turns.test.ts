// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Turns } from "./turns";

describe("turns", () => {
  const go = vi.fn();
  let turns: Turns;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
    go.mockReset();
    turns = new Turns(window, () => {
      turns.clear();
      go();
      turns.done();
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

  it("has none once it was stopped", async () => {
    turns.wake();
    turns.stop();
    await Promise.resolve();
    expect(go).not.toHaveBeenCalled();
  });
});
