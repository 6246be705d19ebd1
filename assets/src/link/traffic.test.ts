import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { jsonCodec } from "../shared/json";
import type { ChannelName } from "./channels";
import { customerSays } from "./control";
import { type Detour, Traffic } from "./traffic";

/** The channels of a connection: what was sent over each, and what has not left. */
function newTraffic() {
  const sent: ChannelName[] = [];
  const channels = new Map<string, EventTarget & { bufferedAmount: number }>();
  const connection = {
    createDataChannel: (label: ChannelName) => {
      const channel = Object.assign(new EventTarget(), { readyState: "open", bufferedAmount: 0, binaryType: "", bufferedAmountLowThreshold: 0, send: () => { sent.push(label); } });
      channels.set(label, channel);
      return channel;
    },
  } as unknown as RTCPeerConnection;
  const nothing = (): void => undefined;
  const traffic = new Traffic(connection, jsonCodec, customerSays, { onControl: nothing, onMessage: nothing }, { onOpen: nothing, onSign: nothing, onFailure: nothing });
  const lane = { backlog: vi.fn<Detour["backlog"]>(() => 0), send: vi.fn<Detour["send"]>((channel) => { sent.push(`lane:${channel}` as ChannelName); }), close: nothing };
  traffic.detour(lane);
  return { traffic, lane, sent, own: (label: ChannelName) => channels.get(label) };
}

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

it("sends copies over the lane; while that has to wait also over the connection's own channel; and none while both have to", () => {
  const { traffic, lane, sent, own } = newTraffic();
  const wordAndCopies = (): string[] => {
    sent.length = 0;
    traffic.send("mirror", new Uint8Array(20));
    vi.advanceTimersByTime(15);
    return sent;
  };
  const rest = (): void => { vi.advanceTimersByTime(1000); };
  expect(wordAndCopies()).toEqual(["mirror", "lane:copies"]);
  rest();
  lane.backlog.mockReturnValue(300);
  expect(wordAndCopies()).toEqual(["mirror", "copies"]);
  lane.backlog.mockReturnValue(0);
  vi.advanceTimersByTime(60);
  expect(sent).toEqual(["mirror", "copies", "lane:copies"]);
  rest();
  lane.backlog.mockReturnValue(300);
  const copies = own("copies");
  if (copies) copies.bufferedAmount = 300;
  expect(wordAndCopies()).toEqual(["mirror"]);
});

it("keeps pointers in the lane, which drops those that it cannot take: each makes the one before it worthless", () => {
  const { traffic, lane, sent } = newTraffic();
  lane.backlog.mockReturnValue(300);
  traffic.send("pointer", new Uint8Array(20));
  expect(sent).toEqual(["lane:pointer"]);
});
