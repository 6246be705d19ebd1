import type { FileChannel } from "./channel";
import { encodeFileMessage, type FileMessage } from "./message";
import { Sha256 } from "./sha256";

/** Bytes of the file in one message, and how many may be on their way before the other side says that it has them: a link that carries a page as well stays quick. */
const partSize = 64 * 1024;
const ahead = 512 * 1024;

export interface OutgoingEvents {
  /** The other side has so many bytes. */
  readonly onMoved: (bytes: number) => void;
  /** The file cannot be read (any more): it was changed, moved or taken away. */
  readonly onUnreadable: () => void;
}

/**
 * The sending half of a file. It reads as it sends, a part at a time, and hashes what it reads, once: a part that has to go again after a lost link is
 * not hashed again.
 */
export class Outgoing {
  readonly #id: string;
  readonly #file: Blob;
  readonly #events: OutgoingEvents;
  readonly #hash = new Sha256();
  #hashed = 0;
  #digest: Uint8Array | undefined;
  #channel: FileChannel | undefined;
  /** Goes up whenever what is being read is no longer what should be sent. */
  #round = 0;
  #isReading = false;
  /** Undefined until the other side has said from where. */
  #sent: number | undefined;
  #arrived = 0;

  constructor(id: string, file: Blob, events: OutgoingEvents) {
    this.#id = id;
    this.#file = file;
    this.#events = events;
  }

  /** A link is up: the other side is asked how far it got. */
  attach(channel: FileChannel): void {
    this.#round++;
    this.#channel = channel;
    this.#sent = undefined;
    channel.send(encodeFileMessage({ kind: "ready", id: this.#id }));
  }

  detach(): void {
    this.#round++;
    this.#channel = undefined;
    this.#sent = undefined;
  }

  receive(message: FileMessage): void {
    if (message.kind !== "want" && message.kind !== "have") return;
    // It has nothing that was never read: such an offset is none of our programs'.
    if (!this.#channel || message.offset > this.#hashed) return;
    this.#arrived = Math.max(this.#arrived, message.offset);
    if (message.kind === "want") {
      this.#round++;
      this.#arrived = this.#sent = message.offset;
    }
    this.#events.onMoved(this.#arrived);
    void this.#pump();
  }

  async #pump(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    while (this.#channel && this.#sent !== undefined && this.#sent < this.#file.size && this.#sent - this.#arrived < ahead) {
      const round = this.#round;
      const offset = this.#sent;
      const bytes = await this.#read(offset);
      if (!bytes) break;
      if (round !== this.#round) continue;
      this.#count(offset, bytes);
      this.#sent = offset + bytes.length;
      this.#channel.send(encodeFileMessage({ kind: "part", id: this.#id, offset, bytes }));
      this.#finish();
    }
    this.#isReading = false;
  }

  async #read(offset: number): Promise<Uint8Array | undefined> {
    try {
      const bytes = new Uint8Array(await this.#file.slice(offset, offset + partSize).arrayBuffer());
      if (bytes.length > 0) return bytes;
    } catch {
      // As below.
    }
    this.detach();
    this.#events.onUnreadable();
    return undefined;
  }

  #count(offset: number, bytes: Uint8Array): void {
    const known = this.#hashed - offset;
    if (known >= bytes.length) return;
    this.#hash.update(bytes.subarray(known));
    this.#hashed = offset + bytes.length;
  }

  #finish(): void {
    if (this.#sent !== this.#file.size) return;
    this.#digest ??= this.#hash.digest();
    this.#channel?.send(encodeFileMessage({ kind: "end", id: this.#id, hash: this.#digest.slice() }));
  }
}
