/**
 * Messages of any size over a channel that carries pieces of at most 16 KiB.
 *
 *	first piece   ┌ length: 4 bytes, high byte first ┬ the message's first bytes ┐
 *	later pieces  ┌ the bytes that follow, as they are …                         ┐
 *
 * Every piece but a message's last is exactly 16 KiB long. That makes the number of pieces a function of the number of bytes, so that a
 * peer cannot fill the memory with a million one-byte pieces, and nothing is ever allocated for bytes that have not arrived.
 */

/** 16 KiB is what every browser takes in one SCTP message without fragmenting it in its own, different, way (RFC 8831 §6.6). */
export const pieceSize = 16 * 1024;

const headerSize = 4;

/** The pieces of a message, made as they are asked for. They may share memory with the message. */
export function* pieces(message: Uint8Array): Generator<Uint8Array> {
  const first = new Uint8Array(Math.min(pieceSize, headerSize + message.length));
  new DataView(first.buffer).setUint32(0, message.length);
  const head = pieceSize - headerSize;
  first.set(message.subarray(0, head), headerSize);
  yield first;
  for (let at = head; at < message.length; at += pieceSize) yield message.subarray(at, at + pieceSize);
}

/** Thrown by Reassembler.push for pieces that no sender of ours makes. The stream cannot be read any further. */
export class FramingError extends Error {}

/** Puts messages together again, one channel each. */
export class Reassembler {
  readonly #maxMessage: number;
  #parts: Uint8Array[] = [];
  /** Length of the message that is being received, and how much of it is here; -1 between messages. */
  #length = -1;
  #received = 0;

  /** Messages longer than maxMessage bytes are refused at their first piece. */
  constructor(maxMessage: number) {
    this.#maxMessage = maxMessage;
  }

  /** Takes the next piece and returns the message that it completes, if it does. Small messages share memory with their piece. */
  push(piece: Uint8Array): Uint8Array | undefined {
    const body = this.#length < 0 ? this.#begin(piece) : piece;
    this.#received += body.length;
    const missing = this.#length - this.#received;
    if (missing < 0) throw new FramingError("too many bytes");
    if (missing > 0 && piece.length !== pieceSize) throw new FramingError("short piece");
    this.#parts.push(body);
    return missing === 0 ? this.#finish() : undefined;
  }

  #begin(piece: Uint8Array): Uint8Array {
    if (piece.length < headerSize) throw new FramingError("short piece");
    if (piece.length > pieceSize) throw new FramingError("too many bytes");
    const length = new DataView(piece.buffer, piece.byteOffset, piece.byteLength).getUint32(0);
    if (length > this.#maxMessage) throw new FramingError("too many bytes");
    this.#length = length;
    this.#received = 0;
    return piece.subarray(headerSize);
  }

  #finish(): Uint8Array {
    const parts = this.#parts;
    const only = parts[0];
    let message: Uint8Array;
    if (parts.length === 1 && only) {
      message = only;
    } else {
      message = new Uint8Array(this.#received);
      let at = 0;
      for (const part of parts) {
        message.set(part, at);
        at += part.length;
      }
    }
    this.#parts = [];
    this.#length = -1;
    return message;
  }
}
