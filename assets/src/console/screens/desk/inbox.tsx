import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Conversation } from "../../../shared/wire.gen";
import { useApp, useWords } from "../../app";
import { Button, Empty, Skeleton } from "../../ui/controls";
import { WithSession } from "../part-of";
import { About } from "./about";
import { ChatTabs } from "./chat-tabs";
import { ConversationList } from "./list";
import { ConversationView } from "./conversation";
import { DutyBar } from "./duty";
import { KeysDialog, useKeys } from "./keys";
import { RefusedNote } from "./refused-note";

/** The desk: the list at the side, one conversation, and what is known of the visitor. With a co-browse the page is shown beside the conversation. */
export function Inbox({ id }: { id: string | null }): JSX.Element {
  const { desk } = useApp();
  const words = useWords().desk;
  const conversation = id === null ? undefined : desk.conversations.value.get(id);
  const [aboutOpen, setAboutOpen] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useKeys(root, id, () => { setKeysOpen(true); });
  const isKnown = desk.me.value !== null;
  if (conversation?.session !== undefined && conversation.agent === desk.me.value?.id && conversation.state === "active") {
    const { session } = conversation;
    return <WithSession>{({ SessionScreen }) => <SessionScreen id={session} key={session} beside={<ConversationView key={conversation.id} conversation={conversation} narrow />} />}</WithSession>;
  }
  return (
    <div class={`desk${id === null ? "" : " has-open"}${aboutOpen ? " about-open" : ""}`} ref={root}>
      <h1 class="visually-hidden">{words.inbox}</h1>
      <aside class="desk-side" aria-label={words.list}>
        <header class="desk-side-head">
          <strong aria-hidden="true">{words.inbox}</strong>
          <Button look="quiet" onClick={() => { setKeysOpen(true); }} title="?">{words.keys}</Button>
        </header>
        <DutyBar />
        {isKnown ? <ConversationList open={id} /> : <Skeleton lines={5} label={words.list} />}
      </aside>
      <div class={`desk-main${conversation && conversation.kind !== "direct" ? "" : " wide"}`}>
        <ChatTabs open={id} />
        <Open id={id} conversation={conversation} onAbout={() => { setAboutOpen(!aboutOpen); }} />
      </div>
      {conversation && <About conversation={conversation} onClose={() => { setAboutOpen(false); }} />}
      <RefusedNote />
      {keysOpen && <KeysDialog onClose={() => { setKeysOpen(false); }} />}
    </div>
  );
}

function Open({ id, conversation, onAbout }: { id: string | null; conversation: Conversation | undefined; onAbout: () => void }): JSX.Element {
  const { desk } = useApp();
  const words = useWords().desk;
  if (conversation) return <ConversationView key={conversation.id} conversation={conversation} onAbout={onAbout} />;
  if (id !== null && desk.me.value !== null) return <section class="desk-none"><Empty icon="chat" title={words.notHere}>{words.notHereText}</Empty></section>;
  return <section class="desk-none"><Empty icon="chat" title={words.pick}>{words.pickText}</Empty></section>;
}

/** Follows a conversation while it is shown, and moves the person's marks while they look at it. */
export function useFollowed(conversation: Conversation): void {
  const { desk } = useApp();
  const { id, last_seq: last, unread } = conversation;
  useEffect(() => desk.follow(id), [desk, id]);
  const lines = desk.thread(id).lines.value.length;
  useEffect(() => {
    const look = () => { if (document.visibilityState === "visible") desk.read(id); };
    look();
    document.addEventListener("visibilitychange", look);
    return () => { document.removeEventListener("visibilitychange", look); };
  }, [desk, id, last, unread, lines]);
}
