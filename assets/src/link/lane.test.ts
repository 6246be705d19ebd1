import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ChannelName } from "./channels";
import { Lane, type LanePeer } from "./lane";
import { beatMs } from "./pulse";

/** A data channel whose other end is the one of the same name over there. */
class Channel extends EventTarget {
  readyState: RTCDataChannelState = "connecting";
  bufferedAmount = 0;
  binaryType = "";

  constructor(readonly connection: Connection, readonly label: string) {
    super();
  }

  send(bytes: Uint8Array): void {
    if (!Connection.isCut) this.connection.partner?.channels.get(this.label)?.dispatchEvent(new MessageEvent("message", { data: bytes.slice().buffer }));
  }
}

/** As much of a browser's connection as a lane uses. Two of them meet when one has taken the other's answer. */
class Connection extends EventTarget {
  static all: Connection[] = [];
  static isCut = false;
  readonly channels = new Map<string, Channel>();
  readonly iceGatheringState = "complete";
  connectionState: RTCPeerConnectionState = "new";
  localDescription: RTCSessionDescriptionInit | undefined;
  partner: Connection | undefined;

  constructor(readonly configuration: RTCConfiguration) {
    super();
    Connection.all.push(this);
  }

  createDataChannel(label: string): Channel {
    const channel = new Channel(this, label);
    this.channels.set(label, channel);
    return channel;
  }

  createOffer(): Promise<RTCSessionDescriptionInit> {
    return Promise.resolve({ type: "offer", sdp: String(Connection.all.indexOf(this)) });
  }

  createAnswer(): Promise<RTCSessionDescriptionInit> {
    return Promise.resolve({ type: "answer", sdp: String(Connection.all.indexOf(this)) });
  }

  setLocalDescription(description: RTCSessionDescriptionInit): Promise<void> {
    this.localDescription = description;
    return Promise.resolve();
  }

  setRemoteDescription({ type, sdp }: RTCSessionDescriptionInit): Promise<void> {
    this.partner = Connection.all[Number(sdp)];
    if (!this.partner) return Promise.reject(new Error("no such description"));
    if (type === "answer") for (const end of [this, this.partner]) for (const channel of end.channels.values()) {
      channel.readyState = "open";
      channel.dispatchEvent(new Event("open"));
    }
    return Promise.resolve();
  }

  close(): void {
    this.connectionState = "closed";
  }
}

/** One side: what it would send over the control channel, and what it has heard. */
class Side implements LanePeer {
  configuration: RTCConfiguration = { iceServers: [{ urls: "stun:one" }, { urls: "turn:two", username: "name", credential: "word" }] };
  path: LanePeer["path"] = "direct";
  readonly heard: [ChannelName, number[]][] = [];
  readonly says = vi.fn<(sdp: string) => void>();
  lane: Lane | undefined;
  readonly traffic = this;

  sendControl({ sdp }: { readonly sdp: string }): void {
    this.says(sdp);
  }

  hear(channel: ChannelName, message: Uint8Array): void {
    this.heard.push([channel, [...message]]);
  }

  detour(lane: Lane | undefined): void {
    this.lane = lane;
  }
}

const told = async (side: Side): Promise<string> => vi.waitFor(() => {
  const sdp = side.says.mock.lastCall?.[0];
  if (sdp === undefined) throw new Error("nothing said");
  return sdp;
});

async function meet() {
  const [agent, customer] = [new Side(), new Side()];
  const onClose = vi.fn<(wasOpen: boolean) => void>();
  const offered = Lane.offer(agent, onClose);
  Lane.answer(customer, await told(agent));
  offered.accept(await told(customer));
  return { agent, customer, onClose };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("RTCPeerConnection", Connection);
  Connection.all = [];
  Connection.isCut = false;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a lane", () => {
  it("carries the lossy channels both ways, and its beats tell nobody anything", async () => {
    const { agent, customer } = await meet();
    customer.lane?.send("copies", new Uint8Array([1, 2, 3]));
    agent.lane?.send("pointer", new Uint8Array([4, 5]));
    agent.lane?.send("mirror", new Uint8Array([6, 7]));
    vi.advanceTimersByTime(20 * beatMs);
    expect(agent.heard).toEqual([["copies", [1, 2, 3]]]);
    expect(customer.heard).toEqual([["pointer", [4, 5]]]);
    expect([agent, customer].map(({ lane }) => lane !== undefined)).toEqual([true, true]);
  });

  it("drops what it cannot keep up with, and what is too large for its channel", async () => {
    const { agent, customer } = await meet();
    const [, theirs] = Connection.all;
    const copies = theirs?.channels.get("copies");
    if (copies) copies.bufferedAmount = 4096;
    customer.lane?.send("copies", new Uint8Array([1, 2]));
    expect(customer.lane?.backlog("copies")).toBe(4096);
    customer.lane?.send("pointer", new Uint8Array(1025));
    expect(agent.heard).toEqual([]);
  });

  it("is not used before something has come over it: the other half may open later", async () => {
    Connection.isCut = true;
    const { agent, customer } = await meet();
    vi.advanceTimersByTime(10 * beatMs);
    expect([agent.lane, customer.lane]).toEqual([undefined, undefined]);
    Connection.isCut = false;
    vi.advanceTimersByTime(beatMs);
    expect([agent, customer].map(({ lane }) => lane !== undefined)).toEqual([true, true]);
  });

  it("is given up by both when nothing is heard for six beats: the channels are the connection's own again", async () => {
    const { agent, customer, onClose } = await meet();
    Connection.isCut = true;
    vi.advanceTimersByTime(6 * beatMs);
    expect(agent.lane).toBeDefined();
    vi.advanceTimersByTime(beatMs);
    expect([agent.lane, customer.lane]).toEqual([undefined, undefined]);
    expect(onClose.mock.calls).toEqual([[true]]);
    expect(Connection.all.map(({ connectionState }) => connectionState)).toEqual(["closed", "closed"]);
  });

  it("is given up when it does not open, or its answer is none", async () => {
    const agent = new Side();
    const onClose = vi.fn<(wasOpen: boolean) => void>();
    Lane.offer(agent, onClose);
    await told(agent);
    vi.advanceTimersByTime(15_000);
    expect(onClose.mock.calls).toEqual([[false]]);
    Lane.offer(agent, onClose).accept("no description");
    await vi.waitFor(() => { expect(onClose.mock.calls).toEqual([[false], [false]]); });
    expect(agent.lane).toBeUndefined();
  });

  it("asks the relay for nothing where the two reach each other directly", () => {
    const agent = new Side();
    Lane.offer(agent, () => undefined).close();
    agent.path = "relay";
    Lane.offer(agent, () => undefined).close();
    expect(Connection.all.map(({ configuration }) => configuration.iceServers?.map(({ urls }) => urls))).toEqual([["stun:one"], ["stun:one", "turn:two"]]);
  });
});
