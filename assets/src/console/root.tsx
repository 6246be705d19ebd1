import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { type App, AppProvider, useApp, useWords } from "./app";
import { hashOf, type Route } from "./route";
import { Inbox } from "./screens/desk/inbox";
import { OwnWindow } from "./screens/desk/own-window";
import { Visitors } from "./screens/desk/visitors";
import { Entrance } from "./screens/entrance";
import { Forgot } from "./screens/forgot";
import { Home } from "./screens/home";
import { Join } from "./screens/join";
import { Page } from "./screens/page";
import { Later, WithSession } from "./screens/part-of";
import { Reset } from "./screens/reset";
import { SetUp } from "./screens/setup";
import { SignIn } from "./screens/sign-in";
import { Shell } from "./shell";
import { Button, Empty, Notice } from "./ui/controls";

/** The whole console. */
export function Root({ app }: { app: App }): JSX.Element {
  return <AppProvider value={app}><Screen /></AppProvider>;
}

function Screen(): JSX.Element {
  const app = useApp();
  const route = app.route.value;
  const me = app.me.value;
  useScreenTitle(route);
  if (route.screen === "setup") return <SetUp token={route.token} key={route.token} />;
  if (route.screen === "reset") return <Reset token={route.token} key={route.token} />;
  if (me === undefined) return <Opening />;
  if (me === null) return route.screen === "forgot" ? <Forgot /> : <SignIn />;
  if (route.screen === "join") return <Join token={route.token} key={route.token} />;
  if (route.screen === "chat") return <OwnWindow id={route.id} key={route.id} />;
  return <Shell bare={route.screen === "viewer"}><Inside route={route} /></Shell>;
}

/** Until it is known who is signed in: nothing for as long as that takes normally, then a sign of life. */
function Opening(): JSX.Element {
  const app = useApp();
  const words = useWords();
  if (!app.unreachable.value) return <main class="opening"><h1 class="visually-hidden">{words.product}</h1><div class="progress late" role="progressbar" aria-label={words.common.loading} /></main>;
  return (
    <Entrance title={words.offline.title}>
      <Notice tone="error" action={<Button onClick={() => { void app.begin(); }}>{words.common.retry}</Button>}>{words.errors.network}</Notice>
    </Entrance>
  );
}

function Inside({ route }: { route: Route }): JSX.Element {
  const app = useApp();
  const isAdministrator = app.isAdministrator.value;
  switch (route.screen) {
    case "home":
    case "sign-in":
    case "setup":
    case "forgot":
    case "reset":
    case "join":
      return <Home />;
    case "session":
    case "viewer":
      return <WithSession>{({ SessionScreen }) => <SessionScreen id={route.id} key={route.id} />}</WithSession>;
    case "inbox":
      return <Inbox id={route.id ?? null} />;
    case "visitors":
      return <Visitors />;
    case "history":
      return <Later>{({ History }) => <History id={route.id ?? null} />}</Later>;
    case "chat":
      return <NotFound />; // has a window of its own, without the frame
    case "settings":
      return isAdministrator || route.section === undefined || route.section === "canned" ? <Later>{({ Settings }) => <Settings section={route.section ?? null} id={route.id ?? null} />}</Later> : <NotFound />;
    case "not-found":
      return <NotFound />;
  }
}

function NotFound(): JSX.Element {
  const words = useWords();
  return (
    <Page title={words.notFound.title}>
      <Empty icon="alert" title={words.notFound.text} action={<a class="button plain" href={hashOf({ screen: "home" })}><span>{words.join.toHome}</span></a>} />
    </Page>
  );
}

/** The browser's tab says which screen this is; a session says it itself. */
function useScreenTitle(route: Route): void {
  const app = useApp();
  const words = useWords();
  const titles: { readonly [S in Route["screen"]]: string | null } = {
    home: words.home.title,
    "sign-in": words.signIn.title,
    setup: words.setup.title,
    forgot: words.reset.forgotTitle,
    reset: words.reset.title,
    join: words.join.title,
    session: null,
    viewer: null,
    inbox: words.desk.inbox,
    chat: null,
    visitors: words.desk.visitors.title,
    history: words.nav.history,
    settings: words.nav.settings,
    "not-found": words.notFound.title,
  };
  const title = app.me.value === null && route.screen !== "setup" && route.screen !== "forgot" && route.screen !== "reset" ? words.signIn.title : titles[route.screen];
  const unread = app.desk.unread.value;
  const count = unread > 0 ? `(${String(unread)}) ` : "";
  useEffect(() => { if (title !== null) document.title = `${count}${title} · ${words.product}`; }, [title, count, words]);
}
