import { computed, effect, type ReadonlySignal, signal, type Signal } from "@preact/signals";
import { type ViewerChoice, viewerChoices } from "./leading/opening";
import type { Words } from "./words/en";
import { isLanguage, type Language, languages, pickLanguage } from "./words/languages";

export type Theme = "auto" | "light" | "dark";
export const themes: readonly Theme[] = ["auto", "light", "dark"];

const languageKey = "tandem.language";
const themeKey = "tandem.theme";
const chatKey = "tandem.chat";
const viewerKey = "tandem.viewer";

/** What the person chose for this browser: language, appearance, whether the chat is open, where co-browses open. Remembered, and put on the page's root element. */
export class Preferences {
  readonly language: Signal<Language>;
  readonly theme: Signal<Theme>;
  readonly chatOpen: Signal<boolean>;
  /** Where co-browses open. */
  readonly viewer: Signal<ViewerChoice>;
  readonly words: ReadonlySignal<Words>;
  /** How dates and times are written: the language as it is used where the person lives, if the browser says so. */
  readonly locale: ReadonlySignal<string>;

  constructor(storage: Storage, wanted: readonly string[]) {
    const language = read(storage, languageKey) ?? "";
    const theme = themes.find((one) => one === read(storage, themeKey));
    this.language = signal(isLanguage(language) ? language : pickLanguage(wanted));
    this.theme = signal(theme ?? "auto");
    this.chatOpen = signal(read(storage, chatKey) !== "closed");
    this.viewer = signal(viewerChoices.find((one) => one === read(storage, viewerKey)) ?? "site");
    this.words = computed(() => languages[this.language.value]);
    this.locale = computed(() => wanted.find((tag) => tag.toLowerCase().split("-")[0] === this.language.value) ?? this.language.value);
    this.language.subscribe((name) => {
      if (name !== pickLanguage(wanted) || language !== "") write(storage, languageKey, name);
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
function read(storage: Storage, key: string): string | null {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}

function write(storage: Storage, key: string, value: string): void {
  try {
    storage.setItem(key, value);
  } catch {
    // Not remembered; everything else works.
  }
}
