import { AheadTree, type AheadTreeHost } from "./ahead-tree";
import { isPlain } from "./allow";
import type { Attributes } from "./attributes";
import { Reader } from "./bytes";
import type { Inlet } from "./inlet";
import type { Names } from "./tree";
import type { Twin } from "./twin";
import { Key, Kind, Op, WireError } from "./wire";

/** Frames that are kept to be shown ahead: what somebody types in some seconds. */
const MOST = 64;

/**
 * What is shown before its turn. On a slow line that loses packets, whoever carries frames may have a small one while a large one before it is still on its way. What
 * such a frame says of single nodes (texts, values, marks, plain attributes), and of nodes that are new or go, is shown at once. Twins, names and sums know nothing of it: before a frame is played in its turn
 * all of this is taken back, and afterwards what is still ahead is shown again. So the page here is the customer's in the end whatever was shown meanwhile.
 */
export class Ahead {
  /** Bodies by the number of their frames. */
  readonly #bodies = new Map<number, Uint8Array>();
  #undo: (() => void)[] = [];
  #tree: AheadTree | null = null;

  constructor(private readonly host: AheadTreeHost) {}

  /** A frame has come before its turn. */
  take(number: number, body: Uint8Array, inlet: Inlet): void {
    if (this.#bodies.has(number) || this.#bodies.size >= MOST) return;
    const isLast = number > Math.max(0, ...this.#bodies.keys());
    this.#bodies.set(number, body);
    // What is shown of the others stays: an element that is put in again begins its animations again.
    if (isLast) this.#look(new Reader(body), inlet);
    else {
      this.lift();
      this.show(0, inlet);
    }
  }

  /** Takes everything back. */
  lift(): void {
    for (const undo of this.#undo.reverse()) undo();
    this.#undo = [];
    this.#tree?.clear();
    this.#tree = null;
  }

  /** Shows what is ahead of the frame that is to be played next. */
  show(next: number, inlet: Inlet): void {
    for (const [number, body] of [...this.#bodies].sort(([a], [b]) => a - b)) {
      if (number < next) this.#bodies.delete(number);
      else this.#look(new Reader(body), inlet);
    }
  }

  /** As far as it can be understood without what is missing. */
  #look(reader: Reader, inlet: Inlet): void {
    let id = 0;
    const names: Names = { id: () => (id += reader.signed()), name: () => inlet.nameAhead(reader) };
    const tree = (this.#tree ??= new AheadTree(this.host));
    let isWhole = false;
    try {
      while (this.#operation(reader.byte(), reader, names, tree));
      isWhole = true;
    } catch (error) {
      // In its turn it is told of.
      if (!(error instanceof WireError)) throw error;
    }
    this.#undo.push(...tree.settle(isWhole));
  }

  /** False where nothing follows that is shown ahead. */
  #operation(op: Op, reader: Reader, names: Names, tree: AheadTree): boolean {
    if (op === Op.Detach) {
      for (let left = reader.varint(); left > 0; left--) tree.detach(names.id());
      return true;
    }
    if (op !== Op.Place && op !== Op.Text && op !== Op.State && op !== Op.Attribute) return false;
    const id = names.id();
    if (op === Op.Place) {
      tree.place(id, reader, names);
      return true;
    }
    const fresh = tree.byId(id);
    const twin = fresh ?? this.host.byId(id);
    if (op === Op.Text) this.#text(twin, reader.text());
    else if (op === Op.State) this.#state(twin, reader.byte(), reader.text());
    else this.#attribute(twin, fresh === undefined ? this.host.attributes : tree.attributes, reader, names);
    return true;
  }

  #text(twin: Twin | undefined, text: string): void {
    // The words of a masked one come with their widths.
    if (twin?.kind !== Kind.Text || twin.getState(Key.Widths) !== "") return;
    const { node } = twin;
    this.#undo.push(() => { node.nodeValue = this.host.props.masked.textOf(twin); });
    node.nodeValue = text;
  }

  #state(twin: Twin | undefined, key: Key, value: string): void {
    if (twin === undefined || twin.kind < Kind.Html || (key !== Key.Value && key !== Key.Checked)) return;
    const { props } = this.host;
    const truth = twin.getState(key);
    this.#undo.push(() => { props.changed(twin, key); });
    twin.setState(key, value);
    props.changed(twin, key);
    twin.setState(key, truth);
  }

  #attribute(twin: Twin | undefined, attributes: Attributes, reader: Reader, names: Names): void {
    const isSet = reader.byte() === 1;
    const name = names.name();
    const value = !isSet ? null : name === "class" ? names.name() : reader.text();
    if (twin === undefined || twin.kind < Kind.Html || !(name === "style" || isPlain((twin.node as Element).localName, name))) return;
    const truth = twin.attribute(name) ?? null;
    this.#undo.push(() => { attributes.set(twin, name, twin.attribute(name) ?? null); });
    attributes.set(twin, name, value);
    twin.setAttribute(name, truth);
  }
}
