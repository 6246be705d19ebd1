import { Cover } from "./mask";
import type { Parts } from "./parts";
import { type Twin, walk } from "./twin";
import { MOST_WORDS, type Part, WORD, writeWidths } from "./widths";
import { Key, Kind } from "./wire";

/** How long after a frame was sent its masked texts are measured, in milliseconds: the page has been laid out by then. */
const AFTER = 60;
/** … and those that had no place on the page the last time, or that are only set in another way perhaps. */
const AGAIN = 500;
/** Time that one go may take, in milliseconds; the rest waits for the next. */
const GO = 3;
/** Texts without a place that are looked at in one go. */
const MOST_HIDDEN = 200;
/** A box is drawn in its own size if it is within this part of it: rounding. */
const NEARLY = 0.02;

/**
 * Measures the words of masked texts, so that their dots can take the room that they do (README.md, "Privacy"). Never while a difference is being made: a little at a
 * time, after the page had its turn. What it tells of a word is no more than what the page around it tells of a text of one word: its width.
 */
export class MaskMeter {
  readonly #range: Range;
  /** Texts that had no place on the page. */
  readonly #hidden = new Set<Twin>();
  /** Elements below which texts may be set in another way now. */
  readonly #restyled = new Set<Twin>();
  readonly #documents = new Set<Document>();
  #timer: number | null = null;
  #isSoon = false;

  constructor(private readonly parts: Pick<Parts, "win" | "all" | "dirt" | "inspector" | "wake">) {
    this.#range = new parts.win.Range();
  }

  /** Another font makes other widths. */
  watch(doc: Document): void {
    this.#documents.add(doc);
    doc.fonts.addEventListener("loadingdone", this.#fontsCame);
  }

  /** A frame was sent. */
  written(): void {
    if (this.parts.inspector.unmeasured.size > 0) this.#schedule(AFTER, true);
    else if (this.#hidden.size > 0 || this.#restyled.size > 0) this.#schedule(AGAIN, false);
  }

  restyled(twin: Twin): void {
    this.#restyled.add(twin);
  }

  stop(): void {
    if (this.#timer !== null) this.parts.win.clearTimeout(this.#timer);
    for (const doc of this.#documents) doc.fonts.removeEventListener("loadingdone", this.#fontsCame);
  }

  readonly #fontsCame = (): void => {
    for (const twin of this.parts.all.living) if (isMasked(twin)) this.parts.inspector.unmeasured.add(twin);
    this.written();
  };

  #schedule(delay: number, isSoon: boolean): void {
    if (this.#timer !== null) {
      if (this.#isSoon || !isSoon) return;
      this.parts.win.clearTimeout(this.#timer);
    }
    this.#isSoon = isSoon;
    this.#timer = this.parts.win.setTimeout(() => {
      this.#timer = null;
      this.#go();
    }, delay);
  }

  #go(): void {
    const { win, dirt, inspector: { unmeasured }, wake } = this.parts;
    const end = win.performance.now() + GO;
    for (const top of this.#restyled) if (top.live) walk(top, (twin) => { if (isMasked(twin)) unmeasured.add(twin); });
    this.#restyled.clear();
    for (const twin of [...this.#hidden].slice(0, MOST_HIDDEN)) {
      if (win.performance.now() > end) break;
      this.#hidden.delete(twin);
      if (twin.live) this.#look(twin);
    }
    for (const twin of unmeasured) {
      if (win.performance.now() > end) break;
      unmeasured.delete(twin);
      if (twin.live) this.#look(twin);
    }
    // It must hold on to nothing of the page.
    this.#range.setStart(win.document, 0);
    this.#range.collapse(true);
    if (unmeasured.size > 0) this.#schedule(AFTER, true);
    if (dirt.any) wake();
  }

  #look(twin: Twin): void {
    const words = twin.parent?.kind === Kind.Html ? this.#words(twin.node as Text, twin.parent.node as HTMLElement) : [];
    if (words === null) this.#hidden.add(twin);
    else this.parts.dirt.state(twin, Key.Widths, writeWidths(words));
  }

  /** Null where the text has no place on the page at the moment, or what it takes cannot be told: turned, or written from top to bottom. */
  #words(text: Text, element: HTMLElement): Part[][] | null {
    const scale = scaleOf(element);
    if (scale === null) return null;
    const words: Part[][] = [];
    for (const { 0: word, index } of text.data.matchAll(WORD)) {
      if (words.length >= MOST_WORDS) break;
      this.#range.setStart(text, index);
      this.#range.setEnd(text, index + word.length);
      const parts = partsOf(this.#range.getClientRects(), scale, words.at(-1)?.at(-1)?.line ?? 0);
      if (parts.length === 0) return null;
      words.push(parts);
    }
    return words;
  }
}

/** A text that is shown as dots. */
function isMasked({ kind, cover }: Twin): boolean {
  return kind === Kind.Text && cover !== Cover.Shown;
}

/** A word on each of the lines that it is broken over; `line` is where the one before it ended. Where the direction changes there are several boxes on one line. */
function partsOf(boxes: DOMRectList, scale: number, line: number): Part[] {
  const parts: Part[] = [];
  let at = line;
  for (const { top, width, height } of boxes) {
    if (Math.abs(top - at) > height / 2) at = top;
    const last = parts.at(-1);
    if (last?.line === at) parts[parts.length - 1] = { line: at, width: last.width + width / scale };
    else parts.push({ line: at, width: width / scale });
  }
  return parts;
}

/** How many pixels on the screen one of the element's own is; null where they do not lie side by side there. */
function scaleOf(element: HTMLElement): number | null {
  let box = element;
  // What flows with the text has no size of its own.
  while (box.offsetWidth < 32 && box.parentElement !== null) box = box.parentElement as HTMLElement;
  const { width, height } = box.getBoundingClientRect();
  const [across, down] = [width / box.offsetWidth, height / box.offsetHeight];
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  if (style === undefined || !style.writingMode.startsWith("horizontal") || !Number.isFinite(across)) return null;
  const slack = NEARLY + 1 / box.offsetWidth;
  if (Math.abs(across - 1) < slack) return 1;
  return Math.abs(across / down - 1) < slack + 1 / box.offsetHeight ? across : null;
}
