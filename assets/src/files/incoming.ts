import type { FileChannel } from "./channel";
import { encodeFileMessage, type FileMessage } from "./message";
import { Sha256 } from "./sha256";

export interface IncomingEvents {
  /** So many bytes are here. */
  readonly onMoved: (bytes: number) => void;
  /** All of them are, and they are what was sent. */
  readonly onWhole: (parts: readonly Uint8Array[]) => void;
  /** They are not what was sent. */
  readonly onBroken: () => void;
}

/** The taking half of a file: keeps what came across links, and says from where to go on. Nothing that the sender says is trusted, least of all the size. */
export class Incoming {
  readonly #id: string;
  readonly #size: number;
  readonly #events: IncomingEvents;
  readonly #hash = new Sha256();
  #parts: Uint8Array[] = [];
  #here = 0;
  #isOver = false;

  constructor(id: string, size: number, events: IncomingEvents) {
    this.#id = id;
    this.#size = size;
    this.#events = events;
  }

  /** A message of the sender's, over whichever link it came; answers go back there. */
  receive(message: FileMessage, channel: FileChannel): void {
    if (this.#isOver) return;
    if (message.kind === "ready") this.#say("want", channel);
    else if (message.kind === "part") this.#take(message.offset, message.bytes, channel);
    else if (message.kind === "end") this.#finish(message.hash);
  }

  #take(offset: number, bytes: Uint8Array, channel: FileChannel): void {
    // What was asked for again may come twice, from the link before and from this one.
    if (offset !== this.#here) return;
    if (bytes.length > this.#size - this.#here) {
      this.#break();
      return;
    }
    this.#hash.update(bytes);
    this.#parts.push(bytes.slice());
    this.#here += bytes.length;
    this.#say("have", channel);
    this.#events.onMoved(this.#here);
  }

  #finish(hash: Uint8Array): void {
    if (this.#here < this.#size) return; // of the link before: the rest comes
    const digest = this.#hash.digest();
    if (!hash.every((byte, at) => byte === digest[at])) {
      this.#break();
      return;
    }
    this.#isOver = true;
    this.#events.onWhole(this.#parts);
    this.#parts = [];
  }

  #break(): void {
    this.#isOver = true;
    this.#parts = [];
    this.#events.onBroken();
  }

  #say(kind: "want" | "have", channel: FileChannel): void {
    channel.send(encodeFileMessage({ kind, id: this.#id, offset: this.#here }));
  }
}
