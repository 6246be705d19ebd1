import type { Language } from "../../words/languages";
import { settingsEn, type SettingsWords } from "./en";
import { settingsEs } from "./es";

/** What the settings say, in every language that the console speaks. */
export const settingsLanguages: Readonly<Record<Language, SettingsWords>> = { en: settingsEn, es: settingsEs };

export type { SettingsWords };
