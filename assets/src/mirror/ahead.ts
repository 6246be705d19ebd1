import { isPlain } from "./allow";
import type { Attributes } from "./attributes";
import { Reader } from "./bytes";
import type { Inlet } from "./inlet";
import type { Props } from "./props";
import type { Twin } from "./twin";
import { Key, Kind, Op, WireError } from "./wire";

/** Frames that are kept to be shown ahead: what somebody types in some seconds. */
const MOST = 64;

/** What of the stage this needs. */
export interface AheadHost {
  readonly attributes: Attributes;
  readonly props: Props;
  byId(id: number): Twin | undefined;
}

/**
 * What is shown before its turn. On a slow line that loses packets, whoever carries frames may have a small one while a large one before it is still on its way. What
 * such a frame says of single nodes (texts, values, marks, plain attributes) is shown at once. Twins, names and sums know nothing of it: before a frame is played in its turn
 * all of this is taken back, and afterwards what is still ahead is shown again. So the page here is the customer's in the end whatever was shown meanwhile.
 */
export class Ahead {
  /** Bodies by the number of their frames. */
  readonly #bodies = new Map<number, Uint8Array>();
  #undo: (() => void)[] = [];

  constructor(private readonly host: AheadHost) {}

  /** A frame has come before its turn. */
  take(number: number, body: Uint8Array, inlet: Inlet): void {
    if (this.#bodies.has(number) || this.#bodies.size >= MOST) return;
    this.lift();
    this.#bodies.set(number, body);
    this.show(0, inlet);
  }

  /** Takes everything back. */
  lift(): void {
    for (const undo of this.#undo.reverse()) undo();
    this.#undo = [];
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
    try {
      for (let id = 0; ; ) {
        const op: Op = reader.byte();
        if (op !== Op.Text && op !== Op.State && op !== Op.Attribute) return;
        id += reader.signed();
        const twin = this.host.byId(id);
        if (op === Op.Text) this.#text(twin, reader.text());
        else if (op === Op.State) this.#state(twin, reader.byte(), reader.text());
        else if (!this.#attribute(twin, reader, inlet)) return;
      }
    } catch (error) {
      // In its turn it is told of.
      if (!(error instanceof WireError)) throw error;
    }
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

  /** False where what follows cannot be understood. */
  #attribute(twin: Twin | undefined, reader: Reader, inlet: Inlet): boolean {
    const isSet = reader.byte() === 1;
    const name = inlet.nameAhead(reader);
    if (name === undefined) return false;
    const value = !isSet ? null : name === "class" ? inlet.nameAhead(reader) : reader.text();
    if (value === undefined) return false;
    if (twin === undefined || twin.kind < Kind.Html || !(name === "style" || isPlain((twin.node as Element).localName, name))) return true;
    const { attributes } = this.host;
    const truth = twin.attribute(name) ?? null;
    this.#undo.push(() => { attributes.set(twin, name, twin.attribute(name) ?? null); });
    attributes.set(twin, name, value);
    twin.setAttribute(name, truth);
    return true;
  }
}
