/**
 * How wide the words of a masked text are, as it travels: a state of the text's node. One entry for each word (a run of what is not a space), with spaces between
 * them, in whole CSS pixels; a word that is broken over lines is the widths of its parts, joined by plus signs: `34 12 20+15`.
 */

/** Words of one text that are told; those beyond are as wide as their dots. */
export const MOST_WORDS = 1000;
/** No word is wider, in CSS pixels. */
const WIDEST = 16_384;

/** The words of a text. Its dots (mask.ts) have the same. */
export const WORD = /\S+/gu;

/** A word, or the part of one, as it lies on a line. */
export interface Part {
  /** Tells lines apart. */
  readonly line: number;
  readonly width: number;
}

/**
 * Whole pixels only. What rounding takes from a word it gives to the next one on the line, so that each begins within half a pixel of where it does, and none is told more
 * exactly than to a pixel.
 */
export function writeWidths(words: readonly (readonly Part[])[]): string {
  let [line, left] = [Number.NaN, 0];
  const whole = (part: Part): number => {
    const exact = part.width + (part.line === line ? left : 0);
    const width = Math.max(0, Math.round(exact));
    [line, left] = [part.line, exact - width];
    return width;
  };
  return words.map((parts) => parts.map(whole).join("+")).join(" ");
}

/** The parts of each word; what is no number is no part. */
export function readWidths(state: string): number[][] {
  return state === "" ? [] : state.split(" ", MOST_WORDS).map((word) => word.split("+").map(Number).filter((width) => width >= 0 && width <= WIDEST));
}
