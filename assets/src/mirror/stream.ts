import { Writer } from "./bytes";
import { Flag, NAME_LENGTH, NAMES, Op, SPELLED, VERSION } from "./wire";

/**
 * One stream of frames: a string table that is the same on both sides, and a number on every frame. A stream begins with a
 * snapshot and lives until the page goes or a frame is lost; then another one begins.
 *
 *     version | flags | stream (4 bytes) | number (varint) | body
 *
 * Long bodies are deflated by the browser itself, a slice in each task; their inflated length (varint) comes first.
 */

/** Bodies shorter than this, in bytes, are sent as they are, at once: going through the compressor costs more than they do. */
const WORTH_DEFLATING = 4 << 10;

/** What is deflated in one task, in bytes: browsers do it on the page's own thread, at some 40 KB in a millisecond. */
const SLICE = 128 << 10;

export type Send = (frame: Uint8Array<ArrayBuffer>, number: number) => void;

export class Outlet {
  readonly body = new Writer();
  /** The replica has all frames up to this one. */
  seen = -1;
  /** What is written may be read before the frames that are still on their way: their names are not to be counted on. */
  isAhead = false;
  readonly #head = new Writer();
  readonly #names = new Map<string, number>();
  /** The names by their places; the oldest one's is taken when all are. */
  readonly #places: string[] = [];
  /** The frames that they were first spelled out in. */
  readonly #since: number[] = [];
  #place = 0;
  #number = 0;
  #previous = 0;
  #closed = false;
  /** Frames in the compressor, and those that must not overtake them. */
  #queue: Promise<void> = Promise.resolve();
  #queued = 0;
  #pending = 0;

  constructor(
    readonly stream: number,
    private readonly send: Send,
  ) {}

  /** Bytes of bodies in the compressor. */
  get pending(): number {
    return this.#pending;
  }

  /** An id, as the distance from the id written before it. */
  id(id: number): void {
    this.body.signed(id - this.#previous);
    this.#previous = id;
  }

  /** A name that is likely to come again: spelled out once, then a number. */
  name(name: string): void {
    const known = this.#names.get(name);
    if (known !== undefined && !(this.isAhead && (this.#since[known] ?? 0) > this.seen)) {
      this.body.varint(known);
      return;
    }
    if (!this.isAhead && name.length <= NAME_LENGTH) {
      const oldest = this.#places[this.#place];
      if (oldest !== undefined) this.#names.delete(oldest);
      this.#places[this.#place] = name;
      this.#names.set(name, ++this.#place);
      this.#since[this.#place] = this.#number;
      this.#place %= NAMES;
    }
    this.body.varint(this.isAhead ? SPELLED : 0);
    this.body.text(name);
  }

  /** Ends the body and sends the frame. */
  end(): void {
    this.body.byte(Op.End);
    const body = this.body.take();
    const number = this.#number++;
    this.#previous = 0;
    const long = body.length >= WORTH_DEFLATING;
    if (!long && this.#queued === 0) {
      this.send(this.#frame(number, body, null), number);
      return;
    }
    this.#queued++;
    this.#pending += body.length;
    const packed = long ? deflate(body) : null;
    this.#queue = this.#queue.then(async () => {
      const done = await packed;
      this.#queued--;
      this.#pending -= body.length;
      if (!this.#closed) this.send(this.#frame(number, body, done), number);
    });
  }

  /** Sends nothing any more. */
  close(): void {
    this.#closed = true;
  }

  #frame(number: number, body: Uint8Array, packed: Uint8Array | null): Uint8Array<ArrayBuffer> {
    const head = this.#head;
    head.byte(VERSION);
    head.byte(packed === null ? 0 : Flag.Deflated);
    head.uint32(this.stream);
    head.varint(number);
    if (packed !== null) head.varint(body.length);
    head.raw(packed ?? body);
    return head.take();
  }
}

/** Null where the browser cannot: the body then goes as it is. Written without Blob and Response, whose ways through other processes take 5 ms more. */
async function deflate(body: Uint8Array<ArrayBuffer>): Promise<Uint8Array | null> {
  try {
    const { writable, readable } = new CompressionStream("deflate-raw");
    const writer = writable.getWriter();
    // What fails here fails the reading too.
    feed(writer, body).catch(() => undefined);
    const packed = new Writer();
    const reader = readable.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) packed.raw(part.value);
    return packed.take();
  } catch {
    return null;
  }
}

async function feed(writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>, body: Uint8Array<ArrayBuffer>): Promise<void> {
  for (let at = 0; at < body.length; at += SLICE) {
    if (body.length > SLICE) await turn();
    await writer.write(body.subarray(at, at + SLICE));
  }
  await writer.close();
}

/** Lets the page have its turn. */
function turn(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(0);
  });
}
