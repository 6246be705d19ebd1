const key = "tandem.sheets";
/** A name is a hash of some twenty characters: more than enough for a site, and little enough for the storage. */
const maxNames = 500;

/**
 * The names of the style sheets that the agent has from this session, remembered from page to page, so that the second page of a site
 * sends names and not texts. An agent who has one no more (a reload of the console) asks for it.
 */
export class SheetNames {
  readonly #names: Set<string>;

  constructor() {
    this.#names = new Set(read().split(" "));
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  add(name: string): void {
    if (this.#names.has(name) || this.#names.size >= maxNames) return;
    this.#names.add(name);
    try {
      sessionStorage.setItem(key, `${read()} ${name}`);
    } catch {
      // Storage can be forbidden or full: the next page sends the sheet again.
    }
  }
}

/** Ends with the session. */
export function forgetSheetNames(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // As above.
  }
}

function read(): string {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}
