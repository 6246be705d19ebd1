import { assetsOf } from "./assets-of";

export interface WarmerOptions {
  readonly fetch: typeof fetch;
  /** The page that the customer is on. */
  readonly here: URL;
  /** Whether the customer still lets agents open pages, the session is live and the page in sight; asked before every request. */
  readonly mayGoOn: () => boolean;
  /** Resolves when the browser has nothing better to do. */
  readonly idle: () => Promise<void>;
  /** Addresses that this page has loaded itself. */
  readonly isLoaded: (address: string) => boolean;
}

/** What one session costs a customer at most, in bytes as they are after decompression, requests, and pages looked at. */
const mostBytes = 2 * 1024 * 1024;
const mostBytesOfOne = 512 * 1024;
const mostAssets = 60;
const mostPages = 8;

/**
 * I10: loads beforehand what the site's favourites need, so that a page that the agent sends shows at once. The page itself is asked for without cookies and only to learn
 * what it needs; a page that answers differently then, redirects, or is slow is left alone. The files go into the browser's own cache, as the page would put them there.
 */
export class Warmer {
  #left = mostBytes;
  #assets = 0;

  constructor(private readonly options: WarmerOptions) {}

  /** One after the other. Returns how many files were loaded. */
  async warm(pages: readonly string[]): Promise<number> {
    for (const page of this.#wanted(pages)) {
      const html = await this.#text(page);
      if (html === undefined) continue;
      for (const asset of assetsOf(html, page)) {
        if (this.#assets >= mostAssets) return this.#assets;
        if (!this.options.isLoaded(asset)) await this.#load(asset);
      }
    }
    return this.#assets;
  }

  #wanted(pages: readonly string[]): readonly URL[] {
    const { here } = this.options;
    const urls = pages.flatMap((page) => {
      try {
        return [new URL(page)];
      } catch {
        return [];
      }
    });
    return urls.filter((url) => url.origin === here.origin && url.pathname !== here.pathname && url.username === "").slice(0, mostPages);
  }

  async #text(page: URL): Promise<string | undefined> {
    const response = await this.#ask(page.href, "omit");
    if (response?.headers.get("content-type")?.startsWith("text/html") !== true) {
      void response?.body?.cancel();
      return undefined;
    }
    const bytes = await this.#read(response);
    return bytes && new TextDecoder().decode(bytes);
  }

  async #load(asset: string): Promise<void> {
    const response = await this.#ask(asset, "same-origin");
    if (response && (await this.#read(response))) this.#assets++;
  }

  /** GET, nothing else; nowhere but where it was asked for. */
  async #ask(url: string, credentials: "omit" | "same-origin"): Promise<Response | undefined> {
    await this.options.idle();
    if (this.#left <= 0 || !this.options.mayGoOn()) return undefined;
    try {
      const response = await this.options.fetch(url, { credentials, redirect: "error", priority: "low" } as RequestInit);
      if (response.ok) return response;
      void response.body?.cancel();
    } catch {
      // Not there, led elsewhere, or the page's policy forbids it.
    }
    return undefined;
  }

  /** To its end, or no browser keeps it; undefined for one that is too large. */
  async #read(response: Response): Promise<Uint8Array | undefined> {
    const most = Math.min(this.#left, mostBytesOfOne);
    const reader = response.body?.getReader();
    const parts: Uint8Array[] = [];
    let length = 0;
    if (!reader || Number(response.headers.get("content-length") ?? 0) > most) {
      void response.body?.cancel();
      return undefined;
    }
    try {
      for (let part = await reader.read(); part.value !== undefined; part = await reader.read()) {
        length += part.value.length;
        this.#left -= part.value.length;
        if (length > most) {
          void reader.cancel();
          return undefined;
        }
        parts.push(part.value);
      }
    } catch {
      return undefined;
    }
    return joined(parts, length);
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
