import { describe, expect, test } from "vitest";
import { Incoming } from "./incoming";
import { decodeFileMessage, encodeFileMessage, type FileMessage } from "./message";
import { Outgoing } from "./outgoing";

const content = (size: number) => Uint8Array.from({ length: size }, (_, at) => (at * 31 + (at >> 8)) & 255);

/** A sender and a taker, whose link is the test's: messages wait in `wire` until they are carried. */
function pair(file: Blob, size = file.size) {
  const seen: { sent: number; got: number; whole?: Uint8Array; isBroken: boolean; isUnreadable: boolean } = { sent: 0, got: 0, isBroken: false, isUnreadable: false };
  const outgoing = new Outgoing("f1", file, { onMoved: (bytes) => { seen.sent = bytes; }, onUnreadable: () => { seen.isUnreadable = true; } });
  const incoming = new Incoming("f1", size, {
    onMoved: (bytes) => { seen.got = bytes; },
    onWhole: (parts) => { seen.whole = new Uint8Array(Buffer.concat(parts)); },
    onBroken: () => { seen.isBroken = true; },
  });
  let wire: { readonly to: "sender" | "taker"; readonly message: Uint8Array }[] = [];
  const channel = (to: "sender" | "taker") => ({ send: (message: Uint8Array) => { wire.push({ to, message }); } });
  const decoded = (message: Uint8Array): FileMessage => {
    const found = decodeFileMessage(message);
    if (!found) throw new Error("not one of ours");
    return found;
  };
  /** Carries messages until there are none, or until the taker has so many bytes. */
  const carry = async (until = Infinity, change = (message: FileMessage) => message) => {
    for (let idle = 0; idle < 20 && seen.got < until; idle++) {
      for (let next = wire.shift(); next && seen.got < until; next = wire.shift()) {
        idle = 0;
        const message = change(decoded(next.message));
        if (next.to === "taker") incoming.receive(message, channel("sender"));
        else outgoing.receive(message);
      }
      await new Promise((resolve) => setTimeout(resolve)); // the file is read in a task of its own
    }
  };
  return {
    seen, carry, incoming, outgoing,
    connect: () => { outgoing.attach(channel("taker")); },
    cut: () => {
      outgoing.detach();
      wire = [];
    },
    inFlight: () => wire.reduce((sum, { message }) => sum + message.length, 0),
    fromSender: (message: FileMessage) => { incoming.receive(message, channel("sender")); },
  };
}

describe("C7: a file between two browsers", () => {
  test("arrives whole, and is what was sent", async () => {
    const bytes = content(200_001);
    const { connect, carry, seen } = pair(new Blob([bytes]));
    connect();
    await carry();
    expect(seen.whole).toEqual(bytes);
    expect(seen.sent).toBe(200_001);
  });

  test("goes on from where it was after a cut, twice", async () => {
    const bytes = content(3 << 20);
    const { connect, carry, cut, seen } = pair(new Blob([bytes]));
    let parts = 0;
    const count = (message: FileMessage) => {
      if (message.kind === "part") parts++;
      return message;
    };
    for (const until of [700_000, 2_000_000]) {
      connect();
      await carry(until, count);
      cut();
      expect(seen.whole).toBeUndefined();
    }
    connect();
    await carry(Infinity, count);
    expect(Buffer.compare(seen.whole ?? Buffer.alloc(0), bytes)).toBe(0);
    expect(parts).toBe(48); // 3 MiB in parts of 64 KiB: none was carried twice
  });

  test("is not handed on when a byte of it changed on the way", async () => {
    const { connect, carry, seen } = pair(new Blob([content(100_000)]));
    connect();
    await carry(Infinity, (message) => {
      if (message.kind === "part" && message.offset === 0) message.bytes[17] = (message.bytes[17] ?? 0) ^ 1;
      return message;
    });
    expect(seen).toMatchObject({ isBroken: true });
    expect(seen.whole).toBeUndefined();
  });

  test("takes no more bytes than were announced", async () => {
    const { connect, carry, seen } = pair(new Blob([content(100_000)]), 80_000);
    connect();
    await carry();
    expect(seen).toMatchObject({ isBroken: true });
  });

  test("does not pile up in a link: half a megabyte at most is on its way", async () => {
    const { connect, inFlight, outgoing } = pair(new Blob([content(3 << 20)]));
    connect();
    outgoing.receive({ kind: "want", id: "f1", offset: 0 });
    for (let before = -1; before < inFlight(); ) {
      before = inFlight();
      for (let at = 0; at < 10; at++) await new Promise((resolve) => setTimeout(resolve));
    }
    expect(inFlight()).toBeGreaterThan(512 * 1024);
    expect(inFlight()).toBeLessThan(600 * 1024);
  });

  test("a file that cannot be read any more says so", async () => {
    const file = new Blob([content(200_000)]);
    Object.defineProperty(file, "slice", { value: () => ({ arrayBuffer: () => Promise.reject(new Error("changed")) }) });
    const { connect, carry, seen } = pair(file);
    connect();
    await carry();
    expect(seen.isUnreadable).toBe(true);
  });

  test("an offset that the sender never read, and an end before the last byte, change nothing", async () => {
    const { connect, carry, outgoing, fromSender, seen } = pair(new Blob([content(100_000)]));
    connect();
    outgoing.receive({ kind: "want", id: "f1", offset: 4_000_000_000 });
    fromSender({ kind: "end", id: "f1", hash: new Uint8Array(32) });
    await carry();
    expect(seen.whole).toHaveLength(100_000);
  });
});

describe("messages about files", () => {
  const messages: readonly FileMessage[] = [
    { kind: "ready", id: "f1" }, { kind: "want", id: "a".repeat(64), offset: 0 }, { kind: "have", id: "f1", offset: 0xffffffff },
    { kind: "part", id: "f1", offset: 65536, bytes: content(1000) }, { kind: "end", id: "f1", hash: content(32) },
  ];

  test.each(messages)("$kind is read as it was written", (message) => {
    expect(decodeFileMessage(encodeFileMessage(message))).toEqual(message);
  });

  test("bytes that none of ours sends are none", () => {
    for (const bytes of [[], [0, 1, 65], [6, 1, 65], [1], [1, 0], [1, 2, 65], [2, 1, 65], [2, 1, 65, 0, 0, 0], [2, 1, 65, 0, 0, 0, 0, 0], [5, 1, 65, 1], [1, 1, 65, 0]]) {
      expect(decodeFileMessage(Uint8Array.from(bytes)), bytes.join()).toBeUndefined();
    }
  });

  test("no cut of a message is taken for another", () => {
    for (const message of messages) {
      const whole = encodeFileMessage(message);
      for (let length = 0; length < whole.length; length += 7) {
        const found = decodeFileMessage(whole.subarray(0, length));
        if (found) expect(found.kind).toBe("part");
      }
    }
  });
});
