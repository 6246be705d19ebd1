import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useApp, useWords } from "./app";
import { hashOf, type Route } from "./route";
import { initialsOf } from "./ui/initials";
import { Button } from "./ui/controls";
import { Icon, type IconName, Mark } from "./ui/icon";
import { CheckField } from "./ui/fields";
import { useTask } from "./ui/loading";
import { LanguageChoice, ThemeChoice, ViewerPreference } from "./ui/preference-fields";

/** The frame of everything behind sign-in: the rail at the side (below, on a narrow screen), and the screen. A bare one has the screen alone. */
export function Shell({ children, bare = false }: { children: ComponentChildren; bare?: boolean }): JSX.Element {
  const words = useWords();
  useFocusAfterRoute();
  return (
    <div class={`shell${bare ? " bare" : ""}`}>
      <a class="skip" href="#content" onClick={(event) => { event.preventDefault(); document.getElementById("content")?.focus(); }}>{words.nav.skip}</a>
      {!bare && <nav class="rail" aria-label={words.nav.label}>
        <span class="rail-mark"><Mark size={36} /></span>
        <RailLink to={{ screen: "home" }} icon="together" word={words.nav.home} />
        <RailLink to={{ screen: "inbox" }} icon="chat" word={words.desk.inbox} badge={<InboxBadge />} />
        <VisitorsLink />
        <RailLink to={{ screen: "history" }} icon="search" word={words.nav.history} />
        <span class="rail-gap" />
        <RailLink to={{ screen: "settings" }} icon="sliders" word={words.nav.settings} />
        <Account />
      </nav>}
      <main class="main" id="content" tabIndex={-1}>{children}</main>
      <PassingNotes />
    </div>
  );
}

/** When the screen changes and takes the focused button with it, the focus goes to the new screen and not back to the top. */
function useFocusAfterRoute(): void {
  const route = useApp().route.value;
  useEffect(() => {
    if (document.activeElement === document.body) document.getElementById("content")?.focus({ preventScroll: true });
  }, [route]);
}

/** D8: for those who may see who is on the site. */
function VisitorsLink(): JSX.Element | null {
  const { desk } = useApp();
  const words = useWords();
  return desk.rights.value.includes("visitors") ? <RailLink to={{ screen: "visitors" }} icon="eye" word={words.desk.visitorsNav} /> : null;
}

function InboxBadge(): JSX.Element | null {
  const unread = useApp().desk.unread.value;
  const words = useWords();
  return unread === 0 ? null : <span class="badge rail-badge"><span aria-hidden="true">{unread}</span><span class="visually-hidden">{words.desk.unread(unread)}</span></span>;
}

function RailLink({ to, icon, word, badge }: { to: Route; icon: IconName; word: string; badge?: ComponentChildren }): JSX.Element {
  const { screen } = useApp().route.value;
  const here = screen === to.screen || (to.screen === "home" && screen === "session");
  return <a class="rail-item" href={hashOf(to)} aria-current={here ? "page" : undefined}><Icon name={icon} size={22} /><span>{word}</span>{badge}</a>;
}

/** Who is signed in, language, appearance, and the way out. */
function Account(): JSX.Element {
  const app = useApp();
  const words = useWords();
  const [open, setOpen] = useState(false);
  const around = useRef<HTMLDivElement>(null);
  const task = useTask();
  const name = app.me.value?.name ?? "";
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => { if (event.target instanceof Node && !around.current?.contains(event.target)) setOpen(false); };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
    };
  }, [open]);
  const escape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    setOpen(false);
    around.current?.querySelector("button")?.focus();
  };
  return (
    <div class="account" ref={around} onKeyDown={escape}>
      <button type="button" class="rail-item" aria-expanded={open} aria-controls="account-panel" onClick={() => { setOpen(!open); }}>
        <span class="avatar" aria-hidden="true">{initialsOf(name)}</span><span>{words.nav.account}</span>
      </button>
      <div class="account-panel" id="account-panel" hidden={!open} role="group" aria-label={words.nav.account}>
        <p><span class="visually-hidden">{words.account.signedInAs(name)}</span><strong aria-hidden="true">{name}</strong><span class="muted">{app.me.value?.email}</span></p>
        <LanguageChoice preferences={app.preferences} />
        <ThemeChoice preferences={app.preferences} />
        <ViewerPreference preferences={app.preferences} />
        <CheckField label={words.desk.alerts} hint={words.desk.alertsText} checked={app.alerts.on.value} onChange={(on) => { void app.alerts.turn(on); }} />
        <Button icon="out" busy={task.busy} onClick={() => { task.run(() => app.signOut()); }}>{words.account.signOut}</Button>
      </div>
    </div>
  );
}

/** Lies over the screen instead of pushing it down: a network that comes and goes must not make things jump. */
function PassingNotes(): JSX.Element {
  const app = useApp();
  const words = useWords();
  const offline = !app.online.value;
  return (
    <div class="offline" role="status">
      {offline && (
        <p>
          <Icon name="offline" />
          <span><strong>{words.offline.title}</strong> {words.offline.reconnecting}{app.route.value.screen === "session" ? ` ${words.offline.pageGoesOn}` : ""}</span>
        </p>
      )}
      {!offline && app.edition.isOld.value && (
        <p class="updated">
          <span><strong>{words.updated.title}</strong> {words.updated.text}</span>
          <Button onClick={() => { location.reload(); }}>{words.updated.reload}</Button>
        </p>
      )}
    </div>
  );
}
