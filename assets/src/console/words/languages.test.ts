import { describe, expect, it } from "vitest";
import { historyLanguages } from "../history/words";
import { settingsLanguages } from "../settings/words/languages";
import { en } from "./en";
import { es } from "./es";
import { firstLanguage, type Language, pickLanguage } from "./languages";

const languages = { en, es } satisfies Record<Language, typeof en>;

/** Every text with its path; functions are called with numbers large and small. */
function textsOf(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") return [[path, String((value as (...args: unknown[]) => unknown)(2, 3))]];
  if (typeof value === "object" && value !== null) return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
  return [];
}

/** With the words of what is loaded later. */
function wordsOf(name: keyof typeof languages): [string, string][] {
  return [...textsOf(languages[name]), ...textsOf(settingsLanguages[name], ".settings"), ...textsOf(historyLanguages[name], ".history")];
}

describe("C10: the console's languages", () => {
  const english = wordsOf("en");

  it.each(Object.keys(languages))("%s says everything", (name) => {
    const texts = wordsOf(name as keyof typeof languages);
    expect(texts.map(([path]) => path)).toEqual(english.map(([path]) => path));
    const empty = texts.filter(([path, text]) => text.trim() === "" && path !== ".stage.loading.text");
    expect(empty).toEqual([]);
  });

  it("Spanish is not English left over", () => {
    const spanish = new Map(wordsOf("es"));
    const same = english.filter(([path, text]) => spanish.get(path) === text).map(([path]) => path);
    expect(same).toEqual([".product", ".stage.loading.text", ".hand.ctrl", ".view.zoom", ".view.size", ".chat.title"]);
  });

  it("begins with what the person chose, else with what their browser asks for", () => {
    expect(firstLanguage("en", ["es"])).toBe("en");
    expect(firstLanguage("xx", ["es"])).toBe("es");
    expect(firstLanguage(null, ["es"])).toBe("es");
  });

  it("picks the person's language, whatever the region", () => {
    expect(pickLanguage(["de-AT", "es-MX", "en"])).toBe("es");
    expect(pickLanguage(["de"])).toBe("en");
  });
});
