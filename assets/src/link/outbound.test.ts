import { describe, expect, test } from "vitest";
import { pieceSize, Reassembler } from "./framing";
import { highMark, lowMark, Outbound, type Sink } from "./outbound";

/** A channel whose network the test is. */
class HandSink implements Sink {
  readyState: RTCDataChannelState = "connecting";
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  readonly sent: Uint8Array[] = [];
  readonly #listeners = new Map<string, () => void>();

  send(data: Uint8Array<ArrayBuffer>): void {
    this.sent.push(data);
    this.bufferedAmount += data.length;
  }

  addEventListener(type: string, listener: () => void): void {
    this.#listeners.set(type, listener);
  }

  open(): void {
    this.readyState = "open";
    this.#listeners.get("open")?.();
  }

  drain(): void {
    this.bufferedAmount = 0;
    this.#listeners.get("bufferedamountlow")?.();
  }
}

describe("sending", () => {
  test("what is said before the channel opens waits for it, in order", () => {
    const sink = new HandSink();
    const outbound = new Outbound(sink);
    outbound.send(new Uint8Array([1]));
    outbound.send(new Uint8Array([2]));
    expect(sink.sent).toEqual([]);
    expect(outbound.backlog).toBe(2);
    sink.open();
    const reassembler = new Reassembler(10);
    expect(sink.sent.map((piece) => reassembler.push(piece))).toEqual([new Uint8Array([1]), new Uint8Array([2])]);
  });

  test("the browser never holds more than the high mark and a piece, and is refilled at the low mark", () => {
    const sink = new HandSink();
    const outbound = new Outbound(sink);
    sink.open();
    const total = 5 * highMark;
    outbound.send(new Uint8Array(total));
    expect(sink.bufferedAmountLowThreshold).toBe(lowMark);
    expect(sink.bufferedAmount).toBeLessThanOrEqual(highMark + pieceSize);
    expect(outbound.backlog).toBeGreaterThanOrEqual(total);
    for (let i = 0; i < 5; i++) {
      sink.drain();
      expect(sink.bufferedAmount).toBeLessThanOrEqual(highMark + pieceSize);
    }
    sink.drain();
    expect(outbound.backlog).toBe(0);
    expect(sink.sent.reduce((sum, piece) => sum + piece.length, 0)).toBe(total + 4);
  });

  test("nothing is handed to a channel that has closed", () => {
    const sink = new HandSink();
    const outbound = new Outbound(sink);
    sink.readyState = "closed";
    outbound.send(new Uint8Array(10));
    expect(sink.sent).toEqual([]);
  });
});
