import { signal, type ReadonlySignal } from "@preact/signals";

/**
 * What the customer's tabs are called (M7): as the mirror showed each of them, with all that it hides. A tab that has not been shown has no title; nothing
 * is sent of a page but through the mirror.
 */
export class TabTitles {
  readonly #titles = signal<ReadonlyMap<string, string>>(new Map());
  #here: string | null = null;
  #title: string | null = null;

  get all(): ReadonlySignal<ReadonlyMap<string, string>> {
    return this.#titles;
  }

  /** Another page comes; which tab it is in is said next, before or after its title. */
  connected(): void {
    this.#here = null;
    this.#title = null;
  }

  isIn(tab: string): void {
    this.#here = tab;
    this.#note();
  }

  isCalled(title: string): void {
    this.#title = title;
    this.#note();
  }

  #note(): void {
    if (this.#here === null || this.#title === null) return;
    this.#titles.value = new Map(this.#titles.value).set(this.#here, this.#title);
  }
}
