import { signal } from "@preact/signals";

/**
 * Which edition of the console this page is of, and whether the server has another by now. Scripts have stable names: after an upgrade of the server,
 * a part that is fetched only then would meet the shared scripts of before.
 */
export class Edition {
  /** The server has another one. */
  readonly isOld = signal(false);
  readonly #own: () => string | null;
  readonly #current: () => Promise<string | null>;

  constructor(own: () => string | null, current: () => Promise<string | null>) {
    this.#own = own;
    this.#current = current;
  }

  /** Asks the server. Where there is no answer, nothing is known to have changed. */
  async check(): Promise<void> {
    const own = this.#own();
    const current = await this.#current().catch(() => null);
    if (own !== null && current !== null) this.isOld.value = current !== own;
  }
}

/** What the server wrote into the console's HTML (web/edition.go); null where it is not there. */
export function editionIn(html: string): string | null {
  return /<meta name="edition" content="([\w-]+)"/.exec(html)?.[1] ?? null;
}
