import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Entry } from "../../shared/wire.gen";
import { useApp, useWords } from "../app";
import { wordsFor } from "../refusal-words";
import { hashOf } from "../route";
import { eventText } from "../screens/desk/event-text";
import { fileText } from "../screens/desk/file-text";
import { Button, Notice, Skeleton } from "../ui/controls";
import { dateOf, timeOf } from "../ui/dates";
import { Icon } from "../ui/icon";
import { useLoaded } from "../ui/loading";
import { MailTranscript } from "../ui/mail-transcript";
import { type Found, type HistoryApi, isRunning } from "./api";
import { useHistoryWords } from "./main";
import { Marked } from "./marked";

interface ToldProps {
  readonly api: HistoryApi;
  readonly id: string;
  /** As the list has it; absent where it was opened by its address. */
  readonly found: Found | undefined;
  readonly query: string;
}

/** One conversation to be read again, with what was looked for marked and the first of it in sight. */
export function Told({ api, id, found, query }: ToldProps): JSX.Element {
  const app = useApp();
  const words = useWords();
  const said = useHistoryWords();
  const { loaded, reload } = useLoaded(() => api.entries(id));
  const list = useRef<HTMLDivElement>(null);
  const [mailing, setMailing] = useState(false);
  const isThere = loaded.kind === "there";
  useEffect(() => { if (isThere) list.current?.querySelector("mark")?.scrollIntoView({ block: "center" }); }, [isThere, query]);
  const { rights } = app.desk;
  return (
    <div class="history-told desk-open">
      <header class="history-told-head">
        <a class="button quiet settings-back" href={hashOf({ screen: "history" })}><span>{words.common.back}</span></a>
        <div class="history-who">
          <h2 dir="auto">{found?.name || said.visitor}</h2>
          {found && <p class="muted">{[dateOf(found.started_at, app.preferences.locale.value), found.site_name, found.stars === undefined ? "" : said.stars(found.stars)].filter((part) => part !== "").join(" · ")}</p>}
        </div>
        <a class="button quiet" href={`/api/v1/conversations/${id}/transcript?format=html`} download><Icon name="down" /><span>{said.asFile}</span></a>
        {(rights.value.includes("mail") || rights.value.includes("administer")) && <Button icon="mail" onClick={() => { setMailing(true); }}>{said.mail}</Button>}
      </header>
      {found && isRunning(found) && <StillRunning id={id} onAgain={reload} />}
      {loaded.kind === "loading" && <Skeleton lines={5} label={words.common.loading} />}
      {loaded.kind === "refused" && <Notice tone="error" action={<Button onClick={reload}>{words.common.retry}</Button>}>{wordsFor(loaded.error, words)}</Notice>}
      {loaded.kind === "there" && <div class="desk-log" ref={list} tabIndex={0} role="log" aria-label={words.desk.log(found?.name || said.visitor)}>{loaded.value.map((entry) => <Line key={entry.seq} entry={entry} query={query} />)}</div>}
      {mailing && <MailTranscript conversation={id} email={found?.email ?? ""} onClose={() => { setMailing(false); }} />}
    </div>
  );
}

/** Not over: whoever has it in the inbox goes on there, others read it anew. */
function StillRunning({ id, onAgain }: { id: string; onAgain: () => void }): JSX.Element {
  const app = useApp();
  const said = useHistoryWords();
  const action = app.desk.conversations.value.has(id)
    ? <Button onClick={() => { app.go({ screen: "inbox", id }); }}>{said.inInbox}</Button>
    : <Button onClick={onAgain}>{said.again}</Button>;
  return <Notice tone="info" action={action}>{said.running}</Notice>;
}

function Line({ entry, query }: { entry: Entry; query: string }): JSX.Element | null {
  const app = useApp();
  const words = useWords().desk;
  const said = useHistoryWords();
  const time = <time dateTime={entry.at}>{timeOf(entry.at, app.preferences.locale.value)}</time>;
  if (entry.kind === "event" || entry.from === "system") {
    const text = eventText(entry, words);
    return text === "" ? null : <p class="desk-event">{text} {time}</p>;
  }
  const mark = entry.kind === "note" ? said.note : entry.kind === "whisper" ? said.whisper : entry.kind === "aside" ? words.beside.title : entry.kind === "file" ? said.file : "";
  return (
    <div class={`desk-line ${entry.from === "customer" ? "theirs" : "mine"} kind-${entry.kind} first`}>
      <span class="desk-author">{entry.name || said.visitor}{mark === "" ? "" : ` · ${mark}`}</span>
      <p class="desk-text" dir="auto"><Marked text={entry.kind === "file" ? fileText(entry, words, app.preferences.locale.value) : entry.text} query={query} /></p>
      <span class="desk-foot">{time}</span>
    </div>
  );
}
