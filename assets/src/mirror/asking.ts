import { Writer } from "./bytes";
import { Ask } from "./wire";

/** Shortest time between two requests for a snapshot, in milliseconds. */
const ASK_AGAIN = 1000;

/** What a replica asks of the capture. */
export class Asking {
  /** The stream that a new snapshot is to replace, while none has come. */
  #wanted: number | null = null;
  #retry: number | null = null;

  constructor(private readonly give: (message: Uint8Array<ArrayBuffer>) => void) {}

  send(ask: Ask, write: (message: Writer) => void): void {
    const message = new Writer();
    message.byte(ask);
    write(message);
    this.give(message.take());
  }

  /** Asks for a snapshot in place of a stream that cannot go on: now and then, until one comes. */
  snapshot(stream: number): void {
    this.#wanted = stream;
    if (this.#retry !== null) return;
    this.send(Ask.Snapshot, (message) => { message.uint32(stream); });
    this.#retry = window.setTimeout(() => {
      this.#retry = null;
      if (this.#wanted !== null) this.snapshot(this.#wanted);
    }, ASK_AGAIN);
  }

  /** One has come, or none is wanted any more. */
  answered(): void {
    this.#wanted = null;
  }

  stop(): void {
    this.answered();
    if (this.#retry !== null) window.clearTimeout(this.#retry);
  }
}
