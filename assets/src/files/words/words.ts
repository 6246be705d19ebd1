import type { FileKind } from "../sniff";
import type { FileEnding } from "../transfer";
import { en } from "./en";
import { es } from "./es";

/** What is said of files on their way, to either side. A language is one file with one of these, and a line below. */
export interface FileWords {
  /** BCP 47, for the form of numbers. */
  readonly lang: string;
  readonly title: string;
  readonly attach: string;
  readonly asked: (name: string) => string;
  readonly accept: string;
  readonly decline: string;
  readonly cancel: string;
  readonly save: string;
  readonly close: string;
  readonly asking: string;
  readonly connecting: string;
  readonly sending: string;
  readonly receiving: string;
  readonly moved: (moved: string, size: string) => string;
  readonly paused: string;
  readonly here: string;
  readonly endings: Readonly<Record<FileEnding, string>>;
  readonly kinds: Readonly<Record<FileKind, string>>;
  /** Of what can do something when it is opened. */
  readonly careful: string;
  readonly nameless: string;
}

/** Every language that they are said in. */
const fileLanguages: readonly FileWords[] = [en, es];

/** The words for a language tag; English for any that we do not have. */
export function fileWordsFor(lang: string): FileWords {
  const main = lang.slice(0, 2).toLowerCase();
  return fileLanguages.find((words) => words.lang === main) ?? en;
}
