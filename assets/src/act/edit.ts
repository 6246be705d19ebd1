/**
 * Changes of one text, made by two people at once.
 *
 * An edit walks over the old text from its beginning: a positive number keeps so many characters, a negative one removes so many, a string
 * is put in. What is left over at the end is kept. Characters are UTF-16 code units, as in the DOM's selections.
 *
 * `transform` is the heart of operational transformation (Ellis and Gibbs 1989; the two-party form of Nichols et al., "Jupiter", 1995): of two edits
 * of the same text it makes the two that lead on from each other's result to one and the same text. Nobody's insertion is ever lost: a
 * removal takes only characters that were there when it was made.
 */
export type Edit = readonly (number | string)[];

/** The text after the edit. Throws RangeError if the edit reaches beyond the text. */
export function applyEdit(text: string, edit: Edit): string {
  let at = 0;
  let result = "";
  for (const part of edit) {
    if (typeof part === "string") {
      result += part;
      continue;
    }
    const end = at + Math.abs(part);
    if (end > text.length) throw new RangeError(`edit reaches to ${end} in a text of ${text.length}`);
    if (part > 0) result += text.slice(at, end);
    at = end;
  }
  return result + text.slice(at);
}

/** The shortest single replacement that turns one text into the other, by their common beginning and end. Empty if they are equal. */
export function difference(before: string, after: string): Edit {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return compact([head, head + tail - before.length, after.slice(head, after.length - tail)]);
}

/**
 * For two edits of the same text: what `edit` becomes once `other` has been made. Where both put text at the same place, the one for which
 * `isFirst` is true comes before; the two sides must say the opposite of each other.
 */
export function transform(edit: Edit, other: Edit, isFirst: boolean): Edit {
  const mine = new Parts(edit);
  const theirs = new Parts(other);
  const result: (number | string)[] = [];
  while (mine.isLeft) {
    const part = mine.peek;
    if (typeof part === "string" && (isFirst || typeof theirs.peek !== "string")) {
      result.push(part);
      mine.skip(part.length);
      continue;
    }
    const their = theirs.peek;
    if (typeof their === "string") {
      result.push(their.length);
      theirs.skip(their.length);
      continue;
    }
    if (typeof part === "string") continue;
    const span = Math.min(Math.abs(part), Math.abs(their));
    if (their > 0) result.push(part > 0 ? span : -span);
    mine.skip(span);
    theirs.skip(span);
  }
  return compact(result);
}

/** Two edits, one after the other, as one. */
export function compose(first: Edit, second: Edit): Edit {
  const before = new Parts(first);
  const after = new Parts(second);
  const result: (number | string)[] = [];
  while (before.isLeft || after.isLeft) {
    const made = before.peek;
    const done = after.peek;
    if (typeof done === "string") {
      result.push(done);
      after.skip(done.length);
    } else if (typeof made === "number" && made < 0) {
      result.push(made);
      before.skip(-made);
    } else {
      const span = Math.min(lengthOf(made), Math.abs(done));
      if (typeof made === "string") {
        if (done > 0) result.push(made.slice(0, span));
      } else {
        result.push(done > 0 ? span : -span);
      }
      before.skip(span);
      after.skip(span);
    }
  }
  return compact(result);
}

/**
 * Where a caret at `at` stands after the edit. At the place of an insertion it stays before it unless `movesAlong`; what replaces text that ended at the
 * caret (a page that makes letters capital) ends at the caret too.
 */
export function mapPosition(at: number, edit: Edit, movesAlong: boolean): number {
  let old = 0;
  let now = 0;
  let isReplaced = false;
  for (const part of edit) {
    if (typeof part === "string") {
      if (old < at || (old === at && (movesAlong || isReplaced))) now += part.length;
      continue;
    }
    isReplaced = part < 0;
    const inside = Math.min(Math.max(at - old, 0), Math.abs(part));
    if (part > 0) now += inside;
    old += Math.abs(part);
    if (old > at) return now;
  }
  return now + Math.max(at - old, 0);
}

/** Reads an edit of a stranger: undefined unless it is one, has at most `maxParts` parts and puts in at most `maxText` characters. */
export function asEdit(value: unknown, maxParts: number, maxText: number): Edit | undefined {
  if (!Array.isArray(value) || value.length > maxParts) return undefined;
  let text = 0;
  for (const part of value as unknown[]) {
    if (typeof part === "string") text += part.length;
    else if (typeof part !== "number" || !Number.isSafeInteger(part) || part === 0) return undefined;
  }
  return text <= maxText ? compact(value as (number | string)[]) : undefined;
}

/** Joins neighbours of one kind, drops what does nothing, and lets a trailing keep go. */
function compact(parts: Edit): Edit {
  const result: (number | string)[] = [];
  for (const part of parts) {
    if (part === 0 || part === "") continue;
    const last = result[result.length - 1];
    if (typeof part === "string" && typeof last === "string") result[result.length - 1] = last + part;
    else if (typeof part === "number" && typeof last === "number" && part > 0 === last > 0) result[result.length - 1] = last + part;
    else result.push(part);
  }
  const last = result[result.length - 1];
  if (typeof last === "number" && last > 0) result.pop();
  return result;
}

function lengthOf(part: number | string): number {
  return typeof part === "string" ? part.length : Math.abs(part);
}

/** A place within an edit. Beyond its end everything is kept. */
class Parts {
  #index = 0;
  #used = 0;

  constructor(private readonly edit: Edit) {}

  get isLeft(): boolean {
    return this.#index < this.edit.length;
  }

  /** What is left of the part at this place. */
  get peek(): number | string {
    const part = this.edit[this.#index];
    if (part === undefined) return Number.MAX_SAFE_INTEGER;
    if (typeof part === "string") return part.slice(this.#used);
    return part > 0 ? part - this.#used : part + this.#used;
  }

  skip(count: number): void {
    const part = this.edit[this.#index];
    if (part === undefined) return;
    this.#used += count;
    if (this.#used < lengthOf(part)) return;
    this.#index++;
    this.#used = 0;
  }
}
