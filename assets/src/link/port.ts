import { initOf, type ChannelSpec } from "./channels";
import { FramingError, Reassembler } from "./framing";
import { Outbound } from "./outbound";

export interface PortEvents {
  readonly onOpen: () => void;
  readonly onClose: () => void;
  /** A piece of anything came: the other side is there. */
  readonly onSign: () => void;
  readonly onMessage: (message: Uint8Array) => void;
  /** What came is of no sender of ours. Nothing more is reported. */
  readonly onViolation: () => void;
}

/** A lossy channel that has this much waiting is not keeping up: its next events are dropped. In bytes. */
const lossyMark = 16 * 1024;

/** One of the data channels, in both directions: pieces on the wire, whole messages here. */
export class Port {
  readonly spec: ChannelSpec;
  readonly #channel: RTCDataChannel;
  readonly #outbound: Outbound;
  readonly #reassembler: Reassembler;
  readonly #events: PortEvents;
  #isBroken = false;

  constructor(connection: Pick<RTCPeerConnection, "createDataChannel">, spec: ChannelSpec, events: PortEvents) {
    this.spec = spec;
    this.#events = events;
    this.#channel = connection.createDataChannel(spec.name, initOf(spec));
    this.#channel.binaryType = "arraybuffer";
    this.#outbound = new Outbound(this.#channel);
    this.#reassembler = new Reassembler(spec.maxMessage);
    this.#channel.addEventListener("open", () => { events.onOpen(); });
    this.#channel.addEventListener("close", () => { events.onClose(); });
    this.#channel.addEventListener("message", (event: MessageEvent<unknown>) => { this.#received(event.data); });
  }

  /** Sends a message, or keeps it until the channel is open; a lossy channel may drop it. Throws when the channel is gone. */
  send(message: Uint8Array): void {
    if (!this.spec.isLossy) this.#outbound.send(message);
    else if (this.#channel.readyState === "open" && this.#channel.bufferedAmount < lossyMark) this.#channel.send(message as Uint8Array<ArrayBuffer>);
  }

  /** Bytes given to send that have not left this machine. */
  get backlog(): number {
    return this.#outbound.backlog;
  }

  #received(data: unknown): void {
    if (this.#isBroken) return;
    if (!(data instanceof ArrayBuffer) || (this.spec.isLossy && data.byteLength > this.spec.maxMessage)) {
      this.#violated();
      return;
    }
    this.#events.onSign();
    const piece = new Uint8Array(data);
    const message = this.spec.isLossy ? piece : this.#whole(piece);
    if (message) this.#events.onMessage(message);
  }

  #whole(piece: Uint8Array): Uint8Array | undefined {
    try {
      return this.#reassembler.push(piece);
    } catch (problem) {
      if (!(problem instanceof FramingError)) throw problem;
      this.#violated();
      return undefined;
    }
  }

  #violated(): void {
    this.#isBroken = true;
    this.#events.onViolation();
  }
}
