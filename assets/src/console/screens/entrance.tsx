import type { ComponentChildren, JSX } from "preact";
import { useApp, useWords } from "../app";
import { Mark } from "../ui/icon";
import { LanguageChoice } from "../ui/preference-fields";

/** The frame of everything before sign-in: one card in the middle, and the choice of language. */
export function Entrance({ title, lead, children }: { title: string; lead?: string; children?: ComponentChildren }): JSX.Element {
  const words = useWords();
  return (
    <main class="entrance">
      <div class="entrance-card">
        <div class="entrance-brand"><Mark size={36} /><span>{words.product}</span></div>
        <h1>{title}</h1>
        {lead !== undefined && <p class="lead">{lead}</p>}
        {children}
      </div>
      <div class="entrance-foot"><LanguageChoice preferences={useApp().preferences} /></div>
    </main>
  );
}
