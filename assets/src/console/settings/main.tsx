import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useApp } from "../app";
import { hashOf, type SettingsSection, settingsSections } from "../route";
import { Icon, type IconName } from "../ui/icon";
import { SettingsApi } from "./api";
import { CannedTexts } from "./canned";
import { StoreProvider, useSettingsWords } from "./context";
import { Groups } from "./groups";
import { Invitations } from "./invitations";
import { Looks } from "./looks";
import { Mail } from "./mail";
import { People } from "./people";
import { Sites } from "./sites";
import { stepThrough } from "./step";
import { Store } from "./store";
import { Tokens } from "./tokens";

/**
 * The settings: what administrators decide, and everybody's own canned texts.
 *
 *	Settings ── the list of sections at the side
 *	   └─ Section ── the list of records ── Collection ── Source ── SettingsApi
 *	        └─ RecordForm ── one record   ── Editing: what stands in the form, what the server has
 *
 * Part of a script of its own (../later.ts), so that those who never come here do not load it.
 */
export function Settings({ section, id }: { readonly section: SettingsSection | null; readonly id: string | null }): JSX.Element {
  const app = useApp();
  const words = useSettingsWords();
  const [store] = useState(() => storeFor(app));
  const sections: readonly SettingsSection[] = app.isAdministrator.value ? settingsSections : ["canned"];
  const shown = section ?? sections[0] ?? "canned";
  const nav = useRef<HTMLElement>(null);
  // On a phone the sections are a row that is longer than the screen.
  useEffect(() => { nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" }); }, [shown]);
  return (
    <StoreProvider value={store}>
      <div class="settings">
        <h1 class="visually-hidden">{words.nav}</h1>
        <nav class="settings-nav" ref={nav} aria-label={words.nav} onKeyDown={stepThrough}>
          {sections.map((each) => (
            <a key={each} href={hashOf({ screen: "settings", section: each })} aria-current={each === shown ? "page" : undefined}><Icon name={icons[each]} size={18} /><span>{words[each].title}</span></a>
          ))}
        </nav>
        <Shown key={shown} section={shown} id={id} />
      </div>
    </StoreProvider>
  );
}

const icons: { readonly [S in SettingsSection]: IconName } = {
  staff: "people", groups: "together", canned: "text", sites: "site", looks: "paint", invitations: "chat", mail: "mail", tokens: "key",
};

function Shown({ section, id }: { section: SettingsSection; id: string | null }): JSX.Element {
  switch (section) {
    case "staff":
      return <People id={id} />;
    case "groups":
      return <Groups id={id} />;
    case "canned":
      return <CannedTexts id={id} />;
    case "sites":
      return <Sites id={id} />;
    case "looks":
      return <Looks id={id} />;
    case "invitations":
      return <Invitations id={id} />;
    case "mail":
      return <Mail />;
    case "tokens":
      return <Tokens />;
  }
}

/** Forms that somebody has begun to fill in are kept while they look at something else in the console. */
function storeFor(app: ReturnType<typeof useApp>): Store {
  const there = app.settings;
  if (there instanceof Store) return there;
  const made = new Store(new SettingsApi(app.caller));
  app.settings = made;
  return made;
}
