import { type ReadonlySignal, signal } from "@preact/signals";
import { decodeJson, encodeJson, type Json } from "../../shared/json";
import type { PageLink } from "./page-links";

/** Pages of one session that are remembered. */
const maxPages = 100;

/** The part of sessionStorage that is needed; it may be forbidden, and then throws. */
export type Memory = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** I9: the pages that were seen in a session, the newest first and each once; a reload of the console forgets none. */
export class PageHistory {
  readonly #pages;
  readonly pages: ReadonlySignal<readonly PageLink[]>;
  readonly #key: string;

  constructor(session: string, private readonly memory: Memory) {
    this.#key = `tandem.pages.${session}`;
    this.#pages = signal(this.#read());
    this.pages = this.#pages;
  }

  /** The customer is on this page; a title that comes later takes the place of none. */
  visit({ url, title }: { readonly url: string; readonly title: string }): void {
    if (!/^https?:/i.test(url)) return;
    const before = this.#pages.value.find((page) => page.url === url);
    const label = title.trim() || before?.label || url.replace(/^https?:\/\//i, "");
    if (before && this.#pages.value[0] === before && before.label === label) return;
    this.#pages.value = [{ url, label }, ...this.#pages.value.filter((page) => page.url !== url)].slice(0, maxPages);
    try {
      this.memory.setItem(this.#key, encodeJson(this.#pages.value.map((page) => ({ url: page.url, label: page.label }))));
    } catch {
      // Remembered for as long as the window is not reloaded.
    }
  }

  /** The session is over. */
  forget(): void {
    try {
      this.memory.removeItem(this.#key);
    } catch {
      // Then nothing was kept either.
    }
  }

  #read(): readonly PageLink[] {
    try {
      const kept = decodeJson(this.memory.getItem(this.#key) ?? "[]");
      return Array.isArray(kept) ? (kept as readonly Json[]).flatMap((page) => asLink(page) ?? []) : [];
    } catch {
      return [];
    }
  }
}

function asLink(value: Json): PageLink | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { url, label } = value as Readonly<Record<string, Json | undefined>>;
  return typeof url === "string" && /^https?:/i.test(url) && typeof label === "string" ? { url, label } : undefined;
}
