import { deflateSync, inflateSync } from "fflate";
import { Reader, Writer } from "./bytes";
import { Flag, Limit, VERSION, WireError } from "./wire";

/**
 * One stream of frames: a string table and a compression context that grow together on both sides, and a number on every
 * frame. A stream begins with a snapshot and lives until the page goes or a frame is lost; then another one begins.
 *
 *     version | flags | stream (4 bytes) | number (varint) | body
 *
 * A deflated body is preceded by its inflated length (varint). Each is a deflate stream of its own whose dictionary is the
 * end of what was sent before: as good as one long stream with a flush after every frame, without needing the flush.
 */

/** Bodies shorter than this are sent as they are: deflating them costs more time than it saves bytes. */
const WORTH_DEFLATING = 256;
/** How far back a body may refer to earlier ones, in bytes. */
const WINDOW = 16 << 10;
/** Beyond this level deflate takes much longer for little. */
const LEVEL = 4;

/** The end of everything sent so far. */
class Tail {
  bytes = new Uint8Array(0);

  add(body: Uint8Array): void {
    if (body.length >= WINDOW) {
      this.bytes = body.slice(-WINDOW);
      return;
    }
    const kept = this.bytes.subarray(Math.max(0, this.bytes.length + body.length - WINDOW));
    const bytes = new Uint8Array(kept.length + body.length);
    bytes.set(kept);
    bytes.set(body, kept.length);
    this.bytes = bytes;
  }
}

export class Outlet {
  readonly body = new Writer();
  readonly #head = new Writer();
  readonly #names = new Map<string, number>();
  readonly #tail = new Tail();
  #number = 0;
  #previous = 0;

  constructor(readonly stream: number) {}

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
      head.varint(body.length);
      head.raw(deflateSync(body, { level: LEVEL, dictionary: this.#tail.bytes }));
    } else {
      head.raw(body);
    }
    this.#tail.add(body);
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
  readonly #tail = new Tail();
  #previous = 0;
  #reader = new Reader(new Uint8Array(0));

  /** Opens the next frame's body for reading. */
  open(head: Head): Reader {
    this.#previous = 0;
    const body = head.deflated ? inflate(head.body, this.#tail.bytes) : head.body;
    this.#tail.add(body);
    this.#reader = new Reader(body);
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
}

/** Inflates into a buffer of the announced size: a bomb finds no room. */
function inflate(packed: Uint8Array, dictionary: Uint8Array): Uint8Array {
  const reader = new Reader(packed);
  const size = reader.varint();
  if (size > Limit.body) throw new WireError("body too large");
  const out = new Uint8Array(size);
  let body: Uint8Array;
  try {
    body = inflateSync(reader.raw(reader.left), { out, dictionary });
  } catch {
    throw new WireError("body does not inflate");
  }
  if (body.length !== size) throw new WireError("body of another size than announced");
  return body;
}
