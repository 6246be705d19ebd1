import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { seeded } from "../shared/seeded";
import { decodePointer, encodePointer, pointerBytes, PointerOrder, PointerTeller, type PointerEventMessage } from "./pointer";

const event: PointerEventMessage = { kind: "move", device: "mouse", isPressed: false, finger: 0, seq: 1, node: 1, x: 0.5, y: 0.5 };

describe("pointer events", () => {
  test("come back as they were sent, to 1/65535 of the element", () => {
    const next = seeded(4);
    const pick = <T>(from: readonly [T, ...T[]]): T => from[Math.floor(next() * from.length)] ?? from[0];
    for (let i = 0; i < 5000; i++) {
      const sent: PointerEventMessage = {
        kind: pick(["move", "down", "up", "leave"]), device: pick(["mouse", "touch", "pen"]), isPressed: next() < 0.5,
        finger: Math.floor(next() * 256), seq: Math.floor(next() * 2 ** 32), node: Math.floor(next() * 2 ** 32), x: next(), y: next(),
      };
      const { x, y, ...rest } = decodePointer(encodePointer(sent)) ?? event;
      expect(rest).toEqual({ ...rest, kind: sent.kind, device: sent.device, isPressed: sent.isPressed, finger: sent.finger, seq: sent.seq, node: sent.node });
      expect(Math.abs(x - sent.x)).toBeLessThan(1 / 65535);
      expect(Math.abs(y - sent.y)).toBeLessThan(1 / 65535);
    }
  });

  test("a pointer captured outside its element stays at the edge", () => {
    expect(decodePointer(encodePointer({ ...event, x: -3, y: 7 }))).toMatchObject({ x: 0, y: 1 });
    expect(decodePointer(encodePointer({ ...event, x: NaN }))).toMatchObject({ x: 0 });
  });

  test("whatever a peer sends is an event or nothing", () => {
    const next = seeded(5);
    for (let i = 0; i < 20_000; i++) {
      const bytes = new Uint8Array(next() < 0.7 ? pointerBytes : Math.floor(next() * 40));
      for (let at = 0; at < bytes.length; at++) bytes[at] = next() * (at < 2 ? 20 : 256);
      const read = decodePointer(bytes);
      if (read) expect(decodePointer(encodePointer(read))).toEqual(read);
      else expect(bytes.length !== pointerBytes || (bytes[0] ?? 0) > 3 || ((bytes[1] ?? 0) & ~16) > 2).toBe(true);
    }
  });

  test("late and repeated ones are dropped, each finger by itself", () => {
    const order = new PointerOrder();
    const accepted = [1, 2, 2, 4, 3, 5].map((seq) => order.accepts({ ...event, seq }));
    expect(accepted).toEqual([true, true, false, true, false, true]);
    expect(order.accepts({ ...event, finger: 1, seq: 3 })).toBe(true);
  });
});

describe("what is told of a pointer", () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  /** What comes across a line that lets nothing out in the times given. */
  function told(kinds: readonly PointerEventMessage["kind"][], isLost: (at: number) => boolean): string[] {
    const order = new PointerOrder();
    const shown: string[] = [];
    const teller = new PointerTeller((bytes) => {
      const came = decodePointer(bytes);
      if (came && !isLost(Date.now()) && order.accepts(came)) shown.push(`${came.kind} ${String(came.seq)}`);
    });
    vi.setSystemTime(0);
    for (const kind of kinds) {
      teller.tell({ ...event, kind });
      vi.advanceTimersByTime(20);
    }
    vi.advanceTimersByTime(5000);
    return shown;
  }

  test("everything once and in order on a good line", () => {
    expect(told(["move", "down", "move", "up", "leave"], () => false)).toEqual(["move 1", "down 2", "move 3", "up 4", "leave 5"]);
  });

  test("what is rare is known in the end although a packet was lost, or the line let nothing out for most of a second", () => {
    expect(told(["move", "up"], (at) => at === 20)).toEqual(["move 1", "up 2"]);
    expect(told(["move", "down", "move", "up"], (at) => at < 900)).toEqual(["down 2", "up 4"]);
  });

  test("nothing is told once the link is over", () => {
    const sent: Uint8Array[] = [];
    const teller = new PointerTeller((bytes) => sent.push(bytes));
    teller.tell({ ...event, kind: "down" });
    teller.stop();
    vi.advanceTimersByTime(5000);
    expect(sent).toHaveLength(1);
  });
});
