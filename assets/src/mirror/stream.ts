import { Deflate, Inflate } from "fflate";
import { Reader, Writer } from "./bytes";
import { Flag, Limit, VERSION, WireError } from "./wire";

/**
 * One stream of frames: a string table and a deflate context that grow together on both sides, and a number on every
 * frame. A stream begins with a snapshot and lives until the page goes or a frame is lost; then another one begins.
 *
 *     version | flags | stream (4 bytes) | number (varint) | body
 */

/** Bodies shorter than this are sent as they are: deflating them costs more time than it saves bytes. */
const WORTH_DEFLATING = 200;

export class Outlet {
  readonly body = new Writer();
  readonly #head = new Writer();
  readonly #names = new Map<string, number>();
  readonly #deflate: Deflate;
  #deflated: Uint8Array[] = [];
  #number = 0;
  #previous = 0;

  constructor(readonly stream: number) {
    this.#deflate = new Deflate({ level: 4, mem: 5 }, (chunk) => this.#deflated.push(chunk));
  }

  /** An id, as the distance from the id written before it. */
  id(id: number): void {
    this.body.signed(id - this.#previous);
    this.#previous = id;
  }

  /** A name that is likely to come again: spelled out once, then a number. */
  name(name: string): void {
    const known = this.#names.get(name);
    if (known !== undefined) {
      this.body.varint(known);
      return;
    }
    if (this.#names.size < Limit.names) this.#names.set(name, this.#names.size + 1);
    this.body.varint(0);
    this.body.text(name);
  }

  /** Ends the body and gives the frame to send. */
  frame(): Uint8Array<ArrayBuffer> {
    const body = this.body.take();
    const deflated = body.length >= WORTH_DEFLATING;
    const head = this.#head;
    head.byte(VERSION);
    head.byte(deflated ? Flag.Deflated : 0);
    head.uint32(this.stream);
    head.varint(this.#number++);
    if (deflated) {
      this.#deflate.push(body);
      this.#deflate.flush(true);
      for (const chunk of this.#deflated) head.raw(chunk);
      this.#deflated = [];
    } else {
      head.raw(body);
    }
    this.#previous = 0;
    return head.take();
  }
}

/** What a frame says about itself, before its body is looked at. */
export interface Head {
  readonly stream: number;
  readonly number: number;
  readonly deflated: boolean;
  readonly body: Uint8Array;
}

export function readHead(frame: Uint8Array): Head {
  const reader = new Reader(frame);
  const version = reader.byte();
  if (version !== VERSION) throw new WireError(`version ${version}, expected ${VERSION}`);
  const flags = reader.byte();
  if (flags > Flag.Deflated) throw new WireError(`unknown flags ${flags}`);
  const stream = reader.uint32();
  const number = reader.varint();
  return { stream, number, deflated: flags === Flag.Deflated, body: reader.raw(reader.left) };
}

/** The other end of an Outlet. */
export class Inlet {
  readonly #names: string[] = [];
  readonly #inflate: Inflate;
  #inflated: Uint8Array[] = [];
  #size = 0;
  #previous = 0;
  #reader = new Reader(new Uint8Array(0));

  constructor() {
    this.#inflate = new Inflate((chunk) => {
      this.#size += chunk.length;
      this.#inflated.push(chunk);
    });
  }

  /** Opens the next frame's body for reading. */
  open(head: Head): Reader {
    this.#previous = 0;
    this.#reader = new Reader(head.deflated ? this.#unpack(head.body) : head.body);
    return this.#reader;
  }

  id(): number {
    const id = this.#previous + this.#reader.signed();
    if (id < 1 || id > Number.MAX_SAFE_INTEGER) throw new WireError("id out of range");
    this.#previous = id;
    return id;
  }

  name(): string {
    const known = this.#reader.varint();
    if (known > 0) {
      const name = this.#names[known - 1];
      if (name === undefined) throw new WireError("unknown name");
      return name;
    }
    const name = this.#reader.text();
    if (this.#names.length < Limit.names) this.#names.push(name);
    return name;
  }

  /** Inflates in small bites, so that a bomb is noticed before it fills the memory (1 KiB grows to 1 MiB at most). */
  #unpack(packed: Uint8Array): Uint8Array {
    this.#inflated = [];
    this.#size = 0;
    const bite = packed.length > 1 << 16 ? 1 << 12 : packed.length;
    try {
      for (let at = 0; at < packed.length; at += bite) {
        this.#inflate.push(packed.subarray(at, at + bite));
        if (this.#size > Limit.body) throw new WireError("body too large");
      }
    } catch (error) {
      if (error instanceof WireError) throw error;
      throw new WireError("body does not inflate");
    }
    const [only] = this.#inflated;
    if (only !== undefined && this.#inflated.length === 1) return only;
    const whole = new Uint8Array(this.#size);
    let at = 0;
    for (const chunk of this.#inflated) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }
}
