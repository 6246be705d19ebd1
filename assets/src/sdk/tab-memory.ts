/** One text that a tab keeps from page to page, or for as long as the page where storage is forbidden. */
export class TabMemory {
  readonly #key: string;
  #here: string | null = null;

  constructor(key: string) {
    this.#key = key;
  }

  read(): string | null {
    try {
      return sessionStorage.getItem(this.#key);
    } catch {
      return this.#here;
    }
  }

  write(text: string): void {
    this.#here = text;
    try {
      if (text === "") sessionStorage.removeItem(this.#key);
      else sessionStorage.setItem(this.#key, text);
    } catch {
      // Kept for this page at least.
    }
  }
}
