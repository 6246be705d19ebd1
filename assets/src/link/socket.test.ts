import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Backoff } from "./backoff";
import { Socket, type SocketEvents } from "./socket";

/** A WebSocket whose server is the test. */
class HandSocket {
  static readonly OPEN = 1;
  static all: HandSocket[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: string[] = [];

  constructor(readonly url: string, readonly protocol: string) {
    HandSocket.all.push(this);
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.readyState = 3;
  }
  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  say(message: unknown): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  end(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

const log: string[] = [];
const events: SocketEvents = {
  onOpen: () => log.push("open"),
  onMessage: (message) => log.push(message.type),
  onRetry: (ms) => log.push(`retry ${ms}`),
  onEnd: (code) => log.push(`end ${code}`),
};

const latest = (): HandSocket => {
  const socket = HandSocket.all.at(-1);
  if (!socket) throw new Error("no socket was made");
  return socket;
};

describe("the signaling socket", () => {
  let socket: Socket<{ type: "ping"; n: number }>;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("WebSocket", HandSocket);
    vi.stubGlobal("addEventListener", vi.fn());
    vi.stubGlobal("removeEventListener", vi.fn());
    HandSocket.all = [];
    log.length = 0;
    socket = new Socket("wss://tandem.test/ws", events, new Backoff(500, 15_000, () => 1));
  });

  afterEach(() => {
    socket.close();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test("comes back, waiting twice as long each time, up to fifteen seconds", () => {
    for (let i = 0; i < 7; i++) {
      latest().end(1006);
      vi.advanceTimersToNextTimer();
    }
    expect(log).toEqual(["retry 500", "retry 1000", "retry 2000", "retry 4000", "retry 8000", "retry 15000", "retry 15000"]);
  });

  test("a word from the server starts the waiting over", () => {
    latest().end(1006);
    vi.advanceTimersByTime(500);
    latest().end(1006);
    vi.advanceTimersByTime(1000);
    latest().open();
    latest().say({ type: "pong", n: 1 });
    latest().end(1006);
    expect(log.at(-1)).toBe("retry 500");
  });

  test.each([4401, 4409, 4410])("close code %i is the end", (code) => {
    latest().open();
    latest().end(code);
    vi.advanceTimersByTime(3_600_000);
    expect(log).toEqual(["open", `end ${code}`]);
    expect(HandSocket.all).toHaveLength(1);
  });

  test.each([[4400, 30_500], [4413, 30_500], [4429, 10_500], [4408, 500], [4430, 500]])("close code %i waits %i ms", (code, ms) => {
    latest().end(code);
    expect(log).toEqual([`retry ${ms}`]);
  });

  test("O5: a server that restarts says when to come back", () => {
    latest().open();
    latest().say({ type: "bye", retry_ms: 3217 });
    latest().end(1012);
    expect(log).toEqual(["open", "retry 3217"]);
    vi.advanceTimersByTime(3217);
    expect(HandSocket.all).toHaveLength(2);
  });

  test("a dead server is noticed within 20 s, without waiting for its close", () => {
    latest().open();
    vi.advanceTimersByTime(9000);
    expect(latest().sent).toEqual(['{"type":"ping","n":1}']);
    vi.advanceTimersByTime(8000);
    expect(log.at(-1)).toMatch(/^retry/);
  });

  test("what is said to a server that is gone is noticed within a second", () => {
    latest().open();
    expect(socket.send({ type: "ping", n: 7 })).toBe(true);
    expect(socket.send({ type: "ping", n: 8 })).toBe(true);
    expect(latest().sent.filter((text) => text === '{"type":"ping","n":1}')).toHaveLength(1);
    vi.advanceTimersByTime(1000);
    expect(log).toEqual(["open", "retry 0"]);
    expect(HandSocket.all).toHaveLength(2);
    latest().end(1006);
    expect(log.at(-1)).toBe("retry 500");
  });

  test("a doubt that an answer takes away changes nothing", () => {
    latest().open();
    socket.check();
    vi.advanceTimersByTime(999);
    latest().say({ type: "pong", n: 1 });
    vi.advanceTimersByTime(8000);
    expect(log).toEqual(["open"]);
  });

  test("a line that took long to open may take long to answer", () => {
    vi.advanceTimersByTime(3000);
    latest().open();
    socket.check();
    vi.advanceTimersByTime(2999);
    expect(log).toEqual(["open"]);
    vi.advanceTimersByTime(1);
    expect(log).toEqual(["open", "retry 0"]);
  });

  test("a server that answers is left alone", () => {
    latest().open();
    for (let n = 1; n < 20; n++) {
      vi.advanceTimersByTime(9000);
      latest().say({ type: "pong", n });
    }
    expect(log).toEqual(["open"]);
  });

  test("a handshake that hangs is abandoned, soon at first, later with patience", () => {
    vi.advanceTimersByTime(4000 + 500 + 4000 + 1000 + 4000);
    expect(log).toEqual(["retry 500", "retry 1000", "retry 2000"]);
    vi.advanceTimersByTime(2000 + 9999);
    expect(log).toHaveLength(3);
    vi.advanceTimersByTime(1);
    expect(log.at(-1)).toBe("retry 4000");
  });

  test("what is no message of the server is passed over", () => {
    latest().open();
    for (const data of ["", "{", '{"type":"state"}', '{"type":"novelty","x":1}', new ArrayBuffer(3)]) latest().onmessage?.({ data });
    latest().say({ type: "offer_wanted", session: "s" });
    expect(log).toEqual(["open", "offer_wanted"]);
  });

  test("after close nothing is reported or tried", () => {
    const first = latest();
    first.open();
    socket.close();
    first.end(1006);
    vi.advanceTimersByTime(3_600_000);
    expect(log).toEqual(["open"]);
    expect(socket.send({ type: "ping", n: 1 })).toBe(false);
    expect(HandSocket.all).toHaveLength(1);
  });
});

test("half of every delay is random, so that pages do not come back in step", () => {
  const delays = [0, 0.5, 1].map((random) => new Backoff(1000, 8000, () => random).next());
  expect(delays).toEqual([500, 750, 1000]);
});
