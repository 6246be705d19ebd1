import { pieces } from "./framing";

/**
 * How much one channel hands to the browser ahead of the network. Chrome closes a channel with some 16 MB queued; below 256 KiB a fast path
 * runs dry between two events (MEASURED: data channels). In bytes.
 */
export const lowMark = 256 * 1024;
export const highMark = 1024 * 1024;

/** The part of an RTCDataChannel that sending needs. */
export interface Sink {
  readonly readyState: RTCDataChannelState;
  readonly bufferedAmount: number;
  bufferedAmountLowThreshold: number;
  send(data: Uint8Array<ArrayBuffer>): void;
  addEventListener(type: "bufferedamountlow" | "open", listener: () => void): void;
}

/**
 * The sending half of a reliable channel: cuts messages into pieces and keeps the browser's own queue between the two marks. Messages
 * may be handed over before the channel is open. The memory of a message belongs to this class from send on.
 */
export class Outbound {
  readonly #sink: Sink;
  #queue: Uint8Array[] = [];
  #current: Iterator<Uint8Array> | undefined;
  /** Bytes of messages not yet handed to the browser. */
  #waiting = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
    sink.bufferedAmountLowThreshold = lowMark;
    sink.addEventListener("bufferedamountlow", () => { this.#pump(); });
    sink.addEventListener("open", () => { this.#pump(); });
  }

  send(message: Uint8Array): void {
    this.#queue.push(message);
    this.#waiting += message.length;
    this.#pump();
  }

  /** Bytes that have not left this machine. */
  get backlog(): number {
    return this.#waiting + this.#sink.bufferedAmount;
  }

  #pump(): void {
    while (this.#sink.readyState === "open" && this.#sink.bufferedAmount < highMark) {
      const piece = this.#nextPiece();
      if (!piece) return;
      this.#waiting = Math.max(0, this.#waiting - piece.length);
      this.#sink.send(piece as Uint8Array<ArrayBuffer>);
    }
  }

  #nextPiece(): Uint8Array | undefined {
    for (;;) {
      const next = this.#current?.next();
      if (next && next.done !== true) return next.value;
      const message = this.#queue.shift();
      if (!message) {
        this.#current = undefined;
        this.#waiting = 0;
        return undefined;
      }
      this.#current = pieces(message);
    }
  }
}
