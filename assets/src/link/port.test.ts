// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from "vitest";
import { channels, initOf, type ChannelName } from "./channels";
import { pieces } from "./framing";
import { Port } from "./port";

/** A data channel in memory: what is sent stays here, and the test says what comes. */
class Channel extends EventTarget {
  binaryType = "blob";
  readyState = "connecting";
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  readonly sent: Uint8Array[] = [];

  send(data: Uint8Array): void {
    this.sent.push(data);
  }

  open(): void {
    this.readyState = "open";
    this.dispatchEvent(new Event("open"));
  }

  comes(data: unknown): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}

describe("a port", () => {
  let channel: Channel;
  let told: string[];

  beforeEach(() => {
    channel = new Channel();
    told = [];
  });

  function port(name: ChannelName): Port {
    const spec = channels.find((each) => each.name === name);
    if (!spec) throw new Error(name);
    return new Port({ createDataChannel: () => channel as unknown as RTCDataChannel }, spec, {
      onOpen: () => told.push("open"),
      onClose: () => told.push("close"),
      onSign: () => told.push("sign"),
      onMessage: (message) => told.push(`message of ${String(message.length)}`),
      onViolation: () => told.push("violation"),
    });
  }

  test("pointers that could not leave in time do not leave at all, and copies leave once, however late", () => {
    expect(Object.fromEntries(channels.map((spec) => [spec.name, initOf(spec)]))).toMatchObject({
      pointer: { ordered: false, maxPacketLifeTime: 100 },
      copies: { ordered: false, maxRetransmits: 0 },
      mirror: { ordered: true },
    });
    // One or the other: both together are refused by browsers.
    for (const spec of channels) expect(Object.keys(initOf(spec)).filter((key) => key.startsWith("max")).length).toBe(spec.isLossy ? 1 : 0);
  });

  const arrive = (message: Uint8Array) => {
    for (const piece of pieces(message)) channel.comes(piece.slice().buffer);
  };

  test("puts pieces together and reports each as a sign of life", () => {
    port("mirror");
    arrive(new Uint8Array(20_000));
    expect(told).toEqual(["sign", "sign", "message of 20000"]);
  });

  test("keeps what a reliable channel cannot take yet, and drops what a lossy one cannot", () => {
    const mirror = port("mirror");
    mirror.send(new Uint8Array(10));
    expect(mirror.backlog).toBeGreaterThan(0);
    channel.open();
    expect(channel.sent).toHaveLength(1);
    channel = new Channel();
    const pointer = port("pointer");
    pointer.send(new Uint8Array(10));
    channel.open();
    channel.bufferedAmount = 1 << 20;
    pointer.send(new Uint8Array(10));
    expect(channel.sent).toEqual([]);
    channel.bufferedAmount = 0;
    pointer.send(new Uint8Array(10));
    expect(channel.sent).toHaveLength(1);
  });

  test.each([
    ["text", "mirror", "words"],
    ["a message over the channel's limit", "control", new Uint8Array([0xff, 0, 0, 0, 1]).buffer],
    ["a piece too long for a lossy channel", "pointer", new ArrayBuffer(2000)],
  ] as const)("takes nothing more after %s", (_, name, data) => {
    port(name);
    channel.comes(data);
    arrive(new Uint8Array(1));
    expect(told.filter((each) => each !== "sign")).toEqual(["violation"]);
  });
});
