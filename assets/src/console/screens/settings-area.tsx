import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useApp, useWords } from "../app";
import type { SettingsSection } from "../route";
import { Button, Notice, Skeleton } from "../ui/controls";
import { Page } from "./page";

export interface SettingsProps {
  readonly section: SettingsSection | null;
  readonly id: string | null;
}

export type LoadSettings = () => Promise<ComponentType<SettingsProps>>;

/** The settings are a script of their own (settings/main.tsx), fetched when somebody first opens them: agents at work never load it. */
export function SettingsArea(props: SettingsProps): JSX.Element {
  const { loadSettings } = useApp();
  const words = useWords();
  const [loaded, setLoaded] = useState<{ readonly Settings: ComponentType<SettingsProps> } | "failed" | null>(null);
  useEffect(() => {
    let isShown = true;
    loadSettings().then((Settings) => { if (isShown) setLoaded({ Settings }); }, () => { if (isShown) setLoaded("failed"); });
    return () => { isShown = false; };
  }, [loadSettings]);
  if (loaded === null) return <Page title={words.nav.settings}><Skeleton lines={4} label={words.common.loading} /></Page>;
  // A browser may remember for as long as the page lives that a script did not load.
  if (loaded === "failed") return <Page title={words.nav.settings}><Notice tone="error" action={<Button onClick={() => { location.reload(); }}>{words.common.retry}</Button>}>{words.errors.network}</Notice></Page>;
  const { Settings } = loaded;
  return <Settings {...props} />;
}
