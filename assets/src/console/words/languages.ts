import type { Words } from "./en";

/** Every language that the console speaks, by its own name. A further one is a file beside en.ts, a line here and one in ../main.ts. */
export const languageNames = { en: "English", es: "Español" } as const satisfies Record<string, string>;

export type Language = keyof typeof languageNames;

/** Fetches the words of a language: each is a script of its own, and nobody waits for those of the others. */
export type LoadWords = (language: Language) => Promise<Words>;

/** The language that the console begins with, and how to get another. */
export interface Speech {
  readonly language: Language;
  readonly words: Words;
  readonly load: LoadWords;
}

/** Where the person's choice is kept. */
export const languageKey = "tandem.language";

export function isLanguage(name: string): name is Language {
  return Object.hasOwn(languageNames, name);
}

/** A language by its own name; one that the console does not speak by its tag. */
export function nameOfLanguage(tag: string): string {
  return isLanguage(tag) ? languageNames[tag] : tag;
}

/** The first of the wanted languages (such as "es-MX") that there is; else English. */
export function pickLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const name = tag.toLowerCase().split("-")[0] ?? "";
    if (isLanguage(name)) return name;
  }
  return "en";
}

/** What the person chose, else what their browser asks for. */
export function firstLanguage(chosen: string | null, wanted: readonly string[]): Language {
  return chosen !== null && isLanguage(chosen) ? chosen : pickLanguage(wanted);
}
