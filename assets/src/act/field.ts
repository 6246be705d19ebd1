import type { Span } from "./caret";
import { difference, type Edit, mapPosition } from "./edit";
import { didChange, didInput, mayInput, realmOf, setValue, type TextControl } from "./native";
import { type FieldChange, FieldHost } from "./shared-field";

/** A caret, or a selection from one place to another. */
export type Caret = Pick<Span, "from" | "to">;

/**
 * Binds a text field of the customer's page to a FieldHost: what the customer or the page does to it is told to the agent, and the agent's
 * edits are made in it as if typed. While the customer is in the field too, their caret stays at its place in the text.
 */
export class Field {
  readonly #host: FieldHost;
  /** The agent's caret, in the field's text. */
  #caret: Caret | undefined;
  readonly #stop = new AbortController();
  #isEdited = false;

  constructor(
    readonly control: TextControl,
    tell: (change: FieldChange) => void,
    /** The agent's caret is somewhere else. */
    private readonly moved: (caret: Caret) => void,
  ) {
    this.#host = new FieldHost(control.value, (change) => {
      if (!change.isYours) this.#carry(change.edit);
      tell(change);
    });
    control.addEventListener("input", () => { this.look(); }, { signal: this.#stop.signal });
    control.addEventListener("change", () => { this.look(); }, { signal: this.#stop.signal });
  }

  get value(): string {
    return this.#host.value;
  }

  get version(): number {
    return this.#host.version;
  }

  /** Compares the field with what the agent knows: pages set values without any event. To be called once a frame while the field is open. */
  look(): void {
    this.#host.changed(this.control.value);
  }

  /** The agent's caret is there, in the text of a version. False if that is not remembered any more. */
  point({ version, from, to }: Span): boolean {
    this.look();
    const [start, end] = [this.#host.place(version, from), this.#host.place(version, to)];
    if (start !== undefined && end !== undefined) this.#move({ from: start, to: end });
    return start !== undefined;
  }

  /** Makes the agent's edit. False if it fits nothing that is known any more; the agent then opens the field anew. */
  edit(version: number, edit: Edit, caret: number): boolean {
    this.look();
    const before = this.#host.value;
    const carried = this.#host.edit(version, edit, caret);
    if (!carried) return false;
    const wanted = this.#host.value;
    if (wanted !== before) this.#write(before, wanted, carried.edit);
    this.#move({ from: carried.caret, to: carried.caret });
    // Whatever the page made of it (a mask, a limit, a refusal) is a change like any other.
    this.look();
    return true;
  }

  /** The agent has left the field. */
  close(): void {
    this.#stop.abort();
    if (this.#isEdited) didChange(this.control);
  }

  /** What the customer or the page did takes the agent's caret along. */
  #carry(edit: Edit): void {
    if (this.#caret) this.#move({ from: mapPosition(this.#caret.from, edit, false), to: mapPosition(this.#caret.to, edit, false) });
  }

  #move(caret: Caret): void {
    this.#caret = caret;
    this.moved(caret);
  }

  #write(before: string, wanted: string, edit: Edit): void {
    const { control } = this;
    const put = difference(before, wanted).find((part) => typeof part === "string");
    const inputType = put === undefined ? "deleteContentBackward" : "insertText";
    if (control.readOnly || control.disabled || isTooLong(control, before, wanted) || !mayInput(control, inputType, put ?? null)) return;
    const caret = selectionOf(control);
    setValue(control, wanted);
    if (caret && isFocused(control)) control.setSelectionRange(mapPosition(caret[0], edit, false), mapPosition(caret[1], edit, false));
    this.#isEdited = true;
    didInput(control, inputType, put ?? null);
  }
}

/** `maxlength` holds back what users type, never what scripts set: here it has to be asked. */
function isTooLong(control: TextControl, before: string, wanted: string): boolean {
  return control.maxLength >= 0 && wanted.length > control.maxLength && wanted.length > before.length;
}

function selectionOf(control: TextControl): [number, number] | undefined {
  // Null for fields whose browser shows no text cursor positions: e-mail, number.
  return control.selectionStart === null || control.selectionEnd === null ? undefined : [control.selectionStart, control.selectionEnd];
}

function isFocused(control: TextControl): boolean {
  return realmOf(control)?.document.hasFocus() === true && (control.getRootNode() as Document | ShadowRoot).activeElement === control;
}
