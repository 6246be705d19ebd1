import type { JsonCodec } from "../shared/json";
import { channels, type ChannelName, type ChannelSpec } from "./channels";
import { decodeControl, encodeControl, linkVersion, type ControlMessage, type Saying } from "./control";
import { CopySender, InOrder, readCopies } from "./copies";
import { Port } from "./port";

/** Who is told of what comes. */
export interface Receiver {
  /** Any control message but the greeting. */
  readonly onControl: (message: ControlMessage) => void;
  /** A whole message of any other channel. */
  readonly onMessage: (channel: ChannelName, message: Uint8Array) => void;
  /** The copy of a message is here before the message itself. It comes as a message as well, at once if `isNext` (then the channel has lost it), or once all before it have. */
  readonly onEarly?: (channel: ChannelName, message: Uint8Array, isNext: boolean) => void;
  /** A beat has come: the lowest byte of its number. */
  readonly onBeat?: (number: number) => void;
}

/** What becomes of the channels themselves. */
export interface TrafficEvents {
  /** A channel is open. All of them share one association and open together. */
  readonly onOpen: () => void;
  /** Anything has come. */
  readonly onSign: () => void;
  /** A channel has closed, or what came is of no sender of ours, or of one of another version. */
  readonly onFailure: (reason: "lost" | "violation" | "version") => void;
}

/** Another connection for the lossy channels. */
export interface Detour {
  send(channel: ChannelName, message: Uint8Array): void;
  /** Bytes given to send that have not left this machine. */
  backlog(channel: ChannelName): number;
  close(): void;
}

/** Everything that goes over the channels of one connection, both ways. Nothing is told before begin or after close. */
export class Traffic {
  readonly #json: JsonCodec;
  readonly #saying: Saying;
  readonly #receiver: Receiver;
  readonly #events: TrafficEvents;
  readonly #ports = new Map<ChannelName, Port>();
  readonly #copies = new CopySender({
    send: (datagram) => { this.send("copies", datagram); },
    backlog: () => (this.#detour ?? this).backlog("copies"),
    beside: (datagram) => { if (this.backlog("copies") === 0) this.#ports.get("copies")?.send(datagram); },
  });
  /** What puts the copied channels' messages in order, by the channel's id. */
  readonly #inOrder = new Map<number, InOrder>();
  /** What came before begin; undefined from then on. */
  #early: (() => void)[] | undefined = [];
  #detour: Detour | undefined;
  #isClosed = false;

  /** `saying`: what the other side may say. */
  constructor(connection: RTCPeerConnection, json: JsonCodec, saying: Saying, receiver: Receiver, events: TrafficEvents) {
    this.#json = json;
    this.#saying = saying;
    this.#receiver = receiver;
    this.#events = events;
    for (const spec of channels) this.#ports.set(spec.name, this.#newPort(connection, spec));
  }

  greet(): void {
    this.sendControl({ type: "hello", version: linkVersion });
  }

  /** Sends a message, or keeps it until the channel is open. The memory belongs to the Traffic from now on. Lossy channels may drop it. */
  send(channel: ChannelName, message: Uint8Array): void {
    if (this.#isClosed) return;
    try {
      const port = this.#ports.get(channel);
      if (port?.spec.isCopied) this.#copies.sent(port.spec.id, message);
      if (port?.spec.isLossy && this.#detour) this.#detour.send(channel, message);
      else port?.send(message);
    } catch {
      this.#events.onFailure("lost");
    }
  }

  sendControl(message: ControlMessage): void {
    this.send("control", encodeControl(message, this.#json));
  }

  /** What keeps the pulse: one byte on a lossy channel of the connection itself, which carries nothing else that short. Its number says which are missing. */
  beat(number: number): void {
    this.#ports.get("pointer")?.send(new Uint8Array([number]));
  }

  /** Bytes given to send that have not left this machine. */
  backlog(channel: ChannelName): number {
    return this.#isClosed ? 0 : (this.#ports.get(channel)?.backlog ?? 0);
  }

  /** Another way for the lossy channels (lane.ts); undefined: their own again. */
  detour(by: Detour | undefined): void {
    this.#detour = by;
  }

  /** From now on it is told what comes, beginning with what has come. */
  begin(): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const deliver of early) if (!this.#isClosed) deliver();
  }

  close(): void {
    this.#isClosed = true;
    this.#early = undefined;
    this.#detour?.close();
    this.#copies.close();
  }

  /** A message whose order nobody cares for, over whichever connection. */
  hear(channel: ChannelName, message: Uint8Array): void {
    if (channel === "copies") this.#copied(message);
    else if (channel === "pointer" && message.length === 1) this.#receiver.onBeat?.(message[0] as number);
    else this.#deliver(channel, message);
  }

  #newPort(connection: RTCPeerConnection, spec: ChannelSpec): Port {
    const inOrder = spec.isCopied ? new InOrder((message) => { this.#deliver(spec.name, message); }, (message, isNext) => {
      if (!this.#early && !this.#isClosed) this.#receiver.onEarly?.(spec.name, message, isNext);
    }) : undefined;
    if (inOrder) this.#inOrder.set(spec.id, inOrder);
    return new Port(connection, spec, {
      onOpen: this.#events.onOpen,
      onClose: () => { this.#events.onFailure("lost"); },
      onSign: this.#events.onSign,
      onMessage: (message) => {
        if (inOrder) inOrder.came(message);
        else this.hear(spec.name, message);
      },
      onViolation: () => { this.#events.onFailure("violation"); },
    });
  }

  #copied(datagram: Uint8Array): void {
    const copies = readCopies(datagram);
    if (!copies) this.#events.onFailure("violation");
    // Oldest first: what is delivered before needs not be held.
    for (const { channel, number, message } of copies?.reverse() ?? []) this.#inOrder.get(channel)?.copied(number, message);
  }

  #deliver(channel: ChannelName, message: Uint8Array): void {
    if (this.#early) this.#early.push(() => { this.#deliver(channel, message); });
    else if (this.#isClosed) return;
    else if (channel === "control") this.#control(message);
    else this.#receiver.onMessage(channel, message);
  }

  #control(bytes: Uint8Array): void {
    const decoded = decodeControl(bytes, this.#json, this.#saying);
    if (decoded.kind === "malformed") this.#events.onFailure("violation");
    if (decoded.kind !== "message") return;
    if (decoded.message.type !== "hello") this.#receiver.onControl(decoded.message);
    else if (decoded.message.version !== linkVersion) this.#events.onFailure("version");
  }
}
