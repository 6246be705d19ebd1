// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { type Kept, Preferences } from "./preferences";
import { en } from "./words/en";
import { es } from "./words/es";
import { firstLanguage, languageKey, type LoadWords } from "./words/languages";

const query = { matches: true, addEventListener: () => undefined, removeEventListener: () => undefined } as unknown as MediaQueryList;

const load: LoadWords = (language) => Promise.resolve({ en, es }[language]);

function preferencesIn(storage: Kept, wanted: readonly string[], chosen: string | null = null): Preferences {
  const language = firstLanguage(chosen, wanted);
  return new Preferences(storage, wanted, { language, words: { en, es }[language], load });
}

describe("C10: what the person chose", () => {
  beforeEach(() => { localStorage.clear(); });

  it("is the browser's language until they choose, and theirs from then on", async () => {
    const first = preferencesIn(localStorage, ["es-MX"]);
    expect(first.words.value).toBe(es);
    expect(first.locale.value).toBe("es-MX");
    await first.speak("en");
    expect(localStorage.getItem(languageKey)).toBe("en");
  });

  it("follows the system's appearance until they choose", () => {
    const root = document.createElement("html");
    const preferences = preferencesIn(localStorage, []);
    const undo = preferences.applyTo(root, query);
    expect([root.lang, root.dataset["theme"]]).toEqual(["en", "dark"]);
    preferences.theme.value = "light";
    expect(root.dataset["theme"]).toBe("light");
    undo();
    expect(preferencesIn(localStorage, []).theme.value).toBe("light");
  });

  it("goes on in the language there is while the words of another cannot be had", async () => {
    const preferences = new Preferences(localStorage, ["en"], { language: "en", words: en, load: () => Promise.reject(new Error("no network")) });
    await expect(preferences.speak("es")).rejects.toThrow("no network");
    expect([preferences.language.value, preferences.words.value.nav.account]).toEqual(["en", "Account"]);
  });

  it("works where storage is forbidden", async () => {
    const forbidden = { getItem: () => { throw new Error("no"); }, setItem: () => { throw new Error("no"); } } as unknown as Storage;
    const preferences = preferencesIn(forbidden, ["es"]);
    await preferences.speak("en");
    expect(preferences.words.value).toBe(en);
  });
});
