import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CopySender, InOrder, maxCopied, maxDatagram, readCopies } from "./copies";

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytes = (words: string): Uint8Array => new TextEncoder().encode(words);

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

const tick = (ms: number): void => { vi.advanceTimersByTime(ms); };

/** A line that loses what the test says, with a reliable channel that comes late. */
function line() {
  const datagrams: Uint8Array[] = [];
  const waiting = { bytes: 0 };
  const sender = new CopySender({ send: (datagram) => datagrams.push(datagram), backlog: () => waiting.bytes, beside: () => undefined });
  const told: string[] = [];
  const inOrder = new InOrder((message) => told.push(text(message)));
  return {
    sender, datagrams, told, inOrder, waiting,
    arrives: (datagram: Uint8Array | undefined) => {
      for (const { number, message } of readCopies(datagram ?? new Uint8Array())?.reverse() ?? []) inOrder.copied(number, message);
    },
  };
}

describe("copies of small messages", () => {
  it("bring what the reliable channel lost, in order, and each message once", () => {
    const { sender, datagrams, told, inOrder, arrives } = line();
    for (const word of ["a", "b", "c"]) {
      sender.sent(1, bytes(word));
      tick(100);
    }
    inOrder.came(bytes("a"));
    expect(datagrams).toHaveLength(6); // each twice
    arrives(datagrams[4]); // b was lost thrice: it rides with c
    expect(told).toEqual(["a", "b", "c"]);
    arrives(datagrams[2]);
    inOrder.came(bytes("b"));
    inOrder.came(bytes("c"));
    inOrder.came(bytes("d"));
    expect(told).toEqual(["a", "b", "c", "d"]);
  });

  it("wait for what is before them, and are told of once meanwhile", () => {
    const told: string[] = [];
    const early: string[] = [];
    const inOrder = new InOrder((message) => told.push(text(message)), (message, isNext) => early.push(`${text(message)}, ${isNext}`));
    for (let times = 0; times < 2; times++) inOrder.copied(1, bytes("second"));
    inOrder.copied(70, bytes("too far ahead to be kept"));
    expect({ told, early }).toEqual({ told: [], early: ["second, false"] });
    inOrder.came(bytes("first"));
    expect(told).toEqual(["first", "second"]);
    for (let number = 1; number < 70; number++) inOrder.came(bytes("second"));
    expect(told).toHaveLength(70);
    inOrder.came(bytes("last"));
    expect(told.at(-1)).toBe("last");
    inOrder.copied(71, bytes("lost"));
    expect(early).toEqual(["second, false", "lost, true"]);
  });

  it("are not made of what is large, and take old ones along for a while only", () => {
    const { sender, datagrams } = line();
    sender.sent(1, new Uint8Array(maxCopied + 1));
    tick(100);
    expect(datagrams).toEqual([]);
    for (let i = 0; i < 50; i++) {
      sender.sent(1, new Uint8Array(maxCopied).fill(i));
      tick(16);
    }
    expect(Math.max(...datagrams.map((each) => each.length))).toBeLessThanOrEqual(maxDatagram);
    tick(1000);
    sender.sent(0, bytes("after a pause"));
    tick(20);
    expect(readCopies(datagrams.at(-1) ?? new Uint8Array())).toEqual([{ channel: 0, number: 0, message: bytes("after a pause") }]);
  });

  it("are sent once more when nothing follows, and then no more", () => {
    const { sender, datagrams } = line();
    sender.sent(1, bytes("last word"));
    tick(10_000);
    expect(datagrams).toHaveLength(2);
    expect(datagrams[1]).toEqual(datagrams[0]);
    sender.sent(1, bytes("too late"));
    sender.close();
    tick(10_000);
    expect(datagrams).toHaveLength(2);
  });

  it("are not added to those that wait, and go once these have, if they are still of use", () => {
    const { sender, datagrams, waiting } = line();
    waiting.bytes = 400;
    for (let i = 0; i < 20; i++) {
      sender.sent(1, bytes(`letter ${i}`));
      tick(100);
    }
    expect(datagrams).toEqual([]);
    waiting.bytes = 0;
    tick(100);
    expect(readCopies(datagrams[0] ?? new Uint8Array())?.[0]).toEqual({ channel: 1, number: 19, message: bytes("letter 19") });
    waiting.bytes = 400;
    sender.sent(1, bytes("of no use any more"));
    tick(1000);
    const before = datagrams.length;
    waiting.bytes = 0;
    tick(10_000);
    expect(datagrams).toHaveLength(before);
  });

  it("are numbered by channel", () => {
    const { sender, datagrams } = line();
    sender.sent(0, bytes("x"));
    sender.sent(1, bytes("y"));
    sender.sent(1, bytes("z"));
    tick(20);
    expect(readCopies(datagrams[0] ?? new Uint8Array())).toMatchObject([{ channel: 1, number: 1 }, { channel: 1, number: 0 }, { channel: 0, number: 0 }]);
  });

  it("refuse what none of ours sends", () => {
    expect(readCopies(new Uint8Array(6))).toBeUndefined();
    expect(readCopies(new Uint8Array([1, 0, 0, 0, 0, 0, 5, 1, 2]))).toBeUndefined();
    expect(readCopies(new Uint8Array())).toEqual([]);
  });

  it("make typing usable where a tenth is lost: a letter in a hundred waits, and not for long", () => {
    let seed = 1;
    const lost = (): boolean => (seed = (seed * 48_271) % 0x7fffffff) / 0x7fffffff < 0.1;
    const { sender, datagrams, told, arrives } = line();
    let late = 0;
    for (let i = 0; i < 2000; i++) {
      sender.sent(1, bytes("x"));
      tick(100);
      for (const datagram of datagrams.splice(0)) if (!lost()) arrives(datagram);
      if (told.length <= i) late++;
    }
    // By copies alone, without the channel itself.
    expect(late).toBeLessThan(0.02 * 2000);
    expect(told.length).toBeGreaterThan(1990);
  });
});
