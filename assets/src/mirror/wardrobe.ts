import { addressesIn, type AddressUse, type CssContext, rewriteCss } from "./css";
import { Limit } from "./wire";

/** How a page's sheets are to be rewritten. */
export interface Fashion extends Omit<CssContext, "base"> {
  /** Tells apart what was rewritten in different ways. */
  readonly name: string;
}

const NONE: ReadonlySet<string> = new Set();

/** The style sheets of a session, by name: they outlive the pages that use them. */
export class Wardrobe {
  readonly #texts = new Map<string, { base: string; text: string }>();
  readonly #rewritten = new Map<string, string>();
  readonly #addresses = new Map<string, ReadonlySet<string>>();
  #size = 0;

  add(name: string, base: string, text: string): void {
    if (this.#texts.has(name)) return;
    this.#size += text.length;
    this.#texts.set(name, { base, text });
    // What is dropped here and wanted again is asked for again.
    for (const [old, sheet] of this.#texts) {
      if (this.#size <= Limit.sheets || old === name) break;
      this.#texts.delete(old);
      this.#rewritten.clear();
      this.#addresses.clear();
      this.#size -= sheet.text.length;
    }
  }

  has(name: string): boolean {
    return this.#texts.has(name);
  }

  /** The addresses in a sheet, as the rewritten text names them; only those of one use, if one is named. None while the sheet is still on its way. */
  addresses(name: string, use?: AddressUse): ReadonlySet<string> {
    const key = `${name} ${use ?? ""}`;
    const sheet = this.#texts.get(name);
    let found = this.#addresses.get(key);
    if (found === undefined && sheet !== undefined) this.#addresses.set(key, (found = new Set(addressesIn(sheet.text, sheet.base, use))));
    return found ?? NONE;
  }

  /** The text as the replica may apply it. */
  css(name: string, fashion: Fashion): string | undefined {
    const key = `${name} ${fashion.name}`;
    const known = this.#rewritten.get(key);
    if (known !== undefined) return known;
    const sheet = this.#texts.get(name);
    if (sheet === undefined) return undefined;
    const css = rewriteCss(sheet.text, { ...fashion, base: sheet.base });
    this.#rewritten.set(key, css);
    return css;
  }

  /** Another address stands for this one from now on: in every sheet, also in those that no page wears at the moment. */
  outdated(address: string): void {
    for (const key of this.#rewritten.keys()) if (this.addresses(key.slice(0, key.indexOf(" "))).has(address)) this.#rewritten.delete(key);
  }
}
