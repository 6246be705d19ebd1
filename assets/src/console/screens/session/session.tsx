import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useState } from "preact/hooks";
import type { Me } from "../../api";
import { useApp, useSessions, useWords } from "../../app";
import { LinkMenu } from "../../leading/link-menu";
import { sameKindOfWindow } from "../../leading/opening";
import { QrCode } from "../../leading/qr-code";
import { type Leading, useLeading } from "../../leading/use-leading";
import { wordsFor } from "../../refusal-words";
import type { CoBrowse } from "../../session/cobrowse";
import type { Snapshot } from "../../session/snapshot";
import { useSettled } from "../../session/settled";
import { type Stage, stageOf } from "../../session/stage";
import { Button, Notice } from "../../ui/controls";
import { useLoaded, useTask } from "../../ui/loading";
import { ChatPanel } from "./chat-panel";
import { CodeCard } from "./code-card";
import { StageCard } from "./stage-card";
import { stageWords } from "./stage-words";
import { StatusBar, Toolbar, Unread } from "./toolbar";
import { newShownPage, type ShownPage, Viewer } from "./viewer";

/**
 * One session from the code to its end, and again after a reload: its id in the address is all that it needs. `beside` is the conversation that
 * it began from (P5), in place of its own chat.
 */
export function SessionScreen({ id, beside }: { id: string; beside?: ComponentChildren }): JSX.Element {
  const app = useApp();
  const sessions = useSessions();
  const session = useMemo(() => sessions.follow(id), [sessions, id]);
  const snapshot = sessions.snapshot(id).value;
  const page = useMemo(newShownPage, [id]);
  const leading = useLeading(session, page);
  const stage = useSettled(stageOf(snapshot));
  const chatOpen = app.preferences.chatOpen;
  const [narrowTab, setNarrowTab] = useState<"page" | "chat">("page");
  useEffect(() => () => { sessions.unfollow(id); }, [sessions, id]);
  useTitle(stage, snapshot);
  useLayoutEffect(() => { page.grants.value = stage.kind === "live" ? snapshot.grants : []; }, [page, snapshot.grants, stage.kind]);
  return (
    <div class={`session tab-${narrowTab}${chatOpen.value ? "" : " chat-closed"}`}>
      <Toolbar snapshot={snapshot} stage={stage} page={page} act={(event) => { session.act(event); }} chatOpen={chatOpen.value}
        onToggleChat={() => { chatOpen.value = !chatOpen.value; }} onStop={() => { session.stop(); }} />
      <Announcer stage={stage} />
      <NarrowTabs shown={narrowTab} unread={snapshot.unread} onShow={setNarrowTab} />
      <div class="session-body">
        <Content session={session} snapshot={snapshot} stage={stage} page={page} leading={leading} />
        {beside ?? <ChatPanel session={session} snapshot={snapshot} shown={isChatShown(chatOpen.value, narrowTab)} />}
      </div>
    </div>
  );
}

const narrow = "(max-width: 720px)";

function isChatShown(open: boolean, tab: "page" | "chat"): boolean {
  return globalThis.matchMedia(narrow).matches ? tab === "chat" : open;
}

/** Says every stage aloud (P9), and nothing else. */
function Announcer({ stage }: { stage: Stage }): JSX.Element {
  const words = useWords();
  const { text } = stageWords(stage, words);
  return <p class="visually-hidden" role="status">{words.stage.short[stage.kind]}. {stage.kind === "live" ? "" : text}</p>;
}

/** On a narrow screen the page and the chat take turns. */
function NarrowTabs({ shown, unread, onShow }: { shown: "page" | "chat"; unread: number; onShow: (tab: "page" | "chat") => void }): JSX.Element {
  const words = useWords();
  return (
    <div class="narrow-tabs" role="group" aria-label={words.view.pageTabs}>
      <button type="button" aria-pressed={shown === "page"} onClick={() => { onShow("page"); }}>{words.view.page}</button>
      <button type="button" aria-pressed={shown === "chat"} onClick={() => { onShow("chat"); }}>
        {words.chat.title}<Unread count={shown === "chat" ? 0 : unread} />
      </button>
    </div>
  );
}

interface ContentProps {
  readonly session: CoBrowse;
  readonly snapshot: Snapshot;
  readonly stage: Stage;
  readonly page: ShownPage;
  readonly leading: Leading;
}

/**
 * The viewer is there from the start, unseen, so that the first frames of the page find it ready; the stage lies over it until the page
 * can be seen, and again whenever it is not live.
 */
function Content({ session, snapshot, stage, page, leading }: ContentProps): JSX.Element {
  const covered = stage.kind !== "live" || !page.painted.value;
  return (
    <div class={`session-content${page.painted.value && !session.isOver ? " has-page" : ""}`}>
      {!session.isOver && (
        <>
          <Viewer session={session} page={page} tabs={snapshot.tabs} leader={leading.leader} dimmed={stage.kind !== "live"} />
          <StatusBar snapshot={snapshot} page={page} />
          {page.painted.value && <LinkMenu page={page} leading={leading} />}
        </>
      )}
      {covered && (
        <div class={`stage-room ${stage.kind}`}>
          {stage.kind === "waiting"
            ? <Waiting session={session} snapshot={snapshot} />
            : <StageCard stage={stage}><StageActions session={session} stage={stage} /></StageCard>}
        </div>
      )}
    </div>
  );
}

/** What the agent can do about the stage; nothing where waiting is all there is. */
function StageActions({ session, stage }: { session: CoBrowse; stage: Stage }): JSX.Element | null {
  const words = useWords();
  switch (stage.kind) {
    case "refused":
      return <Button look="primary" large icon="again" onClick={() => { session.ask(); }}>{words.stage.askAgain}</Button>;
    case "elsewhere":
      return <Button look="primary" large icon="screen" onClick={() => { session.showHere(); }}>{words.stage.showHere}</Button>;
    case "ended":
    case "expired":
    case "withdrawn":
    case "unknown":
      return <StartAgain session={stage.kind === "unknown" ? null : session.id} />;
    case "loading":
    case "waiting":
    case "arriving":
    case "asking":
    case "connecting":
    case "live":
    case "navigating":
    case "left":
    case "outside":
    case "expected":
    case "interrupted":
      return null;
  }
}

/** With the same site: of a code that nobody used the one that it was made for, else the customer's. */
function StartAgain({ session }: { session: string | null }): JSX.Element {
  const app = useApp();
  const words = useWords();
  const task = useTask();
  const start = () => {
    task.run(async () => {
      const site = session === null ? undefined : (await app.api.pairing(session)).site_id;
      const pairing = await app.startPairing(site || null);
      app.go(sameKindOfWindow(app, pairing.id));
    });
  };
  return (
    <>
      <Button look="primary" large icon="together" busy={task.busy} onClick={start}>{words.stage.again}</Button>
      {task.error !== null && <Notice tone="error">{wordsFor(task.error, words)}</Notice>}
    </>
  );
}

/** P1: the waiting room. The digits come from the server's answer to this agent alone. */
function Waiting({ session, snapshot }: { session: CoBrowse; snapshot: Snapshot }): JSX.Element {
  const app = useApp();
  const words = useWords();
  const { loaded, reload } = useLoaded(() => app.api.pairing(session.id));
  const task = useTask();
  const pairing = loaded.kind === "there" ? loaded.value : null;
  const another = () => {
    task.run(async () => {
      const next = await app.startPairing(pairing?.site_id ?? null);
      session.stop();
      app.replace(sameKindOfWindow(app, next.id));
    });
  };
  return (
    <>
      <CodeCard code={pairing?.code ?? null} expiresAt={snapshot.expiresAt} busy={task.busy} onWithdraw={() => { session.stop(); }} onAnother={another}>
        {pairing?.code !== undefined && <QrCode code={pairing.code} origins={originsOf(app.me.value?.sites ?? [], pairing.site_id)} />}
      </CodeCard>
      {loaded.kind === "refused" && (
        <Notice tone="error" action={<Button onClick={reload}>{words.common.retry}</Button>}>{wordsFor(loaded.error, words)}</Notice>
      )}
      {task.error !== null && <Notice tone="error">{wordsFor(task.error, words)}</Notice>}
    </>
  );
}

/** Where the code can be typed: at the site it was made for, else at any. */
function originsOf(sites: Me["sites"], siteId: string | undefined): readonly string[] {
  return sites.filter((site) => siteId === undefined || siteId === "" || site.id === siteId).flatMap((site) => site.origins);
}

/** The browser's tab says how it stands, and how much is unread. */
function useTitle(stage: Stage, snapshot: Snapshot): void {
  const words = useWords();
  const unread = snapshot.unread > 0 ? `(${String(snapshot.unread)}) ` : "";
  const site = snapshot.siteName === "" ? "" : ` · ${snapshot.siteName}`;
  const title = `${unread}${words.stage.short[stage.kind]}${site} · ${words.product}`;
  useEffect(() => { document.title = title; }, [title]);
}
