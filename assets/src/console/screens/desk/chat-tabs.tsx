import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { App } from "../../app";
import { useApp, useWords } from "../../app";
import { hashOf } from "../../route";
import { Icon } from "../../ui/icon";

/** C1: the conversations that are open, a tab each, with what is unread in them. One alone needs no strip. */
export function ChatTabs({ open }: { open: string | null }): JSX.Element | null {
  const app = useApp();
  const { desk } = app;
  const words = useWords().desk;
  const all = desk.conversations.value;
  const isThere = open !== null && all.has(open);
  useEffect(() => { if (isThere) app.tabs.open(open); }, [app, open, isThere]);
  const tabs = app.tabs.ids.value.flatMap((id) => all.get(id) ?? []);
  if (tabs.length < 2) return null;
  return (
    <nav class="chat-tabs" aria-label={words.tabs}>
      <ul role="list">
        {tabs.map(({ id, name, unread }) => {
          const shown = name || words.visitor;
          return (
            <li key={id} class={`chat-tab${id === open ? " open" : ""}`}>
              <a href={hashOf({ screen: "inbox", id })} aria-current={id === open ? "true" : undefined} onAuxClick={(event) => { if (event.button === 1) closeTab(app, id, open); }}>
                <span class="chat-tab-name" dir="auto">{shown}</span>
                {unread > 0 && id !== open && <span class="badge"><span aria-hidden="true">{unread}</span><span class="visually-hidden">{words.unread(unread)}</span></span>}
              </a>
              <button type="button" class="chat-tab-close" title={words.closeTab(shown)} onClick={() => { closeTab(app, id, open); }}><Icon name="close" size={14} /><span class="visually-hidden">{words.closeTab(shown)}</span></button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** The conversation goes on; only this window does not show it any more. */
export function closeTab(app: App, id: string, open: string | null): void {
  const next = app.tabs.close(id);
  if (id === open) app.go(next === null ? { screen: "inbox" } : { screen: "inbox", id: next });
}

/** To the tab at this place, from 0. */
export function goToTab(app: App, at: number): void {
  const id = app.tabs.ids.value.filter((each) => app.desk.conversations.value.has(each))[at];
  if (id !== undefined) app.go({ screen: "inbox", id });
}
