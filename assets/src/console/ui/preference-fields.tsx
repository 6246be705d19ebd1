import type { JSX } from "preact";
import { useWords } from "../app";
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
