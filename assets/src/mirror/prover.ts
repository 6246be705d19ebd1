import type { Parts } from "./parts";
import type { Outlet } from "./stream";
import { type Sum, sumBelow } from "./sum";
import { Op } from "./wire";

/** Says what the nodes add up to as they were sent, for the replica to tell whether its own do, too (Proof). Each is a frame of its own: between two frames both sides are to be the same. */
export class Prover {
  constructor(
    private readonly parts: Pick<Parts, "all" | "dirt">,
    private readonly outlet: () => Outlet,
  ) {}

  /** The sum over the whole tree, if the page is at rest. */
  check(): void {
    if (this.parts.dirt.any) return;
    const out = this.outlet();
    out.body.byte(Op.Check);
    writeSum(out, this.parts.all.tally.total);
    out.end();
  }

  /** Those of a node's children, each with all that is below it: so that the difference can be narrowed down. */
  narrow(id: number): void {
    const { all } = this.parts;
    const twin = all.byId(id);
    if (twin === undefined) return;
    const sums = twin.kids.map((kid) => sumBelow(all.tally, kid));
    const out = this.outlet();
    out.body.byte(Op.Sums);
    out.id(id);
    writeSum(out, twin);
    out.body.varint(sums.length);
    for (const sum of sums) writeSum(out, sum);
    out.end();
  }
}

function writeSum({ body }: Outlet, { low, high }: Sum): void {
  body.uint32(low);
  body.uint32(high);
}
