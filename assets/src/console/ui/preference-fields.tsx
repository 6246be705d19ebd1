import type { JSX } from "preact";
import { useWords } from "../app";
import { viewerChoices } from "../leading/opening";
import { type Preferences, type Theme, themes } from "../preferences";
import { isLanguage, languages } from "../words/languages";
import { SelectField } from "./fields";

export function LanguageChoice({ preferences }: { preferences: Preferences }): JSX.Element {
  const words = useWords();
  return (
    <SelectField
      label={words.account.language}
      value={preferences.language.value}
      onChange={(name) => { if (isLanguage(name)) preferences.language.value = name; }}
    >
      {Object.entries(languages).map(([name, { languageName }]) => <option key={name} value={name} lang={name}>{languageName}</option>)}
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
