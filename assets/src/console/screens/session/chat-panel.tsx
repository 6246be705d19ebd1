import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { MAX_TEXT } from "../../../shared/wire.gen";
import { useApp, useWords } from "../../app";
import type { Entry } from "../../session/chat";
import type { CoBrowse } from "../../session/cobrowse";
import type { Snapshot } from "../../session/snapshot";
import { timeOf } from "../../ui/dates";
import { SendPage } from "../../leading/send-page";
import { Icon } from "../../ui/icon";

/** Nearer to the end than this, the list follows new messages; in CSS pixels. */
const nearEnd = 48;

/** C1, C4: the conversation beside the page. Every message says whether the server has it. */
export function ChatPanel({ session, snapshot, shown }: { session: CoBrowse; snapshot: Snapshot; shown: boolean }): JSX.Element {
  const words = useWords();
  const early = snapshot.state === null || snapshot.state === "issued";
  const over = session.isOver;
  useEffect(() => { if (shown && document.visibilityState === "visible") session.talk.markRead(); }, [shown, session, snapshot.chat]);
  return (
    <aside class="chat" aria-label={words.chat.title}>
      <h2 class="chat-title">{words.chat.title}</h2>
      <Messages session={session} snapshot={snapshot} note={early && !over ? words.chat.notYet : words.chat.empty} />
      {over ? <p class="chat-over muted">{snapshot.chat.length > 0 && words.chat.over}</p> : <><SendPage session={session} disabled={early} /><Composer session={session} disabled={early} /></>}
    </aside>
  );
}

function Messages({ session, snapshot, note }: { session: CoBrowse; snapshot: Snapshot; note: string }): JSX.Element {
  const words = useWords();
  const list = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  useLayoutEffect(() => {
    const element = list.current;
    if (element && following.current) element.scrollTop = element.scrollHeight;
  }, [snapshot.chat]);
  const scrolled = () => {
    const element = list.current;
    if (element) following.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd;
  };
  return (
    <div class="messages" ref={list} onScroll={scrolled} tabIndex={0} role="log" aria-label={words.chat.label}>
      {snapshot.chat.length === 0 && <p class="chat-note muted">{note}</p>}
      {snapshot.chat.map((entry, at) => (
        <Message key={entry.id} entry={entry} session={session} online={snapshot.online} isFirst={snapshot.chat[at - 1]?.from !== entry.from} />
      ))}
    </div>
  );
}

function Message({ entry, session, online, isFirst }: { entry: Entry; session: CoBrowse; online: boolean; isFirst: boolean }): JSX.Element {
  const words = useWords();
  if (entry.from === "system") return <p class="message-system">{entry.text}</p>;
  const mine = entry.from === "agent";
  const author = mine ? words.chat.me : entry.name || words.chat.customer;
  return (
    <div class={`message ${mine ? "mine" : "theirs"} ${entry.delivery}${isFirst ? " first" : ""}`}>
      <span class={isFirst ? "message-author" : "visually-hidden"}>{author}</span>
      <p class="message-text" dir="auto">{entry.page !== undefined && <><Icon name="out" size={14} /><span class="visually-hidden">{words.leading.sentPage}: </span></>}{entry.text}</p>
      <Delivery entry={entry} session={session} online={online} mine={mine} />
    </div>
  );
}

function Delivery({ entry, session, online, mine }: { entry: Entry; session: CoBrowse; online: boolean; mine: boolean }): JSX.Element {
  const words = useWords();
  const locale = useApp().preferences.locale.value;
  switch (entry.delivery) {
    case "kept":
      return (
        <span class="message-foot">
          {entry.at !== null && <time dateTime={entry.at}>{timeOf(entry.at, locale)}</time>}
          {mine && <span class="delivery"><Icon name="check" size={14} /><span class="visually-hidden">{words.chat.kept}</span></span>}
        </span>
      );
    case "sending":
      return <span class="message-foot">{online ? words.chat.sending : words.chat.waiting}</span>;
    case "failed":
      return (
        <span class="message-foot failed" role="alert">
          {words.chat.failed}
          <button type="button" class="link" onClick={() => { session.talk.retry(entry.id); }}>{words.chat.retry}</button>
          <button type="button" class="link" onClick={() => { session.talk.discard(entry.id); }}>{words.chat.discard}</button>
        </span>
      );
  }
}

/** Enter sends, Shift+Enter makes a new line, as everywhere. */
function Composer({ session, disabled }: { session: CoBrowse; disabled: boolean }): JSX.Element {
  const words = useWords();
  const [text, setText] = useState("");
  const over = [...text].length - MAX_TEXT;
  const send = () => {
    const trimmed = text.trim();
    if (disabled || trimmed === "" || over > 0) return;
    session.talk.say(trimmed);
    setText("");
  };
  return (
    <form class="composer" onSubmit={(event) => { event.preventDefault(); send(); }}>
      <label class="visually-hidden" for="chat-text">{words.chat.write}</label>
      <div class="grow" data-text={text}>
        <textarea
          id="chat-text"
          class="input"
          rows={1}
          value={text}
          disabled={disabled}
          placeholder={words.chat.placeholder}
          dir="auto"
          onInput={(event) => { setText(event.currentTarget.value); }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
      </div>
      <button type="submit" class="button primary send" aria-disabled={disabled || text.trim() === "" || over > 0}>
        <Icon name="send" /><span>{words.chat.send}</span>
      </button>
      {over > 0 && <p class="field-error" role="alert">{words.chat.tooLong(over)}</p>}
    </form>
  );
}
