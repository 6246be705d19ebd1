import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { useApp, useWords } from "../app";
import type { LaterPart, Part, SessionPart } from "../parts";
import { Button, Notice, Skeleton } from "../ui/controls";
import { Page } from "./page";

/** A screen out of a script that is fetched when somebody first needs it. */
function PartOf<P>({ part, children }: { part: Part<P>; children: (part: P) => JSX.Element }): JSX.Element {
  const { edition } = useApp();
  const words = useWords();
  const { there, hasFailed } = part;
  useEffect(() => { void part.fetch(); }, [part]);
  if (there.value !== null) return children(there.value);
  if (edition.isOld.value) return <Page title={words.updated.title}><Notice tone="info" action={<Button look="primary" onClick={() => { location.reload(); }}>{words.updated.reload}</Button>}>{words.updated.needed}</Notice></Page>;
  if (!hasFailed.value) return <Page title={words.common.loading}><Skeleton lines={4} label={words.common.loading} /></Page>;
  // A browser may remember for as long as the page lives that a script did not load.
  return <Page title={words.offline.title}><Notice tone="error" action={<Button onClick={() => { location.reload(); }}>{words.common.retry}</Button>}>{words.errors.network}</Notice></Page>;
}

/** Settings and history. */
export function Later({ children }: { children: (part: LaterPart) => JSX.Element }): JSX.Element {
  return <PartOf part={useApp().later}>{children}</PartOf>;
}

/** A co-browse. */
export function WithSession({ children }: { children: (part: SessionPart) => JSX.Element }): JSX.Element {
  return <PartOf part={useApp().session}>{children}</PartOf>;
}
