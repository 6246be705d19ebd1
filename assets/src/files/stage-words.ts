import { sizeText } from "./size";
import type { FileShown } from "./transfer";
import type { FileWords } from "./words/words";

/** Where a file stands, in one sentence; it changes with the stage, and not with every byte. */
export function stageText({ stage, isOutgoing, from, ending, taken }: FileShown, words: FileWords): string {
  switch (stage) {
    case "asked":
      return words.asked(from || words.nameless);
    case "moving":
      return isOutgoing ? words.sending : words.receiving;
    case "here":
      return isRisky(taken) ? words.careful : words.here;
    case "over":
      return words.endings[ending ?? "refused"];
    case "asking":
    case "connecting":
    case "paused":
      return words[stage];
  }
}

/** How much of it there is; of one that came, of what kind. */
export function amountText({ stage, size, moved, taken }: FileShown, words: FileWords): string {
  const whole = sizeText(size, words.lang);
  if (stage === "moving" || stage === "paused") return words.moved(sizeText(moved, words.lang), whole);
  return taken ? `${words.kinds[taken.kind]}, ${whole}` : whole;
}

/** Whether it could do something by being opened, by its bytes or by its name (safe-name.ts). */
export function isRisky(taken: FileShown["taken"]): boolean {
  return taken?.name.endsWith(".unsafe") === true;
}
