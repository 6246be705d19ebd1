import { en, type Words } from "./en";
import { es } from "./es";

/** Every language that the console speaks. A further one is a file beside en.ts and a line here. */
export const languages = { en, es } as const satisfies Record<string, Words>;

export type Language = keyof typeof languages;

export function isLanguage(name: string): name is Language {
  return Object.hasOwn(languages, name);
}

/** The first of the wanted languages (such as "es-MX") that there is; else English. */
export function pickLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const name = tag.toLowerCase().split("-")[0] ?? "";
    if (isLanguage(name)) return name;
  }
  return "en";
}
