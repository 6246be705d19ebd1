import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Lane, type LanePeer } from "../../link/lane";
import { LossyLine } from "./lossy-line";

/** A line whose lanes only the test knows how to end. */
function newLine(isLossy = false) {
  const accept = vi.fn<(sdp: string) => void>();
  const close = vi.fn<() => void>();
  const ends: ((wasOpen: boolean) => void)[] = [];
  const offer = vi.spyOn(Lane, "offer").mockReset().mockImplementation((_, onClose) => {
    ends.push(onClose);
    close.mockImplementation(() => { onClose(true); });
    return { accept, close } as unknown as Lane;
  });
  const memory = { isLossy };
  return { line: new LossyLine({} as LanePeer, memory), memory, offer, accept, close, end: (wasOpen: boolean) => ends.at(-1)?.(wasOpen) };
}

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

it("has no lane while every beat comes, sooner or later, and no copy is of use", () => {
  const { line, offer } = newLine();
  for (let number = 250; number < 600; number++) {
    line.beat(number & 0xff);
    vi.advanceTimersByTime(number % 2 === 0 ? 150 : 650);
  }
  expect(offer).not.toHaveBeenCalled();
});

it("gets one when beats were held up twice, however many at once", () => {
  const { line, offer } = newLine();
  for (let number = 0; number < 5; number++) line.beat(number);
  expect(offer).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1200);
  line.beat(5);
  vi.advanceTimersByTime(99);
  line.beat(6);
  expect(offer).toHaveBeenCalledTimes(1);
});

it("gets one when beats are missing, or copies come in place of messages: two signs", () => {
  const { line, offer, accept } = newLine();
  line.beat(7);
  vi.advanceTimersByTime(800);
  line.beat(9);
  expect(offer).not.toHaveBeenCalled();
  line.rescued();
  expect(offer).toHaveBeenCalledTimes(1);
  line.accept("the answer");
  expect(accept.mock.calls).toEqual([["the answer"]]);
  for (let i = 0; i < 10; i++) line.rescued();
  expect(offer).toHaveBeenCalledTimes(1);
});

it("gets one when no beats come although other messages do", () => {
  const { line, offer } = newLine();
  vi.advanceTimersByTime(5000);
  line.up();
  for (let second = 0; second < 10; second++) {
    line.beat(second);
    vi.advanceTimersByTime(1000);
    line.heard();
  }
  expect(offer).not.toHaveBeenCalled();
  vi.advanceTimersByTime(400);
  line.heard();
  expect(offer).toHaveBeenCalledTimes(1);
});

it("gets another one at the first sign after one that was lost, and none after one that never was", () => {
  const { line, offer, end } = newLine();
  for (let i = 0; i < 2; i++) line.rescued();
  end(true);
  expect(offer).toHaveBeenCalledTimes(1);
  line.rescued();
  expect(offer).toHaveBeenCalledTimes(2);
  end(false);
  for (let i = 0; i < 10; i++) line.rescued();
  expect(offer).toHaveBeenCalledTimes(2);
});

it("has none once it is over", () => {
  const { line, offer, close } = newLine();
  for (let i = 0; i < 2; i++) line.rescued();
  line.close();
  expect(close).toHaveBeenCalledTimes(1);
  for (let i = 0; i < 10; i++) line.rescued();
  expect(offer).toHaveBeenCalledTimes(1);
});

it("gets one from the start where connecting took long", () => {
  for (const [took, lanes] of [[799, 0], [800, 1]] as const) {
    const { line, offer } = newLine();
    line.answered();
    vi.advanceTimersByTime(took);
    line.up();
    expect(offer).toHaveBeenCalledTimes(lanes);
  }
});

it("gets one from the start where the connection before it had one", () => {
  const { line, offer, memory } = newLine();
  line.up();
  expect(offer).not.toHaveBeenCalled();
  for (let i = 0; i < 2; i++) line.rescued();
  const next = newLine(memory.isLossy);
  next.line.up();
  expect(next.offer).toHaveBeenCalledTimes(1);
});
