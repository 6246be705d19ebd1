import type { ComponentChildren, JSX } from "preact";

/** A screen of text, lists and forms: its title, what can be done, and the content below in one readable column. */
export function Page({ title, lead, action, children }: { title: string; lead?: string; action?: ComponentChildren; children: ComponentChildren }): JSX.Element {
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1>{title}</h1>
          {lead !== undefined && <p class="lead">{lead}</p>}
        </div>
        {action}
      </header>
      {children}
    </div>
  );
}
