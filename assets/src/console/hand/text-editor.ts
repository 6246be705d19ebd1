import { applyEdit, difference, type Edit, mapPosition, transform } from "../../act/edit";
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
  /** What the field held when it was opened here. */
  readonly #before: string;

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
    ours.addEventListener("input", () => this.#guest?.typed(ours.value));
    this.element = ours;
    send({ kind: "open", node });
  }

  /** The customer's side has opened the field, or opened it anew because the two lost each other. */
  opened(version: number, value: string): void {
    const isFirst = this.#guest === undefined;
    const guest = new FieldGuest(version, value, (against, edit) => {
      this.send({ kind: "edit", node: this.node, version: against, edit, caret: this.element.selectionStart ?? 0 });
    });
    this.#guest = guest;
    const typed = isFirst ? difference(this.#before, this.element.value) : [];
    const elsewhere = difference(this.#before, value);
    if (isFirst) this.#show(elsewhere, applyEdit(value, transform(typed, elsewhere, false)));
    else this.#show(difference(this.element.value, value), value);
    guest.typed(this.element.value);
  }

  changed(change: FieldChange): void {
    if (!this.#guest) return;
    const edit = this.#guest.changed(change);
    if (edit === undefined) this.send({ kind: "open", node: this.node });
    else if (edit.length > 0) this.#show(edit, this.#guest.value);
  }

  close(): void {
    this.send({ kind: "close", node: this.node });
    this.element.remove();
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

export function nameOf(control: Element): string {
  const labels = (control as Partial<HTMLInputElement>).labels;
  return control.getAttribute("aria-label") ?? labels?.[0]?.textContent?.trim() ?? control.getAttribute("placeholder") ?? "";
}
