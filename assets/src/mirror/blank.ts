/** A click that reaches a replica all the same (its frame takes none) follows no link and submits nothing. */
export function hold(doc: Document): void {
  for (const name of ["click", "auxclick", "submit"]) doc.addEventListener(name, (event) => { event.preventDefault(); }, true);
}

/**
 * Empties a document and puts it into the wanted mode. The markup is one of two constants; nothing of the page goes
 * this way. `document.open` keeps the policies the document was loaded with.
 */
export function blank(doc: Document, quirks: boolean): void {
  doc.open();
  doc.write(quirks ? "<html>" : "<!doctype html>");
  doc.close();
  doc.documentElement.remove();
}

