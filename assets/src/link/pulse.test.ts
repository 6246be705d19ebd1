import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { beatMs, Pulse } from "./pulse";

describe("the pulse of a link", () => {
  const log: string[] = [];
  let received: number | undefined;
  let pulse: Pulse;

  const beats = async (count: number): Promise<void> => { await vi.advanceTimersByTimeAsync(count * beatMs); };

  beforeEach(() => {
    vi.useFakeTimers();
    log.length = 0;
    received = 1000;
    pulse = new Pulse({
      beat: () => log.push("beat"),
      bytesReceived: () => Promise.resolve(received),
      onDoubt: () => log.push("doubt"),
      onDead: () => log.push("dead"),
    });
  });

  afterEach(() => {
    pulse.stop();
    vi.useRealTimers();
  });

  test("beats, and believes in whoever is heard", async () => {
    for (let i = 0; i < 20; i++) {
      pulse.hear();
      await beats(1);
    }
    expect(log).toEqual(Array.from({ length: 20 }, () => "beat"));
  });

  test("doubts after two silent beats and gives up after four", async () => {
    await beats(1);
    await beats(5);
    expect(log.filter((word) => word !== "beat")).toEqual(["doubt", "dead"]);
    expect(log.slice(0, 4)).toEqual(["beat", "beat", "beat", "doubt"]);
  });

  test("tells whether messages come, not only acknowledgements", async () => {
    expect(pulse.hears).toBe(true);
    for (let i = 0; i < 3; i++) {
      received = (received ?? 0) + 28;
      await beats(1);
    }
    expect(pulse.hears).toBe(true);
    for (let i = 0; i < 3; i++) {
      received = (received ?? 0) + 28;
      await beats(1);
    }
    expect(pulse.hears).toBe(false);
    pulse.hear();
    await beats(1);
    expect(pulse.hears).toBe(true);
  });

  test("a page that is busy or shows a dialog is not given up: its browser still acknowledges", async () => {
    for (let i = 0; i < 50; i++) {
      received = (received ?? 0) + 28;
      await beats(1);
    }
    expect(log).not.toContain("doubt");
  });

  test("a doubt is taken back", async () => {
    await beats(3);
    pulse.hear();
    await beats(2);
    expect(log.filter((word) => word !== "beat")).toEqual(["doubt"]);
  });

  test("where the browser does not count, nothing is given up", async () => {
    received = undefined;
    await beats(50);
    expect(log).not.toContain("dead");
  });

  test("after stop there is silence", async () => {
    await beats(4);
    pulse.stop();
    log.length = 0;
    await beats(10);
    expect(log).toEqual([]);
  });
});
