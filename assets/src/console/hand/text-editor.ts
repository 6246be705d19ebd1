import type { Span } from "../../act/caret";
import type { Caret } from "../../act/field";
import { applyEdit, compose, difference, type Edit, mapPosition, transform } from "../../act/edit";
import type { RemoteEvent } from "../../act/event";
import { type FieldChange, FieldGuest } from "../../act/shared-field";
import { dressLike } from "./place";

type TextControl = HTMLInputElement | HTMLTextAreaElement;

/**
 * I4: a text field filled in together. A field of our own lies over the copy's, so that the agent has a real caret, input methods, paste and undo, and
 * sees every key at once; the two texts are brought together by FieldGuest. What is typed before the customer's side has answered waits.
 */
export class TextEditor {
  readonly element: TextControl;
  #guest: FieldGuest | undefined;
  /** The agent's own caret, as the customer's side knows it, and the customer's, both in the text that is shown here. */
  #told: Caret | undefined;
  #theirs: Caret | undefined;
  /** What the field held when it was opened here. */
  readonly #before: string;
  /** What was typed since, until the customer's side has answered: key by key, or two letters at either end of a text would count as all of it written anew. */
  #early: Edit = [];

  constructor(document: Document, readonly node: number, readonly control: TextControl, private readonly send: (event: RemoteEvent) => void) {
    this.#before = control.value;
    const ours = document.createElement(control.localName === "textarea" ? "textarea" : "input");
    ours.className = "hand-field";
    ours.value = control.value;
    ours.spellcheck = false;
    ours.autocomplete = "off";
    if (control.maxLength >= 0) ours.maxLength = control.maxLength;
    ours.readOnly = control.readOnly;
    ours.setAttribute("aria-label", nameOf(control));
    dressLike(ours, control);
    ours.addEventListener("input", () => { this.#typed(); });
    // Browsers say that a caret moved in a field of theirs each in its own way.
    for (const type of ["selectionchange", "select", "keyup", "pointerup", "focus"]) ours.addEventListener(type, () => { this.#tellCaret(); });
    this.element = ours;
    send({ kind: "open", node });
  }

  /** The customer's side has opened the field, or opened it anew because the two lost each other. */
  opened(version: number, value: string): void {
    const isFirst = this.#guest === undefined;
    const guest = new FieldGuest(version, value, (against, edit) => {
      const caret = this.element.selectionStart ?? 0;
      this.#told = { from: caret, to: caret };
      this.send({ kind: "edit", node: this.node, version: against, edit, caret });
    });
    this.#guest = guest;
    const elsewhere = difference(this.#before, value);
    if (isFirst) this.#show(elsewhere, applyEdit(value, transform(this.#early, elsewhere, false)));
    else this.#show(difference(this.element.value, value), value);
    this.#typed();
    this.#tellCaret();
  }

  /** The customer's caret in the text that is shown here, while they are in this field. */
  get theirs(): Caret | undefined {
    return this.#theirs;
  }

  /** Where the customer is in this field; undefined: elsewhere. */
  pointed(at: Span | undefined): void {
    const guest = this.#guest;
    this.#theirs = guest && at && { from: guest.placeOf(at.from), to: guest.placeOf(at.to) };
  }

  changed(change: FieldChange): void {
    if (!this.#guest) return;
    const edit = this.#guest.changed(change);
    if (edit === undefined) this.send({ kind: "open", node: this.node });
    else if (edit.length > 0) {
      this.#told &&= mapped(this.#told, edit, false);
      // What they put in themselves takes their caret along.
      this.#theirs &&= mapped(this.#theirs, edit, true);
      this.#show(edit, this.#guest.value);
    }
    this.#tellCaret();
  }

  close(): void {
    this.send({ kind: "close", node: this.node });
    this.element.remove();
  }

  #typed(): void {
    if (!this.#guest) {
      this.#early = compose(this.#early, difference(applyEdit(this.#before, this.#early), this.element.value));
      return;
    }
    this.#theirs &&= mapped(this.#theirs, difference(this.#guest.value, this.element.value), false);
    this.#guest.typed(this.element.value);
  }

  /** Moved without typing. What is on its way carries the caret itself; one that moves meanwhile waits until that has landed. */
  #tellCaret(): void {
    const { selectionStart: from, selectionEnd: to, value } = this.element;
    const guest = this.#guest;
    if (!guest?.isSettled || value !== guest.value || from === null || to === null) return;
    if (this.#told?.from === from && this.#told.to === to) return;
    this.#told = { from, to };
    this.send({ kind: "caret", node: this.node, at: { version: guest.version, from, to } });
  }

  /** The caret stays at its place in the text. */
  #show(edit: Edit, value: string): void {
    const { element } = this;
    if (element.value === value) return;
    const [from, to] = [element.selectionStart ?? 0, element.selectionEnd ?? 0];
    element.value = value;
    element.setSelectionRange(mapPosition(from, edit, false), mapPosition(to, edit, false));
  }
}

function mapped({ from, to }: Caret, edit: Edit, movesAlong: boolean): Caret {
  return { from: mapPosition(from, edit, movesAlong), to: mapPosition(to, edit, movesAlong) };
}

export function nameOf(control: Element): string {
  const labels = (control as Partial<HTMLInputElement>).labels;
  return control.getAttribute("aria-label") ?? labels?.[0]?.textContent?.trim() ?? control.getAttribute("placeholder") ?? "";
}
