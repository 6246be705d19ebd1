import type { Span } from "../../act/caret";
import type { Cover } from "../../act/gate";
import { isTextField } from "../../carets/placed";

export interface OwnCaretOptions {
  readonly document: Document;
  idOf(node: Node): number | undefined;
  /** How the agent sees an element. */
  coverOf(element: Element): Cover;
  /** The version of a field's text that the agent has been told. */
  versionOf(node: number): number;
  tell(node: number, at: Span | null): void;
}

/** What can move a caret, or take it to another field. */
const events = ["selectionchange", "focusin", "focusout", "input", "keyup", "pointerup"] as const;

/**
 * I4: tells the agent which field the customer is in, and where in its text. Of a masked field only that they are in it, for places in a text tell its length; of a
 * hidden one nothing. Looks once a frame, and only after something that can have moved a caret.
 */
export class OwnCaret {
  readonly #off = new AbortController();
  readonly #documents = new WeakSet<Document>();
  #told = "";
  #frame = 0;

  constructor(private readonly options: OwnCaretOptions) {
    const { document } = options;
    this.#listen(document);
    // The focus goes into a frame, or comes back from there.
    for (const type of ["blur", "focus"]) document.defaultView?.addEventListener(type, () => { this.#soon(); }, { signal: this.#off.signal });
    this.#soon();
  }

  stop(): void {
    this.#off.abort();
    cancelAnimationFrame(this.#frame);
  }

  #listen(doc: Document): void {
    if (this.#documents.has(doc)) return;
    this.#documents.add(doc);
    for (const type of events) doc.addEventListener(type, () => { this.#soon(); }, { signal: this.#off.signal, capture: true, passive: true });
  }

  #soon(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#look();
    });
  }

  #look(): void {
    const focused = this.#focused();
    const { node, at } = (focused && this.#placeIn(focused)) ?? { node: 0, at: null };
    const now = `${String(node)} ${at ? `${String(at.version)} ${String(at.from)} ${String(at.to)}` : ""}`;
    if (now === this.#told || (node === 0 && this.#told === "")) return;
    this.#told = now;
    this.options.tell(node, at);
  }

  /** What has the focus, in open shadow roots and the site's own frames too. */
  #focused(): Element | null {
    let found = this.options.document.activeElement;
    for (;;) {
      const frame = found?.localName === "iframe" || found?.localName === "frame" ? (found as HTMLIFrameElement).contentDocument : null;
      if (frame) this.#listen(frame);
      const inner = found?.shadowRoot?.activeElement ?? frame?.activeElement;
      if (!inner) return found;
      found = inner;
    }
  }

  #placeIn(focused: Element): { node: number; at: Span | null } | undefined {
    if (isTextField(focused)) return this.#inField(focused);
    return (focused as HTMLElement).isContentEditable ? this.#inRichText(focused) : undefined;
  }

  #inField(field: HTMLInputElement | HTMLTextAreaElement): { node: number; at: Span | null } | undefined {
    const cover = this.options.coverOf(field);
    const node = this.options.idOf(field);
    if (node === undefined || cover === "blocked" || notText.has(field.type)) return undefined;
    const { selectionStart: from, selectionEnd: to } = field;
    if (cover === "masked" || field.type === "password" || from === null || to === null) return { node, at: null };
    return { node, at: { version: this.options.versionOf(node), from, to } };
  }

  /** Where writing goes on; a selection in rich text is the mirror's to show. */
  #inRichText(editor: Element): { node: number; at: Span | null } | undefined {
    const cover = this.options.coverOf(editor);
    const selection = editor.ownerDocument.getSelection();
    const text = selection?.focusNode;
    const isText = text?.nodeType === 3 && text.parentElement !== null && editor.contains(text) && this.options.coverOf(text.parentElement) === "shown";
    const node = this.options.idOf(isText && cover === "shown" ? text : editor);
    if (node === undefined || cover === "blocked") return undefined;
    const at = isText && cover === "shown" ? (selection?.focusOffset ?? 0) : undefined;
    return { node, at: at === undefined ? null : { version: 0, from: at, to: at } };
  }
}

/** Inputs that nobody writes in. */
const notText = new Set(["checkbox", "radio", "range", "button", "submit", "reset", "image", "file", "hidden"]);
