import type { Words } from "./words/en";
import { firstLanguage, type Language, languageKey } from "./words/languages";

/**
 * Begins the console: gets its script and the words of one language side by side, or says plainly that it cannot. It is built by itself, so that this
 * much works when nothing else does.
 */
const words: { readonly [L in Language]: () => Promise<Words> } = {
  en: async () => (await import("./words/en.js")).en,
  es: async () => (await import("./words/es.js")).es,
};

const failed: { readonly [L in Language]: readonly [title: string, text: string, again: string] } = {
  en: ["Tandem could not be loaded", "Check your network, and try again.", "Try again"],
  es: ["No se pudo cargar Tandem", "Revise su conexión e inténtelo de nuevo.", "Intentar de nuevo"],
};

async function begin(root: HTMLElement): Promise<void> {
  const kept = browserStorage();
  const language = firstLanguage(kept?.getItem(languageKey) ?? null, navigator.languages);
  document.documentElement.lang = language;
  try {
    const [{ run }, first] = await Promise.all([import("./run.js"), words[language]()]);
    run(root, kept, { language, words: first, load: (name) => words[name]() });
  } catch (error) {
    root.replaceChildren(apology(language));
    throw error;
  }
}

/** Null where the browser's settings forbid it. */
function browserStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

function apology(language: Language): HTMLElement {
  const [title, text, again] = failed[language];
  const main = document.createElement("main");
  main.className = "entrance";
  const card = main.appendChild(document.createElement("div"));
  card.className = "entrance-card";
  card.setAttribute("role", "alert");
  card.appendChild(document.createElement("h1")).textContent = title;
  const lead = card.appendChild(document.createElement("p"));
  lead.className = "lead";
  lead.textContent = text;
  const button = card.appendChild(document.createElement("button"));
  button.type = "button";
  button.className = "button primary large";
  button.textContent = again;
  button.addEventListener("click", () => { location.reload(); });
  return main;
}

const root = document.getElementById("app");
if (!root) throw new Error("index.html has no #app");
void begin(root);
