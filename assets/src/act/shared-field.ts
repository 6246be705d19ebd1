import { applyEdit, compose, difference, type Edit, mapPosition, transform } from "./edit";

/**
 * One text field that two people fill in at the same time (I4). The customer's side holds the field and puts all changes in one order (FieldHost);
 * the agent's side shows its own keystrokes at once and has one edit on its way at a time (FieldGuest).
 *
 *	guest                                host
 *	─────                                ────
 *	open ───────────────────────────────►
 *	◄──────────────────── version 0, text
 *	edit on version n ──────────────────► carried over what happened since n, applied: version m
 *	◄──────────── change m, "yours": the edit that was on its way has landed
 *	◄──────────── change m, "theirs": the customer (or the page) changed the field
 *
 * Both are pure: they hold texts and talk through callbacks. Texts that differ are told apart by versions only, never by clocks.
 */

/** How many changes a host remembers. A guest that is further behind than this starts over; at ten changes a second that is 100 s. */
export const hostMemory = 1_000;

export interface FieldChange {
  readonly version: number;
  /** The guest's own edit has landed; `edit` then is what became of it. */
  readonly isYours: boolean;
  readonly edit: Edit;
}

/** What became of a guest's edit at the host. */
export interface CarriedEdit {
  readonly edit: Edit;
  /** The guest's caret in the text that came of it. */
  readonly caret: number;
}

/** The customer's side of a shared field. */
export class FieldHost {
  #version = 0;
  readonly #changes: Edit[] = [];

  constructor(
    private text: string,
    private readonly tell: (change: FieldChange) => void,
  ) {}

  get value(): string {
    return this.text;
  }

  get version(): number {
    return this.#version;
  }

  /** The field now has this text, by the customer's hand or the page's. */
  changed(text: string): void {
    const edit = difference(this.text, text);
    if (edit.length > 0) this.#take(edit, false);
  }

  /**
   * The guest's edit of an earlier version. Returns what it comes to on the present text, or undefined if it fits no version that is
   * remembered or reaches beyond the text: the guest then has to open the field anew. The caret is the guest's, in the text after their edit.
   */
  edit(version: number, edit: Edit, caret = 0): CarriedEdit | undefined {
    const changes = this.#since(version);
    if (!changes) return undefined;
    let carried = edit;
    let at = caret;
    for (const since of changes) {
      at = mapPosition(at, transform(since, carried, true), false);
      carried = transform(carried, since, false);
    }
    try {
      this.#take(carried, true);
    } catch {
      return undefined;
    }
    return { edit: carried, caret: at };
  }

  /** Where a place in the text of an earlier version is now; undefined if that version is not remembered. */
  place(version: number, at: number): number | undefined {
    return this.#since(version)?.reduce((place, edit) => mapPosition(place, edit, false), at);
  }

  /** What happened since a version. */
  #since(version: number): readonly Edit[] | undefined {
    const behind = this.#version - version;
    return behind < 0 || behind > this.#changes.length ? undefined : this.#changes.slice(this.#changes.length - behind);
  }

  #take(edit: Edit, isYours: boolean): void {
    this.text = applyEdit(this.text, edit);
    this.#version++;
    this.#changes.push(edit);
    if (this.#changes.length > hostMemory) this.#changes.shift();
    this.tell({ version: this.#version, isYours, edit });
  }
}

/** The agent's side of a shared field. */
export class FieldGuest {
  /** Sent, not yet landed. */
  #onItsWay: Edit | undefined;
  /** Typed since. */
  #waiting: Edit | undefined;

  constructor(
    private seen: number,
    private text: string,
    private readonly send: (version: number, edit: Edit) => void,
  ) {}

  /** The host's version that this is made from. */
  get version(): number {
    return this.seen;
  }

  /** What the agent sees: the host's text with all that is still on its way. */
  get value(): string {
    return this.text;
  }

  /** Whether everything typed here has landed. */
  get isSettled(): boolean {
    return this.#onItsWay === undefined && this.#waiting === undefined;
  }

  /** The agent's field now has this text. */
  typed(text: string): void {
    const edit = difference(this.text, text);
    if (edit.length === 0) return;
    this.text = text;
    if (this.#onItsWay) {
      this.#waiting = this.#waiting ? compose(this.#waiting, edit) : edit;
    } else {
      this.#onItsWay = edit;
      this.send(this.seen, edit);
    }
  }

  /**
   * A change told by the host. Returns the edit to make to what is shown (empty for one's own), or undefined if a change is missing: open the
   * field anew.
   */
  changed(change: FieldChange): Edit | undefined {
    if (change.version !== this.seen + 1) return undefined;
    this.seen = change.version;
    if (change.isYours) {
      this.#onItsWay = this.#waiting;
      this.#waiting = undefined;
      if (this.#onItsWay) this.send(this.seen, this.#onItsWay);
      return [];
    }
    let theirs = change.edit;
    if (this.#onItsWay) [this.#onItsWay, theirs] = [transform(this.#onItsWay, theirs, false), transform(theirs, this.#onItsWay, true)];
    if (this.#waiting) [this.#waiting, theirs] = [transform(this.#waiting, theirs, false), transform(theirs, this.#waiting, true)];
    try {
      this.text = applyEdit(this.text, theirs);
    } catch {
      return undefined;
    }
    return theirs;
  }

  /** Where a place in the host's text is in what is shown here. */
  placeOf(at: number): number {
    return [this.#onItsWay, this.#waiting].reduce((place, edit) => (edit ? mapPosition(place, edit, false) : place), at);
  }
}
