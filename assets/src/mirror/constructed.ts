/** Sheets kept for each document: a page that changes the rules of a sheet makes another one of it several times a second, for hours. */
const MOST = 256;

/** The constructed style sheets of a session's documents, by name: roots that adopt the same one share it. The last ones only, as roots hold those that they wear themselves. */
export class Constructed {
  readonly #made = new WeakMap<Document, Map<string, CSSStyleSheet>>();

  /** The sheet of this name, made of what `css` gives if there is none. Nothing where there is no text yet. */
  sheet(doc: Document, name: string, css: () => string | undefined): CSSStyleSheet | undefined {
    const Sheet = doc.defaultView?.CSSStyleSheet;
    if (Sheet === undefined) return undefined;
    const made = this.#made.get(doc) ?? new Map<string, CSSStyleSheet>();
    this.#made.set(doc, made);
    let sheet = made.get(name);
    if (sheet === undefined) {
      const text = css();
      if (text === undefined) return undefined;
      sheet = new Sheet();
      sheet.replaceSync(text);
    }
    // The one used last comes last.
    made.delete(name);
    made.set(name, sheet);
    for (const old of made.keys()) {
      if (made.size <= MOST) break;
      made.delete(old);
    }
    return sheet;
  }

  /** The text of this name reads otherwise now. False if the sheet is not kept any more. */
  rewrite(doc: Document, name: string, css: string): boolean {
    const sheet = this.#made.get(doc)?.get(name);
    sheet?.replaceSync(css);
    return sheet !== undefined;
  }
}
