import { sizeText } from "../../../files/size";
import type { Entry } from "../../../shared/wire.gen";
import type { Words } from "../../words/en";

/** C7: what is left of a file: its name and size, whom it was for, and whether it arrived. */
export function fileText({ text, size = 0, to, outcome }: Entry, words: Words["desk"], locale: string): string {
  return words.file(text, sizeText(size, locale), to ?? "", outcome === "sent" || outcome === "elsewhere" ? undefined : outcome);
}
