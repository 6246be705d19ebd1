import { FAMILY, FIRST, maskFace, STEPS, WIDEST } from "./mask-face";
import type { Twin } from "./twin";
import { readWidths, WORD } from "./widths";
import { Key, Kind } from "./wire";

/** A place where a line may be broken, without any width (U+200B). */
const BREAK = "\u200b";

/** How a text is set, in CSS pixels. */
export interface Setting {
  readonly size: number;
  /** What is put behind every sign. */
  readonly spacing: number;
}

/** Masked texts whose words are as wide as the customer's: the same dots, of other widths. */
export class MaskedTexts {
  /** What stands in the document instead of the text that was sent. */
  readonly #shown = new Map<Twin, string>();
  readonly #changed = new Set<Twin>();
  /** Documents that have the face; false while it is on its way. */
  readonly #ready = new WeakMap<Document, boolean>();

  /** The text, the widths of its words, or how it is set may be others now. */
  change(twin: Twin): void {
    if (twin.getState(Key.Widths) !== "" || this.#shown.has(twin)) this.#changed.add(twin);
  }

  /** Style sheets or fonts have come: everything once more. */
  changeAll(): void {
    for (const twin of this.#shown.keys()) this.#changed.add(twin);
  }

  forget(twin: Twin): void {
    this.#shown.delete(twin);
    this.#changed.delete(twin);
  }

  /** What the twin's node says here. */
  textOf(twin: Twin): string {
    return this.#shown.get(twin) ?? twin.text;
  }

  settle(): void {
    if (this.#changed.size === 0) return;
    const due = [...this.#changed].filter((twin) => this.#isReady(twin));
    // All are read before any is written: else the browser would find out the styles anew for each.
    const parents = new Map<Twin, { readonly family: string; readonly setting: Setting }>();
    for (const { parent } of due) if (parent?.kind === Kind.Html && !parents.has(parent)) parents.set(parent, settingOf(parent.node as Element));
    for (const twin of due) {
      this.#changed.delete(twin);
      const found = twin.parent === null ? undefined : parents.get(twin.parent);
      const widths = twin.getState(Key.Widths);
      if (found === undefined || widths === "") this.#shown.delete(twin);
      else this.#shown.set(twin, dotted(twin.text, readWidths(widths), found.setting));
      if (twin.node.nodeValue !== this.textOf(twin)) twin.node.nodeValue = this.textOf(twin);
    }
    for (const [{ node }, { family }] of parents) if (!family.includes(FAMILY)) (node as HTMLElement).style.setProperty("font-family", `${FAMILY}, ${family}`, "important");
  }

  /** Whether the document that the twin is in has the face. If not it gets it, and settles once more. */
  #isReady({ node }: Twin): boolean {
    const doc = node.ownerDocument;
    const view = doc?.defaultView;
    if (doc == null || view == null) return false;
    const ready = this.#ready.get(doc);
    if (ready === undefined) {
      this.#ready.set(doc, false);
      const face = maskFace(view);
      doc.fonts.add(face);
      face.load().then(() => {
        this.#ready.set(doc, true);
        this.settle();
      }, () => undefined); // then dots of one width have to do
    }
    return ready === true;
  }
}

function settingOf(element: Element): { family: string; setting: Setting } {
  const { fontFamily = "", fontSize = "", letterSpacing = "" } = element.ownerDocument.defaultView?.getComputedStyle(element) ?? {};
  return { family: fontFamily, setting: { size: parseFloat(fontSize) || 16, spacing: parseFloat(letterSpacing) || 0 } };
}

/** A text of dots, its words as wide as told, each with as many dots as before. Words of which nothing is told stay as they are. */
export function dotted(text: string, words: readonly (readonly number[])[], setting: Setting): string {
  let at = 0;
  return text.replace(WORD, (word) => {
    const parts = words[at++] ?? [];
    const whole = parts.reduce((sum, part) => sum + part, 0);
    if (whole === 0) return word;
    return parts.map((width) => row(width, Math.round([...word].length * width / whole), setting)).join(BREAK);
  });
}

/**
 * So many dots that take so many pixels together. Each ends on a whole pixel, to the next step of the face: browsers that place letters on whole pixels only would add up
 * what is lost or won at each of them.
 */
function row(width: number, count: number, { size, spacing }: Setting): string {
  const dots = Math.max(1, Math.min(count, Math.floor(width)));
  const room = width - dots * spacing;
  let signs = "";
  for (let i = 1, start = 0; i <= dots; i++) {
    const place = (room * i) / dots;
    const end = Math.round(((i < dots ? Math.round(place) : place) / size) * STEPS);
    signs += String.fromCharCode(FIRST + Math.max(0, Math.min(WIDEST, end - start)));
    start = end;
  }
  return signs;
}
