import { WireError } from "./wire";

const LONE_SURROGATE = /\p{Surrogate}/u;
/** From this length on, in characters, a text is encoded on its own rather than in place, where the room would have to be made for thrice its length. */
const LONG = 4096;

/** Appends numbers and texts to a growing buffer. */
export class Writer {
  #bytes = new Uint8Array(1 << 12);
  #length = 0;
  readonly #utf8 = new TextEncoder();

  get length(): number {
    return this.#length;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  /** A whole number from 0 to 2^53 - 1, seven bits a byte, low bits first. */
  varint(value: number): void {
    this.#reserve(8);
    while (value > 0x7f) {
      this.#bytes[this.#length++] = (value % 128) | 128;
      value = Math.floor(value / 128);
    }
    this.#bytes[this.#length++] = value;
  }

  /** A signed number: small magnitudes stay short. */
  signed(value: number): void {
    this.varint(value < 0 ? -value * 2 - 1 : value * 2);
  }

  /** Four bytes, low byte first. */
  uint32(value: number): void {
    this.#reserve(4);
    for (let shift = 0; shift < 32; shift += 8) this.#bytes[this.#length++] = value >>> shift;
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /**
   * Length and content. The length is twice the number of bytes, plus one when they are UTF-16: a DOM string may hold
   * lone surrogates, which UTF-8 cannot carry, and both trees must be equal to the last code unit.
   */
  text(value: string): void {
    if (value.length < 64 && this.#ascii(value)) return;
    if (value.length >= LONG && wellFormed(value)) {
      const bytes = this.#utf8.encode(value);
      this.varint(bytes.length * 2);
      this.raw(bytes);
      return;
    }
    this.#reserve(value.length * 3 + 10);
    const from = this.#length + 5;
    const { written } = this.#utf8.encodeInto(value, this.#bytes.subarray(from));
    if (written !== value.length && !wellFormed(value)) {
      this.varint(value.length * 4 + 1);
      for (let i = 0; i < value.length; i++) {
        const unit = value.charCodeAt(i);
        this.#bytes[this.#length++] = unit & 255;
        this.#bytes[this.#length++] = unit >> 8;
      }
      return;
    }
    this.varint(written * 2);
    this.#bytes.copyWithin(this.#length, from, from + written);
    this.#length += written;
  }

  /** What was written, as a copy; the writer is empty again. */
  take(): Uint8Array<ArrayBuffer> {
    const bytes = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    if (this.#bytes.length > 1 << 20) this.#bytes = new Uint8Array(1 << 12);
    return bytes;
  }

  #ascii(value: string): boolean {
    this.#reserve(value.length + 1);
    const bytes = this.#bytes;
    let at = this.#length;
    bytes[at++] = value.length * 2;
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i);
      if (unit > 127) return false;
      bytes[at++] = unit;
    }
    this.#length = at;
    return true;
  }

  #reserve(more: number): void {
    const wanted = this.#length + more;
    if (wanted <= this.#bytes.length) return;
    const bytes = new Uint8Array(Math.max(wanted, this.#bytes.length * 2));
    bytes.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = bytes;
  }
}

/** Reads the numbers that Writer wrote, and trusts none of them: every read is checked against the end. */
export class Numbers {
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length - this.#at;
  }

  byte(): number {
    const value = this.bytes[this.#at];
    if (value === undefined) throw new WireError("frame ends early");
    this.#at++;
    return value;
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) break;
      scale *= 128;
      if (scale > 2 ** 49) throw new WireError("too large");
    }
    if (value > Number.MAX_SAFE_INTEGER) throw new WireError("too large");
    return value;
  }

  uint32(): number {
    let value = 0;
    for (let scale = 1; scale < 2 ** 32; scale *= 256) value += this.byte() * scale;
    return value;
  }

  raw(length: number): Uint8Array {
    if (length > this.left) throw new WireError("frame ends early");
    this.#at += length;
    return this.bytes.subarray(this.#at - length, this.#at);
  }

  /** A text that is known to be of ASCII alone, such as the name of a sheet. */
  word(): string {
    return String.fromCharCode(...this.raw(this.varint() / 2));
  }
}

/** … and the texts. */
export class Reader extends Numbers {
  readonly #utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

  signed(): number {
    const value = this.varint();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  text(): string {
    const head = this.varint();
    const bytes = this.raw(Math.floor(head / 2));
    if (head % 2 === 1) return utf16(bytes);
    if (bytes.length < 32) {
      let value = "";
      let seen = 0;
      for (const byte of bytes) {
        value += String.fromCharCode(byte);
        seen |= byte;
      }
      if (seen < 128) return value;
    }
    try {
      return this.#utf8.decode(bytes);
    } catch {
      throw new WireError("text is not UTF-8");
    }
  }
}

function utf16(bytes: Uint8Array): string {
  if (bytes.length % 2 === 1) throw new WireError("text ends within a code unit");
  let value = "";
  for (let i = 0; i < bytes.length; i += 2) value += String.fromCharCode((bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8));
  return value;
}

/** Whether UTF-8 can carry the text. Asking the text itself takes a tenth of the time, where the browser lets one. */
function wellFormed(text: string & { isWellFormed?(): boolean }): boolean {
  return text.isWellFormed?.() ?? !LONE_SURROGATE.test(text);
}
