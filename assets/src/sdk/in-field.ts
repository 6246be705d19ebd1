/**
 * Notices that the customer is in a field (I4), and no more than that: what follows their caret is loaded then. A frame of the page counts, for a field may be in it.
 */
export class InField {
  readonly #window: Window;
  readonly #onField: () => void;
  readonly #look = (): void => { this.look(); };

  constructor(window: Window, onField: () => void) {
    this.#window = window;
    this.#onField = onField;
    window.addEventListener("focusin", this.#look);
    // The focus went into a frame, if not to another window.
    window.addEventListener("blur", this.#look);
  }

  /** Calls if they are in one now. */
  look(): void {
    let found = this.#window.document.activeElement;
    while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
    if (found && (/^(input|textarea|i?frame)$/.test(found.localName) || (found as HTMLElement).isContentEditable)) this.#onField();
  }

  stop(): void {
    this.#window.removeEventListener("focusin", this.#look);
    this.#window.removeEventListener("blur", this.#look);
  }
}
