// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { Preferences } from "./preferences";

const query = { matches: true, addEventListener: () => undefined, removeEventListener: () => undefined } as unknown as MediaQueryList;

describe("C10: what the person chose", () => {
  beforeEach(() => { localStorage.clear(); });

  it("is the browser's language until they choose, and theirs from then on", () => {
    const first = new Preferences(localStorage, ["es-MX"]);
    expect(first.words.value.languageName).toBe("Español");
    expect(first.locale.value).toBe("es-MX");
    first.language.value = "en";
    expect(new Preferences(localStorage, ["es-MX"]).language.value).toBe("en");
  });

  it("follows the system's appearance until they choose", () => {
    const root = document.createElement("html");
    const preferences = new Preferences(localStorage, []);
    const undo = preferences.applyTo(root, query);
    expect([root.lang, root.dataset["theme"]]).toEqual(["en", "dark"]);
    preferences.theme.value = "light";
    expect(root.dataset["theme"]).toBe("light");
    undo();
    expect(new Preferences(localStorage, []).theme.value).toBe("light");
  });

  it("works where storage is forbidden", () => {
    const forbidden = { getItem: () => { throw new Error("no"); }, setItem: () => { throw new Error("no"); } } as unknown as Storage;
    const preferences = new Preferences(forbidden, ["es"]);
    preferences.language.value = "en";
    expect(preferences.words.value.languageName).toBe("English");
  });
});
