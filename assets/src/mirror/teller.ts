import type { Difference } from "./difference";
import type { Parts } from "./parts";
import type { Outlet } from "./stream";
import { Op } from "./wire";

/** Time a single task may spend on writing nodes, in milliseconds. Compression comes on top. */
const SLICE = 12;
/** What a single task may write of sheets, in UTF-16 units: no sheet is cut in two, but the next one waits, and nodes do. */
const SHEETS_A_TASK = 64 << 10;
/** New nodes go out ahead while the frame has fewer bytes, so that most have copies (src/link/copies.ts). */
const ROOM = 200;
/** By how much a text may grow that goes out ahead, in UTF-16 units. */
const GROWTH = 200;
/** What a UTF-16 unit of text may take when encoded. */
const BYTES_A_UNIT = 4;

/** Writes the frames of a stream: what has changed, what was asked for. */
export class Teller {
  /** Sheets whose text goes out with the next frame: name, base, text. */
  readonly sheets: [string, string, string][] = [];
  /** The first page is written. */
  isReady = false;

  constructor(
    private readonly win: Window,
    private readonly parts: Pick<Parts, "dirt" | "sheets" | "scenery" | "attention" | "sequel">,
    private readonly difference: Difference,
  ) {}

  /** A stream begins. `policy` is the number of what the agent may ask for. */
  begin({ body }: Outlet, page: number, policy: number): void {
    this.isReady = false;
    body.byte(Op.Begin);
    body.varint(page);
    body.byte(Op.Assets);
    body.byte(policy);
  }

  /**
   * Writes a frame of small things that need not wait for what is large. Those are what its copy can be shown by, whatever is still missing before it (ahead.ts), so
   * it has nothing else in it. Returns how many bytes there were to write.
   */
  hurry(out: Outlet): number {
    if (!this.isReady || this.sheets.length > 0) return 0;
    out.isAhead = true;
    this.difference.write(out, () => out.body.length < ROOM, GROWTH, true);
    this.#writeSheets(out, Infinity);
    const { length } = out.body;
    this.#end(out);
    out.isAhead = false;
    return length;
  }

  /** Writes one frame, if there is anything to write, of `most` bytes or a little more. */
  write(out: Outlet, most: number): void {
    const { parts } = this;
    const { body } = out;
    const { performance } = this.win;
    if (parts.dirt.cut.size > 0) this.hurry(out);
    const deadline = performance.now() + SLICE;
    let written = 0;
    parts.scenery.write(out);
    // Before the states that name them: a replica asks for what it has been named and lacks.
    if (this.#writeSheets(out, SHEETS_A_TASK)) {
      this.difference.write(out, () => body.length < most && ((++written & 3) !== 0 || performance.now() < deadline), most / BYTES_A_UNIT);
      this.#writeSheets(out, Infinity);
      parts.attention.write(out);
    }
    if (!this.isReady && !this.isBehind && parts.sheets.settled) {
      this.isReady = true;
      body.byte(Op.Ready);
    }
    this.#end(out);
  }

  #end(out: Outlet): void {
    if (out.body.length === 0) return;
    this.parts.sequel?.written();
    out.end();
  }

  /** Whether there is more to write at once. */
  get isBehind(): boolean {
    return this.parts.dirt.any || this.sheets.length > 0;
  }

  /** False when there were too many for one task: others are left, or there is no time for nodes. */
  #writeSheets({ body }: Outlet, most: number): boolean {
    let units = 0;
    while (units < most) {
      const sheet = this.sheets.shift();
      if (sheet === undefined) return true;
      body.byte(Op.Sheet);
      for (const part of sheet) body.text(part);
      units += sheet[2].length;
    }
    return false;
  }

  /** A frame of another stream, for the frame element of this id. */
  inner(out: Outlet, id: number, frame: Uint8Array): void {
    out.body.byte(Op.Inner);
    out.id(id);
    out.body.varint(frame.length);
    out.body.raw(frame);
    out.end();
  }
}
