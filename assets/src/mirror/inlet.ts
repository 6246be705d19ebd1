import { inflateSync } from "fflate";
import { Reader } from "./bytes";
import { Flag, Limit, NAME_LENGTH, NAMES, SPELLED, VERSION, WireError } from "./wire";

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
  #place = 0;
  #previous = 0;
  #reader = new Reader(new Uint8Array(0));

  /** Opens the next frame's body for reading. */
  open(head: Head): Reader {
    this.#previous = 0;
    const body = head.deflated ? inflate(head.body) : head.body;
    this.#reader = new Reader(body);
    return this.#reader;
  }

  id(): number {
    const id = this.#previous + this.#reader.signed();
    if (id < 1 || id > Number.MAX_SAFE_INTEGER) throw new WireError("id out of range");
    this.#previous = id;
    return id;
  }

  /** A name in a frame before which others are missing. */
  nameAhead(reader: Reader): string {
    const known = reader.varint();
    const name = known === 0 || known === SPELLED ? reader.text() : this.#names[known - 1];
    if (name === undefined) throw new WireError("a name of a frame that is missing");
    return name;
  }

  name(): string {
    const known = this.#reader.varint();
    if (known === SPELLED) return this.#reader.text();
    if (known > 0) {
      const name = this.#names[known - 1];
      if (name === undefined) throw new WireError("unknown name");
      return name;
    }
    const name = this.#reader.text();
    if (name.length <= NAME_LENGTH) {
      this.#names[this.#place] = name;
      this.#place = (this.#place + 1) % NAMES;
    }
    return name;
  }
}

/** Inflates into a buffer of the announced size: a bomb finds no room. */
function inflate(packed: Uint8Array): Uint8Array {
  const reader = new Reader(packed);
  const size = reader.varint();
  if (size > Limit.body) throw new WireError("body too large");
  const out = new Uint8Array(size);
  let body: Uint8Array;
  try {
    body = inflateSync(reader.raw(reader.left), { out });
  } catch {
    throw new WireError("body does not inflate");
  }
  if (body.length !== size) throw new WireError("body of another size than announced");
  return body;
}
