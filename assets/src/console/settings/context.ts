import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { useApp } from "../app";
import type { Store } from "./store";
import { type SettingsWords, settingsLanguages } from "./words/languages";

const StoreContext = createContext<Store | null>(null);
export const StoreProvider = StoreContext.Provider;

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error("no settings around this component");
  return store;
}

/** The words of the settings in the person's language. */
export function useSettingsWords(): SettingsWords {
  return settingsLanguages[useApp().preferences.language.value];
}
