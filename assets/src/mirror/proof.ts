import type { Reader } from "./bytes";
import type { Builder } from "./dom";
import type { MaskedTexts } from "./masked-texts";
import { type Sum, sumBelow, type Tally } from "./sum";
import { CHILDLESS, type Tree } from "./tree";
import type { Twin } from "./twin";
import { Kind } from "./wire";

/** What is to be done about a difference. */
export interface ProofEvents {
  /** The customer's sum is another than ours. */
  differs(): void;
  /** Ask for the sums of this node's children. */
  narrow(id: number): void;
  /** This node and what is below it is not what was sent. */
  wrong(id: number): void;
}

/** Whether the page here is the customer's. */
export class Proof {
  constructor(
    private readonly tree: Tree,
    private readonly dom: Builder,
    private readonly tally: Tally,
    private readonly masked: MaskedTexts,
    private readonly events: ProofEvents,
  ) {}

  /** Compares with the customer's sum, and what was built with what was sent: an extension of the agent's browser may have been at it. */
  check(theirs: Sum): void {
    if (!equal(theirs, this.tally.total)) {
      this.events.differs();
      return;
    }
    for (const twin of this.tree.twins) {
      if (!isBuilt(twin, this.dom, this.masked)) this.events.wrong(twin.id);
    }
  }

  /** Goes one step down towards the smallest subtree that differs. */
  narrow(twin: Twin, reader: Reader): void {
    const own: Sum = { low: reader.uint32(), high: reader.uint32() };
    const sums: Sum[] = [];
    for (let left = reader.varint(); left > 0; left--) sums.push({ low: reader.uint32(), high: reader.uint32() });
    this.tally.settle(() => true);
    const wrong = twin.kids.find((kid, i) => sums[i] === undefined || !equal(sums[i], sumBelow(this.tally, kid)));
    if (!equal(own, { low: twin.low >>> 0, high: twin.high >>> 0 }) || sums.length !== twin.kids.length) this.events.wrong(twin.id);
    else if (wrong !== undefined) this.events.narrow(wrong.id);
  }
}

function equal(a: Sum, b: Sum): boolean {
  return a.low === b.low && a.high === b.high;
}

/** Whether the nodes of the document are still those that were built for the twin. */
function isBuilt(twin: Twin, dom: Builder, masked: MaskedTexts): boolean {
  if (twin.kind === Kind.Text) return twin.node.nodeValue === masked.textOf(twin);
  if (twin.kids.length === 0 || CHILDLESS.has((twin.node as Element).localName)) return true;
  let node = dom.first(twin.node);
  for (const kid of twin.kids) {
    if (kid.kind === Kind.Document || kid.kind === Kind.Shadow) continue;
    while (node?.nodeType === 10) node = dom.next(node);
    if (node !== kid.node) return false;
    node = dom.next(node);
  }
  return node === null;
}
