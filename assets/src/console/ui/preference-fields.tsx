import type { JSX } from "preact";
import { useWords } from "../app";
import { viewerChoices } from "../leading/opening";
import { type Preferences, type Theme, themes } from "../preferences";
import { isLanguage, languageNames } from "../words/languages";
import { SelectField } from "./fields";
import { useTask } from "./loading";

export function LanguageChoice({ preferences }: { preferences: Preferences }): JSX.Element {
  const words = useWords();
  const task = useTask();
  return (
    <SelectField
      label={words.account.language}
      value={preferences.language.value}
      onChange={(name) => { if (isLanguage(name)) task.run(() => preferences.speak(name)); }}
      error={task.error === null ? null : words.errors.network}
    >
      {Object.entries(languageNames).map(([tag, name]) => <option key={tag} value={tag} lang={tag}>{name}</option>)}
    </SelectField>
  );
}

export function ThemeChoice({ preferences }: { preferences: Preferences }): JSX.Element {
  const words = useWords();
  return (
    <SelectField
      label={words.account.theme}
      value={preferences.theme.value}
      onChange={(name) => { preferences.theme.value = themes.find((theme): theme is Theme => theme === name) ?? "auto"; }}
    >
      {themes.map((theme) => <option key={theme} value={theme}>{words.account.themes[theme]}</option>)}
    </SelectField>
  );
}

/** I13: the agent's own choice where co-browses open. */
export function ViewerPreference({ preferences }: { preferences: Preferences }): JSX.Element {
  const words = useWords().leading;
  return (
    <SelectField
      label={words.opens}
      value={preferences.viewer.value}
      onChange={(name) => { preferences.viewer.value = viewerChoices.find((choice) => choice === name) ?? "site"; }}
    >
      {viewerChoices.map((choice) => <option key={choice} value={choice}>{words.viewers[choice]}</option>)}
    </SelectField>
  );
}
