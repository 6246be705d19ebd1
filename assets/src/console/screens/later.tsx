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

/** What later.ts has. */
export interface LaterScreens {
  readonly Settings: ComponentType<SettingsProps>;
  readonly History: ComponentType<{ readonly id: string | null }>;
}

export type LoadLater = () => Promise<LaterScreens>;

/** A screen out of the script that is fetched when somebody first needs it. */
export function Later({ children }: { children: (screens: LaterScreens) => JSX.Element }): JSX.Element {
  const { loadLater } = useApp();
  const words = useWords();
  const [loaded, setLoaded] = useState<LaterScreens | "failed" | null>(null);
  useEffect(() => {
    let isShown = true;
    loadLater().then((screens) => { if (isShown) setLoaded(screens); }, () => { if (isShown) setLoaded("failed"); });
    return () => { isShown = false; };
  }, [loadLater]);
  if (loaded === null) return <Page title={words.common.loading}><Skeleton lines={4} label={words.common.loading} /></Page>;
  // A browser may remember for as long as the page lives that a script did not load.
  if (loaded === "failed") return <Page title={words.offline.title}><Notice tone="error" action={<Button onClick={() => { location.reload(); }}>{words.common.retry}</Button>}>{words.errors.network}</Notice></Page>;
  return children(loaded);
}
