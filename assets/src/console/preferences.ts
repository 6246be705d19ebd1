import { batch, computed, effect, type ReadonlySignal, signal, type Signal } from "@preact/signals";
import { type ViewerChoice, viewerChoices } from "./leading/opening";
import type { Words } from "./words/en";
import { type Language, languageKey, type LoadWords, pickLanguage, type Speech } from "./words/languages";

export type Theme = "auto" | "light" | "dark";
export const themes: readonly Theme[] = ["auto", "light", "dark"];

const themeKey = "tandem.theme";
const chatKey = "tandem.chat";
const viewerKey = "tandem.viewer";

/** Where choices are kept; null where browsers forbid it. */
export type Kept = Pick<Storage, "getItem" | "setItem"> | null;

/** What the person chose for this browser: language, appearance, whether the chat is open, where co-browses open. Remembered, and put on the page's root element. */
export class Preferences {
  readonly language: ReadonlySignal<Language>;
  readonly theme: Signal<Theme>;
  readonly chatOpen: Signal<boolean>;
  /** Where co-browses open. */
  readonly viewer: Signal<ViewerChoice>;
  readonly words: ReadonlySignal<Words>;
  readonly #language: Signal<Language>;
  readonly #words: Signal<Words>;
  readonly #load: LoadWords;
  /** How dates and times are written: the language as it is used where the person lives, if the browser says so. */
  readonly locale: ReadonlySignal<string>;

  /** With the language that the console begins in (see firstLanguage). */
  constructor(storage: Kept, wanted: readonly string[], { language, words, load }: Speech) {
    const wasChosen = read(storage, languageKey) !== null;
    const theme = themes.find((one) => one === read(storage, themeKey));
    this.language = this.#language = signal(language);
    this.words = this.#words = signal(words);
    this.#load = load;
    this.theme = signal(theme ?? "auto");
    this.chatOpen = signal(read(storage, chatKey) !== "closed");
    this.viewer = signal(viewerChoices.find((one) => one === read(storage, viewerKey)) ?? "site");
    this.locale = computed(() => wanted.find((tag) => tag.toLowerCase().split("-")[0] === this.language.value) ?? this.language.value);
    this.language.subscribe((name) => {
      if (name !== pickLanguage(wanted) || wasChosen) write(storage, languageKey, name);
    });
    this.theme.subscribe((name) => {
      if (name !== "auto" || theme !== undefined) write(storage, themeKey, name);
    });
    this.viewer.subscribe((choice) => {
      if (choice !== "site" || read(storage, viewerKey) !== null) write(storage, viewerKey, choice);
    });
    this.chatOpen.subscribe((open) => {
      write(storage, chatKey, open ? "open" : "closed");
    });
  }

  /** Speaks another language as soon as its words are there. */
  async speak(language: Language): Promise<void> {
    const words = await this.#load(language);
    batch(() => {
      this.#language.value = language;
      this.#words.value = words;
    });
  }

  /** Keeps the root element's `lang` and `data-theme` as chosen. Returns what undoes it. */
  applyTo(root: HTMLElement, systemDark: MediaQueryList): () => void {
    const dark = signal(systemDark.matches);
    const follow = (event: MediaQueryListEvent) => {
      dark.value = event.matches;
    };
    systemDark.addEventListener("change", follow);
    const stop = effect(() => {
      root.lang = this.language.value;
      const theme = this.theme.value === "auto" ? (dark.value ? "dark" : "light") : this.theme.value;
      root.dataset["theme"] = theme;
    });
    return () => {
      systemDark.removeEventListener("change", follow);
      stop();
    };
  }
}

/** Storage can be forbidden altogether (a browser's privacy settings); then nothing is remembered. */
function read(storage: Kept, key: string): string | null {
  try {
    return storage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

function write(storage: Kept, key: string, value: string): void {
  try {
    storage?.setItem(key, value);
  } catch {
    // Not remembered; everything else works.
  }
}
