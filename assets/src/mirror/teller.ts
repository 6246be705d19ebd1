import type { Difference } from "./difference";
import type { Parts } from "./parts";
import type { Outlet } from "./stream";
import { Op } from "./wire";

/** Time a single task may spend on writing nodes, in milliseconds. Compression comes on top. */
const SLICE = 12;
/** What a single task may write of sheets, in UTF-16 units: no sheet is cut in two, but the next one waits, and nodes do. */
const SHEETS_A_TASK = 64 << 10;
/** By how much a text may grow that goes out ahead of what is new, in UTF-16 units. */
const GROWTH = 200;
/** What a UTF-16 unit of text may take when encoded. */
const BYTES_A_UNIT = 4;

/** Writes the frames of a stream: what has changed, what was asked for, what it all adds up to. */
export class Teller {
  /** Sheets whose text goes out with the next frame: name, base, text. */
  readonly sheets: [string, string, string][] = [];
  /** Nodes whose children's sums the replica wants to know. */
  readonly queries = new Set<number>();
  #ready = false;

  constructor(
    private readonly win: Window,
    private readonly parts: Pick<Parts, "all" | "dirt" | "sheets" | "scenery" | "attention" | "sequel">,
    private readonly difference: Difference,
  ) {}

  /** A stream begins. `policy` is the number of what the agent may ask for. */
  begin({ body }: Outlet, page: number, policy: number): void {
    this.#ready = false;
    body.byte(Op.Begin);
    body.varint(page);
    body.byte(Op.Assets);
    body.byte(policy);
  }

  /**
   * Writes a frame of small things that need not wait for what is new and large. Those are what its copy can be shown by, whatever is still missing before it (ahead.ts), so
   * it has nothing else in it. Returns how many bytes there were to write.
   */
  hurry(out: Outlet): number {
    if (!this.#ready || this.sheets.length > 0) return 0;
    this.difference.writeChanges(out, GROWTH);
    const { length } = out.body;
    this.#end(out);
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
    if (!this.#ready && !this.isBehind && parts.sheets.settled) {
      this.#ready = true;
      body.byte(Op.Ready);
    }
    for (const id of this.queries) this.#sums(out, id);
    this.queries.clear();
    this.#end(out);
  }

  #end(out: Outlet): void {
    if (out.body.length === 0) return;
    this.parts.sequel?.written();
    out.body.byte(Op.End);
    out.flush();
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
    out.body.byte(Op.End);
    out.flush();
  }

  /** Says what the tree adds up to, if the page is at rest. */
  check(out: Outlet): void {
    if (this.parts.dirt.any) return;
    out.body.byte(Op.Check);
    out.sum(this.parts.all.tally.total);
    out.body.byte(Op.End);
    out.flush();
  }

  #sums(out: Outlet, id: number): void {
    const { all } = this.parts;
    const twin = all.byId(id);
    if (twin === undefined) return;
    const sums = twin.kids.map((kid) => all.tally.below(kid));
    out.body.byte(Op.Sums);
    out.id(id);
    out.sum(twin);
    out.body.varint(sums.length);
    for (const sum of sums) out.sum(sum);
  }
}
