import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Conversation, Entry } from "../../../shared/wire.gen";
import { useApp, useWords } from "../../app";
import type { Line } from "../../desk/thread";
import { Empty, Skeleton } from "../../ui/controls";
import { timeOf } from "../../ui/dates";
import { eventText } from "./event-text";
import { fileText } from "./file-text";
import { LinkedText } from "./linked-text";

/** Nearer to the end than this, the list follows new lines; in CSS pixels. */
const nearEnd = 48;

/** What was said and noted, in the log's order; what was said beside it only where that has no place of its own. */
export function Log({ conversation, withAsides }: { conversation: Conversation; withAsides: boolean }): JSX.Element {
  const { desk } = useApp();
  const words = useWords();
  const thread = desk.thread(conversation.id);
  const all = thread.lines.value;
  const lines = withAsides ? all : all.filter((line) => (line.state === "kept" ? line.entry.kind : line.draft.kind) !== "aside");
  const typing = thread.typing.value;
  const list = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  useLayoutEffect(() => {
    const element = list.current;
    if (element && following.current) element.scrollTop = element.scrollHeight;
  }, [all, typing]);
  // Files below it take of its height.
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const observer = new ResizeObserver(() => { if (following.current) element.scrollTop = element.scrollHeight; });
    observer.observe(element);
    return () => { observer.disconnect(); };
  }, []);
  const scrolled = () => {
    const element = list.current;
    if (element) following.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd;
  };
  const lastMine = lines.filter((line) => line.state === "kept" && isMine(line.entry, desk.me.value?.id) && line.entry.kind === "message").at(-1)?.id;
  return (
    <div class="desk-log" ref={list} onScroll={scrolled} tabIndex={0} role="log" aria-label={words.desk.log(conversation.name || words.desk.visitor)}>
      {!thread.isLoaded.value && <Skeleton lines={3} label={words.common.loading} />}
      {thread.isLoaded.value && lines.length === 0 && conversation.kind === "direct" && <Empty icon="chat" title={words.desk.direct(conversation.name)}>{words.desk.directText}</Empty>}
      {lines.map((line, at) => <LineView key={line.id} line={line} before={lines[at - 1]} conversation={conversation} isMarked={line.id === lastMine} />)}
      {typing !== null && <p class="desk-typing muted">{words.desk.typing(typing || conversation.name || words.desk.visitor)}</p>}
    </div>
  );
}

function isMine(entry: Entry, me: string | undefined): boolean {
  return entry.from === "agent" && entry.person === me;
}

interface LineProps {
  readonly line: Line;
  readonly before: Line | undefined;
  readonly conversation: Conversation;
  /** How far it got is said below it. */
  readonly isMarked?: boolean;
  /** Where it stands says what it is. */
  readonly isAmongItsKind?: boolean;
}

export function LineView({ line, before, conversation, isMarked = false, isAmongItsKind = false }: LineProps): JSX.Element | null {
  const app = useApp();
  const words = useWords().desk;
  const me = app.desk.me.value;
  if (line.state !== "kept") return <DraftView line={line} conversation={conversation} />;
  const { entry } = line;
  if (entry.kind === "event" || entry.from === "system") {
    const text = eventText(entry, words);
    return text === "" ? null : <p class="desk-event">{text} <time dateTime={entry.at}>{timeOf(entry.at, app.preferences.locale.value)}</time></p>;
  }
  const side = entry.from === "customer" || ((conversation.kind === "direct" || entry.kind === "aside") && entry.person !== me?.id) ? "theirs" : "mine";
  const author = isMine(entry, me?.id) ? words.you : entry.name || (entry.from === "customer" ? words.visitor : "");
  const isFirst = !(before?.state === "kept" && before.entry.kind === entry.kind && before.entry.from === entry.from && before.entry.name === entry.name);
  const mark = entry.kind === "note" ? words.noteMark : entry.kind === "whisper" ? words.whisperMark : entry.kind === "aside" && !isAmongItsKind ? words.beside.mark : entry.kind === "file" ? words.fileMark : "";
  return (
    <div class={`desk-line ${side} kind-${entry.kind}${isFirst ? " first" : ""}`}>
      <span class={isFirst ? "desk-author" : "visually-hidden"}>{author}{mark === "" ? "" : ` · ${mark}`}</span>
      <p class="desk-text" dir="auto"><LinkedText text={entry.kind === "file" ? fileText(entry, words, app.preferences.locale.value) : entry.text} /></p>
      <span class="desk-foot">
        <time dateTime={entry.at}>{timeOf(entry.at, app.preferences.locale.value)}</time>
        {isMarked && <span>{entry.seq <= conversation.their_read ? words.read : entry.seq <= conversation.their_delivered ? words.delivered : words.sent}</span>}
      </span>
    </div>
  );
}

/** Written here and not in the log yet: shown at once. */
function DraftView({ line, conversation }: { line: Extract<Line, { state: "sending" | "refused" }>; conversation: Conversation }): JSX.Element {
  const { desk } = useApp();
  const words = useWords().desk;
  const { id, draft, state } = line;
  return (
    <div class={`desk-line mine first kind-${draft.kind} ${state}`}>
      <span class="visually-hidden">{words.you}</span>
      <p class="desk-text" dir="auto"><LinkedText text={draft.text} /></p>
      {state === "sending"
        ? <span class="desk-foot">{desk.online.value ? words.sending : words.waitingForLine}</span>
        : (
          <span class="desk-foot failed" role="alert">
            {words.failed}
            <button type="button" class="link" onClick={() => { desk.retry(conversation.id, id); }}>{words.retry}</button>
            <button type="button" class="link" onClick={() => { desk.thread(conversation.id).discard(id); }}>{words.discard}</button>
          </span>
        )}
    </div>
  );
}
