import { type CssContext, rewriteCss } from "./css";
import { Limit } from "./wire";

/** The style sheets of a session, by name: they outlive the pages that use them. */
export class Wardrobe {
  readonly #texts = new Map<string, { base: string; text: string }>();
  readonly #rewritten = new Map<string, string>();
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
      this.#size -= sheet.text.length;
    }
  }

  has(name: string): boolean {
    return this.#texts.has(name);
  }

  /** The text as the replica may apply it, under the customer's answers to media features. */
  css(name: string, media: string): string | undefined {
    const key = `${name} ${media}`;
    const known = this.#rewritten.get(key);
    if (known !== undefined) return known;
    const sheet = this.#texts.get(name);
    if (sheet === undefined) return undefined;
    const context: CssContext = { base: sheet.base, media };
    const css = rewriteCss(sheet.text, context);
    this.#rewritten.set(key, css);
    return css;
  }
}
