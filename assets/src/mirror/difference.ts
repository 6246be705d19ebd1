import type { Dom } from "./dom";
import type { Cover} from "./mask";
import { type Masks } from "./mask";
import { longestIncreasing } from "./order";
import type { Outlet } from "./stream";
import { Tally } from "./sum";
import { Twin, walk } from "./twin";
import type { View } from "./view";
import { type Key, Kind, Op, ROOT, Run } from "./wire";

/** Told of nodes as they enter and leave the mirrored tree. */
export interface Visitor {
  /** The node has just been written; now is the time to look at its state. */
  entered(twin: Twin): void;
  left(twin: Twin): void;
}

/** A parent whose children changed: what they were, what they are now. */
interface Plan {
  readonly parent: Twin;
  readonly now: readonly Node[];
  /** So many children at the beginning and at the end are as they were. */
  readonly head: number;
  readonly tail: number;
  /** Those in between that stay where they are. */
  readonly stay: ReadonlySet<Node>;
}

/** How deep one frame nests new nodes; what lies deeper follows in the next one. */
const DEPTH = 400;
/** Texts longer than this are spliced rather than sent anew. */
const SPLICE_FROM = 80;

/**
 * The state-based difference: holds what was sent (twins) and writes what has to be sent for the replica to equal the
 * page. Others only say which nodes are dirty; what became of them in between, and how often, costs nothing.
 */
export class Difference {
  /** The sum over what was sent. */
  readonly tally = new Tally();
  readonly #twins = new WeakMap<Node, Twin>();
  readonly #live = new Map<number, Twin>();
  readonly #kids = new Set<Twin>();
  /** Parents whose children did not all fit into the last frame: they wait for what is new. */
  readonly #cut = new Set<Twin>();
  readonly #attributes = new Set<Twin>();
  readonly #texts = new Set<Twin>();
  readonly #states = new Map<Twin, Map<Key, string>>();
  /** Of a text's change no more than this goes into one frame, in UTF-16 units: other changes must not wait for all of it. */
  #piece = Infinity;
  #doc: Document | null = null;
  #nextId: number = ROOT;
  #stamp = 0;
  #detached: Twin[] = [];
  /** Twins that left without anybody watching; their detachment is due in the next frame. */
  #lost: Twin[] = [];

  constructor(
    private readonly dom: Dom,
    private readonly view: View,
    private readonly masks: Masks,
    private readonly visitor: Visitor,
  ) {}

  /** Begins anew: nothing is known to be sent but the empty document. Ids stay with their nodes. */
  restart(doc: Document): Twin {
    for (const twin of this.#live.values()) this.#forgetOne(twin);
    for (const dirty of [this.#kids, this.#cut, this.#attributes, this.#texts, this.#states]) dirty.clear();
    this.#detached = [];
    this.#lost = [];
    this.#doc = doc;
    const root = this.#claim(doc);
    root.cover = this.masks.ground;
    this.#kids.add(root);
    this.visitor.entered(root);
    return root;
  }

  twinOf(node: Node): Twin | undefined {
    const twin = this.#twins.get(node);
    return twin?.live === true ? twin : undefined;
  }

  byId(id: number): Twin | undefined {
    return this.#live.get(id);
  }

  /** The id that the node has or had in this page. */
  idOf(node: Node): number | undefined {
    return this.#twins.get(node)?.id;
  }

  get size(): number {
    return this.#live.size;
  }

  get twins(): Iterable<Twin> {
    return this.#live.values();
  }

  get dirty(): boolean {
    return this.#kids.size > 0 || this.#cut.size > 0 || this.#attributes.size > 0 || this.#texts.size > 0 || this.#states.size > 0 || this.#lost.length > 0;
  }

  /** Has everything about the twin compared again, as if it had changed. */
  doubt(twin: Twin): void {
    if (twin.kind === Kind.Text) this.#texts.add(twin);
    else this.#kids.add(twin);
    if (twin.kind >= Kind.Html) this.#attributes.add(twin);
  }

  kidsChanged(twin: Twin): void {
    this.#kids.add(twin);
  }

  attributesChanged(twin: Twin): void {
    this.#attributes.add(twin);
  }

  textChanged(twin: Twin): void {
    this.#texts.add(twin);
  }

  stateChanged(twin: Twin, key: Key, value: string): void {
    const pending = this.#states.get(twin);
    if ((pending?.get(key) ?? twin.getState(key)) === value) return;
    if (pending === undefined) this.#states.set(twin, new Map([[key, value]]));
    else pending.set(key, value);
  }

  /**
   * Gives up on what was sent of a subtree: it left the tree for a moment in which nobody saw what happened to it, or
   * its cover changed. If it is still there it is sent again, under new ids.
   */
  lose(twin: Twin): void {
    const { parent } = twin;
    if (parent === null) return;
    this.#unlink(parent, twin);
    twin.parent = null;
    this.#kids.add(parent);
    this.#lost.push(twin);
    this.#forget(twin, true);
  }

  /**
   * Writes the difference. `more` is asked before every new node; once it says no, what is left stays dirty for the
   * next call, and so does what is left of a text after `piece` UTF-16 units.
   */
  write(out: Outlet, more: () => boolean, piece = Infinity): void {
    this.#piece = piece;
    this.#recheckCovers();
    const plans = this.#plan();
    this.#writeDetached(out);
    for (const plan of plans) this.#writePlan(out, plan, more);
    for (const twin of this.#detached) if (twin.parent === null) this.#forget(twin, false);
    this.#detached = [];
    for (const twin of this.#attributes) this.#writeAttributes(out, twin);
    this.#attributes.clear();
    const texts = [...this.#texts];
    this.#texts.clear();
    for (const twin of texts) if (!this.#writeText(out, twin)) this.#texts.add(twin);
    for (const [twin, values] of this.#states) for (const [key, value] of values) this.#writeState(out, twin, key, value);
    this.#states.clear();
  }

  /** An attribute may have changed what a mask or a selector says about its element, and so about all below it. */
  #recheckCovers(): void {
    for (const twin of this.#attributes) {
      if (!twin.live || twin.parent === null) continue;
      if (this.masks.cover(twin.node as Element, twin.parent.cover) !== twin.cover) this.lose(twin);
    }
  }

  #unlink(parent: Twin, kid: Twin): void {
    parent.kids = parent.kids.filter((each) => each !== kid);
    this.tally.touch(parent);
  }

  #plan(): Plan[] {
    const plans: Plan[] = [];
    const planned = new Set<Twin>();
    for (const parent of [...this.#kids, ...this.#cut]) {
      if (!parent.live || planned.has(parent)) continue;
      planned.add(parent);
      const plan = this.#compare(parent);
      if (plan !== null) plans.push(plan);
    }
    this.#kids.clear();
    this.#cut.clear();
    for (const twin of this.#detached) {
      const { parent } = twin;
      if (parent !== null && !planned.has(parent)) this.#unlink(parent, twin);
    }
    for (const twin of this.#detached) twin.parent = null;
    return plans;
  }

  /** Finds which children of a parent stay, and detaches those that go or move. */
  #compare(parent: Twin): Plan | null {
    let now = this.view.kids(parent.node, parent.cover);
    const old = parent.kids;
    // Nothing new is sent into a subtree that is about to be forgotten.
    if (!inPage(parent.node, this.#doc)) now = now.filter((node) => this.twinOf(node)?.parent === parent);
    let head = 0;
    while (head < now.length && head < old.length && old[head]?.node === now[head]) head++;
    if (head === now.length && head === old.length) return null;
    let tail = 0;
    while (tail < now.length - head && tail < old.length - head && old[old.length - 1 - tail]?.node === now[now.length - 1 - tail]) tail++;

    const stamp = ++this.#stamp;
    for (let i = head; i < old.length - tail; i++) {
      const twin = old[i];
      if (twin !== undefined) [twin.stamp, twin.at] = [stamp, i];
    }
    const stay = new Set<Node>();
    const candidates: Twin[] = [];
    for (let i = head; i < now.length - tail; i++) {
      const twin = this.twinOf(now[i] as Node);
      if (twin === undefined) continue;
      if (twin.parent === parent && twin.stamp === stamp) candidates.push(twin);
      else if (twin.parent !== null && twin.parent !== parent) this.#detached.push(twin);
    }
    for (const i of longestIncreasing(candidates.map((twin) => twin.at))) {
      const twin = candidates[i];
      if (twin === undefined) continue;
      stay.add(twin.node);
      twin.stamp = 0;
    }
    for (let i = head; i < old.length - tail; i++) {
      const twin = old[i];
      if (twin?.stamp === stamp) this.#detached.push(twin);
    }
    return { parent, now, head, tail, stay };
  }

  #writeDetached(out: Outlet): void {
    // A twin can be named by its old parent and by its new one.
    const ids = new Set([...this.#lost, ...this.#detached].map((twin) => twin.id));
    this.#lost = [];
    if (ids.size === 0) return;
    out.body.byte(Op.Detach);
    out.body.varint(ids.size);
    for (const id of ids) out.id(id);
  }

  #writePlan(out: Outlet, plan: Plan, more: () => boolean): void {
    const { parent, now, head, tail, stay } = plan;
    if (!parent.live) return;
    const old = parent.kids;
    out.body.byte(Op.Place);
    out.id(parent.id);
    if (head > 0) this.#writeKeep(out, head);
    const middle = this.#writeRun(out, parent, now.slice(head, now.length - tail), stay, 0, more);
    if (tail > 0) this.#writeKeep(out, tail);
    out.body.byte(Run.End);
    parent.kids = [...old.slice(0, head), ...middle, ...old.slice(old.length - tail)];
    this.tally.touch(parent);
  }

  #writeKeep(out: Outlet, count: number): void {
    out.body.byte(Run.Keep);
    out.body.varint(count);
  }

  /** Writes a stretch of children and returns their twins. */
  #writeRun(out: Outlet, parent: Twin, nodes: readonly Node[], stay: ReadonlySet<Node> | null, depth: number, more: () => boolean): Twin[] {
    const kids: Twin[] = [];
    let keep = 0;
    let cut = false;
    for (const node of nodes) {
      const twin = this.#usable(node, parent, stay);
      if (twin !== undefined && stay?.has(node) === true) {
        kids.push(twin);
        keep++;
        continue;
      }
      if (cut || depth > DEPTH || !more()) {
        cut = true;
        continue;
      }
      if (keep > 0) this.#writeKeep(out, keep);
      keep = 0;
      kids.push(twin !== undefined ? this.#writeKnown(out, parent, twin) : this.#writeNew(out, parent, node, depth, more));
    }
    if (keep > 0) this.#writeKeep(out, keep);
    if (cut) this.#cut.add(parent);
    return kids;
  }

  /** The live twin of a node, unless its new place covers it otherwise than the old one did. */
  #usable(node: Node, parent: Twin, stay: ReadonlySet<Node> | null): Twin | undefined {
    const twin = this.twinOf(node);
    if (twin === undefined || stay?.has(node) === true) return twin;
    if (this.#coverOf(node, twin.kind, parent.cover) === twin.cover) return twin;
    if (twin.parent !== null) this.lose(twin);
    else this.#forget(twin, true);
    return undefined;
  }

  #writeKnown(out: Outlet, parent: Twin, twin: Twin): Twin {
    if (twin.parent !== null) {
      // Met inside a new subtree before its old parent said that it is gone; the replica takes it out of there itself.
      const old = twin.parent;
      this.#unlink(old, twin);
      this.#kids.add(old);
    }
    out.body.byte(Run.Known);
    out.id(twin.id);
    twin.parent = parent;
    return twin;
  }

  #writeNew(out: Outlet, parent: Twin, node: Node, depth: number, more: () => boolean): Twin {
    const twin = this.#claim(node);
    twin.parent = parent;
    twin.cover = this.#coverOf(node, twin.kind, parent.cover);
    out.body.byte(Run.New + twin.kind);
    out.id(twin.id);
    if (twin.kind === Kind.Text) {
      const text = this.view.text(node, twin.cover);
      twin.text = text.slice(0, cutAt(text, this.#piece));
      if (twin.text !== text) this.#texts.add(twin);
      out.body.text(twin.text);
      return twin;
    }
    if (twin.kind >= Kind.Html) {
      const element = node as Element;
      if (twin.kind === Kind.Foreign) out.name(this.dom.namespace(element) ?? "");
      out.name(twin.name);
      twin.attributes = this.view.attributes(element, twin.cover);
      out.body.varint(twin.attributes?.size ?? 0);
      if (twin.attributes !== null) for (const [name, value] of twin.attributes) writeAttribute(out, name, value);
    }
    twin.kids = this.#writeRun(out, twin, this.view.kids(node, twin.cover), null, depth + 1, more);
    out.body.byte(Run.End);
    this.visitor.entered(twin);
    return twin;
  }

  #coverOf(node: Node, kind: Kind, around: Cover): Cover {
    if (kind < Kind.Html) return around;
    return this.masks.cover(node as Element, around);
  }

  #writeAttributes(out: Outlet, twin: Twin): void {
    if (!twin.live) return;
    const now = this.view.attributes(twin.node as Element, twin.cover);
    const old = twin.attributes;
    if (same(now, old)) return;
    for (const [name, value] of now ?? []) {
      if (old?.get(name) === value) continue;
      out.body.byte(Op.Attribute);
      out.id(twin.id);
      out.body.byte(1);
      writeAttribute(out, name, value);
    }
    for (const name of old?.keys() ?? []) {
      if (now?.has(name) === true) continue;
      out.body.byte(Op.Attribute);
      out.id(twin.id);
      out.body.byte(0);
      out.name(name);
    }
    twin.attributes = now;
    this.tally.touch(twin);
  }

  /** False when only a piece of it was written. */
  #writeText(out: Outlet, twin: Twin): boolean {
    if (!twin.live) return true;
    const now = this.view.text(twin.node, twin.cover);
    const old = twin.text;
    if (now === old) return true;
    let head = 0;
    let tail = 0;
    if (now.length > SPLICE_FROM) {
      const most = Math.min(now.length, old.length);
      while (head < most && now.charCodeAt(head) === old.charCodeAt(head)) head++;
      while (tail < most - head && now.charCodeAt(now.length - 1 - tail) === old.charCodeAt(old.length - 1 - tail)) tail++;
    }
    const end = now.length - tail;
    const until = Math.min(end, cutAt(now, head + this.#piece));
    const splice = until < end || head + tail > now.length / 2;
    const added = now.slice(head, until);
    out.body.byte(splice ? Op.Splice : Op.Text);
    out.id(twin.id);
    if (splice) {
      out.body.varint(head);
      out.body.varint(old.length - head - tail);
      out.body.text(added);
    } else {
      out.body.text(now);
    }
    twin.text = now.slice(0, until) + now.slice(end);
    this.tally.touch(twin);
    return until === end;
  }

  #writeState(out: Outlet, twin: Twin, key: Key, value: string): void {
    if (!twin.live || twin.getState(key) === value) return;
    twin.setState(key, value);
    this.tally.touch(twin);
    out.body.byte(Op.State);
    out.id(twin.id);
    out.body.byte(key);
    out.body.text(value);
  }

  /** The twin of a node that enters the tree, blank. */
  #claim(node: Node): Twin {
    let twin = this.#twins.get(node);
    if (twin === undefined) {
      const kind = this.view.kind(node);
      twin = new Twin(this.#nextId++, kind, kind >= Kind.Html ? this.dom.name(node as Element) : "", node);
      this.#twins.set(node, twin);
    }
    if (!twin.live) twin.kids = [];
    twin.live = true;
    this.tally.touch(twin);
    this.#live.set(twin.id, twin);
    return twin;
  }

  #forget(top: Twin, forGood: boolean): void {
    walk(top, (twin) => {
      if (!twin.live) return;
      this.#forgetOne(twin);
      if (forGood) this.#twins.delete(twin.node);
    });
  }

  #forgetOne(twin: Twin): void {
    twin.live = false;
    this.#live.delete(twin.id);
    this.tally.drop(twin);
    this.#states.delete(twin);
    this.visitor.left(twin);
    // The tree below stays linked until the walk is over; a twin that comes back is blanked when claimed.
    twin.attributes = null;
    twin.state = null;
    twin.text = "";
    twin.parent = null;
  }
}

/** Whether a node is in the page that is looked at: a frame that was taken out still has a document that it is "in". */
export function inPage(node: Node, page: Document | null): boolean {
  for (let at: Node | null = node; at !== null; ) {
    if (!at.isConnected) return false;
    const doc: Document = at.nodeType === 9 ? (at as Document) : (at.ownerDocument as Document);
    if (doc === page) return true;
    at = doc.defaultView?.frameElement ?? null;
  }
  return false;
}

/** Where a text can be cut at or just after a place, so that no character is cut in two. */
function cutAt(text: string, place: number): number {
  const isLow = (text.charCodeAt(place) & 0xfc00) === 0xdc00;
  return isLow ? place + 1 : place;
}

function same(a: Map<string, string> | null, b: Map<string, string> | null): boolean {
  if ((a?.size ?? 0) !== (b?.size ?? 0)) return false;
  for (const [name, value] of a ?? []) if (b?.get(name) !== value) return false;
  return true;
}

function writeAttribute(out: Outlet, name: string, value: string): void {
  out.name(name);
  // Classes come again and again; other values hardly ever do.
  if (name === "class") out.name(value);
  else out.body.text(value);
}
