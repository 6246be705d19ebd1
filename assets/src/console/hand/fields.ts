import type { RemoteEvent } from "../../act/event";
import type { Outcome } from "../../act/outcome";
import { type Copy, type Editable, editableAt, type Hit } from "./hit";
import type { Keys } from "./keys";
import type { Modes } from "./modes";
import { choicePicker, wholePicker } from "./pickers";
import { layOver } from "./place";
import { TextEditor } from "./text-editor";
import type { SharedField } from "./their-caret";

export interface FieldsOptions {
  readonly document: Document;
  readonly copy: Copy;
  readonly modes: Modes;
  readonly keys: Keys;
  /** Where fields of ours are put: the hand's element. */
  readonly room: HTMLElement;
  readonly send: (event: RemoteEvent) => void;
  /** An element's box in the picture, for elements in frames of the page too. */
  readonly boxOf: (element: Element) => DOMRectReadOnly;
}

/** A field of ours over one of the copy's. */
interface Open {
  readonly kind: Editable["kind"];
  readonly node: number;
  /** Ours. */
  readonly element: HTMLElement;
  /** Theirs. */
  readonly control: Element;
  readonly text: TextEditor | undefined;
  close(): void;
}

/** The field that the agent fills in: at most one is open. */
export class Fields {
  #open: Open | undefined;

  constructor(private readonly options: FieldsOptions) {}

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** The field of ours over one of theirs, and where the customer is in it. */
  shared(node: number): SharedField | undefined {
    const text = this.#open?.text;
    return text?.node === node ? { element: text.element, theirs: text.theirs } : undefined;
  }

  /** A press on something: opens a field of ours over it if it is one to fill in. */
  edit(hit: Pick<Hit, "element" | "node">): void {
    const { copy, modes, keys, room } = this.options;
    const editable = editableAt(hit.element);
    const node = editable && copy.idOf(editable.control);
    if (!editable || node === undefined || editable.control.matches(":disabled")) return;
    modes.typing(true);
    if (editable.kind === "rich") {
      keys.aim({ element: editable.control, node });
      return;
    }
    const open = this.#make(editable, node);
    this.#open = open;
    room.append(open.element);
    this.follow();
    open.element.addEventListener("keydown", (event) => { this.#key(event, open); });
    open.element.addEventListener("blur", () => { if (this.#open === open && this.options.document.hasFocus()) this.close(); });
    open.element.focus({ preventScroll: true });
  }

  /** What the customer's side said about a field. */
  outcome(outcome: Extract<Outcome, { kind: "field" | "change" | "caret" }>): void {
    const text = this.#open?.text;
    if (outcome.kind === "caret") {
      text?.pointed(outcome.node === text.node ? (outcome.at ?? undefined) : undefined);
      return;
    }
    if (text?.node !== outcome.node) return;
    if (outcome.kind === "field") text.opened(outcome.version, outcome.value);
    else text.changed(outcome);
  }

  close(): void {
    const { document, modes, keys, room } = this.options;
    const open = this.#open;
    const hadFocus = room.contains(document.activeElement);
    // First, for Chromium fires `blur` while it takes an element out, and that closes the field too.
    this.#open = undefined;
    open?.close();
    modes.typing(false);
    if (hadFocus) keys.element.focus({ preventScroll: true });
  }

  /** Our field stays over theirs, wherever the page goes; it closes when theirs is gone. */
  follow(): void {
    if (!this.#open) return;
    const { element: ours, control: theirs } = this.#open;
    if (!theirs.isConnected) {
      this.close();
      return;
    }
    const box = this.options.boxOf(theirs);
    if (ours.className === "hand-list") Object.assign(ours.style, { left: `${String(box.left)}px`, top: `${String(box.bottom)}px`, minWidth: `${String(box.width)}px` });
    else layOver(ours, box);
  }

  #make(editable: Exclude<Editable, { kind: "rich" }>, node: number): Open {
    const { document, send } = this.options;
    const { kind, control } = editable;
    if (kind === "text") {
      const text = new TextEditor(document, node, control, send);
      return { kind, node, control, text, element: text.element, close: () => { text.close(); } };
    }
    // Which day or option the agent is at, only they see; the customer sees that they are at it.
    send({ kind: "caret", node, at: null });
    const picker = kind === "whole" ? wholePicker(document, node, control, send) : choicePicker(document, node, control, send, () => { this.close(); });
    return { kind, node, control, text: undefined, element: picker.element, close: () => {
      picker.close();
      send({ kind: "leave" });
    } };
  }

  /** Keys in a field of ours that mean something beyond its text. */
  #key(event: KeyboardEvent, { node, kind, element, control }: Open): void {
    if (event.isComposing) return;
    const isEnter = event.key === "Enter" && kind === "text" && element.localName === "input";
    if (event.key === "Escape") this.close();
    else if (isEnter || event.key === "Tab") {
      this.options.keys.press(node, event);
      if (event.key === "Tab") this.#next(control, event.shiftKey);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Tab goes to the next field here as it does there. */
  #next(control: Element, isBack: boolean): void {
    this.close();
    const all = [...control.ownerDocument.querySelectorAll<HTMLElement>("input, select, textarea, button, a[href]")]
      .filter((element) => element.tabIndex >= 0 && !element.matches(":disabled") && element.getClientRects().length > 0);
    const next = all[all.indexOf(control as HTMLElement) + (isBack ? -1 : 1)];
    const node = next && this.options.copy.idOf(next);
    if (!next || node === undefined) return;
    this.options.keys.aim({ element: next, node });
    this.edit({ element: next, node });
  }
}
