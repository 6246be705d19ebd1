/** How the code field's text looks while somebody types. */
export interface Typed {
  /** At most nine, without spaces. */
  readonly digits: string;
  /** `482 913 207`, as far as it is typed. */
  readonly text: string;
  /** Where the caret belongs in text. */
  readonly caret: number;
}

export const codeLength = 9;

/**
 * Makes sense of what is in the field, typed or pasted: keeps the digits, whatever is between them, and groups them in threes. The caret
 * stays behind the same digit.
 */
export function readTyped(raw: string, caret: number): Typed {
  const digits = digitsOf(raw).slice(0, codeLength);
  const before = digitsOf(raw.slice(0, caret)).slice(0, codeLength).length;
  return { digits, text: grouped(digits), caret: before + Math.floor(Math.max(0, before - 1) / 3) };
}

function grouped(digits: string): string {
  return digits.replace(/(\d{3})(?=\d)/g, "$1 ");
}

/** Digits of any script that has them in order (Unicode Nd comes in runs of ten): a keyboard may give Arabic or full-width ones. */
function digitsOf(text: string): string {
  let out = "";
  for (const character of text) {
    if (!/\p{Nd}/u.test(character)) continue;
    const zero = runStart(character.codePointAt(0) ?? 0);
    out += String((character.codePointAt(0) ?? 0) - zero);
  }
  return out;
}

/** Where the run of ten that a digit belongs to begins. */
function runStart(point: number): number {
  let start = point;
  while (point - start < 9 && /\p{Nd}/u.test(String.fromCodePoint(start - 1))) start--;
  return start;
}
