import type { Dirt } from "./dirt";
import { sheetName } from "./hash";
import { Cover, quiet } from "./mask";
import type { Twin } from "./twin";
import { Key, Kind } from "./wire";

/** Which style sheets the agent already has, page after page of one session. Kept by whoever holds the session. */
export interface SheetMemory {
  has(name: string): boolean;
  add(name: string): void;
}

export interface SheetHost {
  /** The text of a sheet has to be sent before the next difference. */
  send(name: string, base: string, text: string): void;
  /** Something arrived outside of a mutation: it goes out in a task of its own, as naming it took long enough. */
  wake(): void;
}

/** How long a slow style sheet may hold up the first paint, in milliseconds. */
const PATIENCE = 800;
/** Rules changed by script are read, and sent, at most so often, in milliseconds: each time it is the whole sheet. */
const READ_APART = 120;
/** Texts kept in case the agent lacks one, in characters. */
const KEPT = 16 << 20;
/** Texts by address: pages that load a sheet again give it another address each time. */
const FETCHED = 99;

/**
 * Style sheets, by content. An owner (`<style>`, `<link>`) or an adopting root has a state that names its sheets; the
 * texts travel once per session.
 */
export class Sheets {
  /** Rules for the fonts that scripts have made for a document (script-faces.ts). */
  faces: ((doc: Document) => string) | null = null;
  readonly #owners = new Set<Twin>();
  readonly #roots = new Set<Twin>();
  /** Sheets whose rules were changed by script: their source text no longer tells what applies. */
  readonly #touched = new WeakSet<CSSStyleSheet>();
  readonly #adopted = new WeakMap<CSSStyleSheet, string>();
  readonly #texts = new Map<string, { base: string; text: string }>();
  /** Texts of linked sheets by address, or null where the customer's browser may not read them. */
  readonly #fetched = new Map<string, Promise<string | null>>();
  /** Changed since they were last read. */
  readonly #stale = new Set<CSSStyleSheet>();
  #read = -Infinity;
  #due: number | null = null;
  #size = 0;
  /** Timers of the sheets that hold up the first paint. */
  readonly #waits = new Set<number>();
  /** Counts streams: what is read for one of them does not count for the next. */
  #era = 0;

  constructor(
    private readonly win: Window & typeof globalThis,
    private readonly dirt: Dirt,
    private readonly host: SheetHost,
    private readonly memory: SheetMemory,
  ) {}

  /** Whether nothing that a first paint needs is still being read. */
  get settled(): boolean {
    return this.#waits.size === 0;
  }

  get texts(): Iterable<{ readonly base: string; readonly text: string }> {
    return this.#texts.values();
  }

  /** Nothing was sent of any node, and nothing is waited for. What is known of sheets stays. */
  restart(): void {
    this.#era++;
    for (const timer of this.#waits) this.win.clearTimeout(timer);
    this.#waits.clear();
    if (this.#due !== null) this.win.clearTimeout(this.#due);
    this.#due = null;
    this.#owners.clear();
    this.#roots.clear();
  }

  forget(twin: Twin): void {
    this.#owners.delete(twin);
    this.#roots.delete(twin);
  }

  /** Sends a text again for an agent that turns out not to have it. */
  resend(name: string): void {
    const sheet = this.#texts.get(name);
    if (sheet !== undefined) this.host.send(name, sheet.base, sheet.text);
  }

  /** The rules of a sheet were changed through the CSSOM. They are read when the next difference is due: libraries insert them by the thousand. */
  touch(sheet: CSSStyleSheet): void {
    this.#touched.add(sheet);
    this.#adopted.delete(sheet);
    this.#stale.add(sheet);
  }

  /** Looks at the sheet of a style or link element. */
  owner(twin: Twin): void {
    this.#owners.add(twin);
    const element = twin.node as HTMLStyleElement | HTMLLinkElement;
    // Namespaces that nobody knows have such elements, too, without sheets.
    const sheet = (element as Partial<HTMLStyleElement>).sheet ?? null;
    if (sheet === null || sheet.disabled) {
      this.dirt.state(twin, Key.Sheet, "");
    } else if (twin.name === "link") {
      this.#linked(twin, element as HTMLLinkElement, sheet);
    } else {
      const written = element.textContent;
      const text = (written.trim() === "" || this.#touched.has(sheet) ? serialise(sheet) : written) ?? "";
      this.dirt.state(twin, Key.Sheet, this.#name(element.baseURI, twin.cover === Cover.Shown ? text : quiet(text)));
    }
  }

  /** Looks at the sheets that a document or shadow root adopted. */
  root(twin: Twin): void {
    const adopted = (twin.node as Document | ShadowRoot).adoptedStyleSheets as CSSStyleSheet[] | undefined;
    if (adopted === undefined) return;
    this.#roots.add(twin);
    const names: string[] = [];
    for (const sheet of adopted) {
      if (sheet.disabled) continue;
      let name = twin.cover === Cover.Shown ? this.#adopted.get(sheet) : undefined;
      if (name === undefined) {
        const media = sheet.media.mediaText;
        const text = twin.cover === Cover.Shown ? (serialise(sheet) ?? "") : quiet(serialise(sheet) ?? "");
        name = this.#name((twin.node.ownerDocument ?? (twin.node as Document)).baseURI, media === "" ? text : `@media ${media}{${text}}`);
        if (twin.cover === Cover.Shown) this.#adopted.set(sheet, name);
      }
      names.push(name);
    }
    const faces = twin.kind === Kind.Document && twin.cover === Cover.Shown ? this.faces?.(twin.node as Document) : "";
    if (faces) names.push(this.#name((twin.node as Document).baseURI, faces));
    this.dirt.state(twin, Key.Adopted, names.join(","));
  }

  /** Reads what has changed. `push` on a list of adopted sheets tells nobody, but comparing is cheap. */
  refresh(): void {
    const now = this.win.performance.now();
    if (this.#stale.size > 0 && now - this.#read >= READ_APART) {
      this.#read = now;
      for (const owner of this.#owners) {
        const { sheet } = owner.node as HTMLStyleElement;
        if (sheet != null && this.#stale.has(sheet)) this.owner(owner);
      }
      this.#stale.clear();
    } else if (this.#stale.size > 0 && this.#due === null) {
      this.#due = this.win.setTimeout(() => {
        this.#due = null;
        this.host.wake();
      }, READ_APART);
    }
    // A page that is still being written in pieces is compared in the end: its shadow roots are many by then, and its pieces too.
    if (this.dirt.cut.size === 0) for (const root of this.#roots) this.root(root);
  }

  #linked(twin: Twin, link: HTMLLinkElement, sheet: CSSStyleSheet): void {
    if (this.#touched.has(sheet)) {
      this.dirt.state(twin, Key.Sheet, this.#name(link.href, serialise(sheet) ?? ""));
      return;
    }
    const { href } = link;
    let text = this.#fetched.get(href);
    if (text === undefined) {
      if (this.#fetched.size > FETCHED) this.#fetched.clear();
      text = this.#fetch(href);
      this.#fetched.set(href, text);
    }
    const era = this.#era;
    const timer = this.win.setTimeout(() => {
      this.#waits.delete(timer);
      this.host.wake();
    }, PATIENCE);
    this.#waits.add(timer);
    void text.then((found) => {
      this.win.clearTimeout(timer);
      this.#waits.delete(timer);
      if (era !== this.#era || !twin.live || link.sheet !== sheet) return;
      const read = found ?? serialise(sheet);
      this.dirt.state(twin, Key.Sheet, read === null ? `@${href}` : this.#name(href, read));
      this.host.wake();
    });
  }

  /**
   * The source rather than the parsed rules: browsers drop what they do not know when they serialise, and lose
   * longhands beside shorthands with variables. The browser has just loaded it, so this reads its cache.
   */
  async #fetch(href: string): Promise<string | null> {
    try {
      const reply = await this.win.fetch(href, { cache: "force-cache", credentials: sameOrigin(this.win, href) ? "same-origin" : "omit" });
      return reply.ok ? await reply.text() : null;
    } catch {
      return null;
    }
  }

  #name(origin: string, text: string): string {
    // A sheet without addresses is the same wherever it stands.
    const base = /url\(|@import|image-set|src\(/i.test(text) ? withoutQuery(origin) : "";
    const name = sheetName(base, text);
    if (!this.#texts.has(name)) {
      this.#texts.set(name, { base, text });
      this.#size += text.length;
      for (const [old, sheet] of this.#texts) {
        if (this.#size <= KEPT || old === name) break;
        this.#texts.delete(old);
        this.#size -= sheet.text.length;
      }
      if (!this.memory.has(name)) {
        this.memory.add(name);
        this.host.send(name, base, text);
      }
    }
    return name;
  }
}

/** An address to start from: what follows the path decides nothing, and may hold what nobody else should know. */
export function withoutQuery(address: string): string {
  return address.replace(/[?#].*/s, "");
}

/** The rules of a sheet as text, or null where another origin's may not be read. */
export function serialise(sheet: CSSStyleSheet): string | null {
  try {
    let text = "";
    for (let i = 0; i < sheet.cssRules.length; i++) text += (sheet.cssRules[i]?.cssText ?? "") + "\n";
    return text;
  } catch {
    return null;
  }
}

function sameOrigin(win: Window, href: string): boolean {
  try {
    return new URL(href).origin === win.location.origin;
  } catch {
    return false;
  }
}
