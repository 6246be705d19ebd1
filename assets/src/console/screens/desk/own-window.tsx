import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { useApp, useWords } from "../../app";
import { Empty, Skeleton } from "../../ui/controls";
import { ConversationView } from "./conversation";
import { RefusedNote } from "./refused-note";

/** C1: one conversation in a window of its own. */
export function OwnWindow({ id }: { id: string }): JSX.Element {
  const { desk } = useApp();
  const words = useWords();
  const conversation = desk.conversations.value.get(id);
  const name = conversation?.name || words.desk.visitor;
  const unread = conversation?.unread ?? 0;
  useEffect(() => { document.title = `${unread > 0 ? `(${String(unread)}) ` : ""}${name} · ${words.product}`; }, [name, unread, words]);
  return (
    <main class="desk-own" id="content" tabIndex={-1}>
      <h1 class="visually-hidden">{words.desk.log(name)}</h1>
      {conversation
        ? <ConversationView conversation={conversation} isOwnWindow />
        : desk.me.value === null ? <Skeleton lines={5} label={words.common.loading} /> : <Empty icon="chat" title={words.desk.notHere}>{words.desk.notHereText}</Empty>}
      <RefusedNote />
    </main>
  );
}

/** Opens it; the same conversation twice is the same window. */
export function openOwnWindow(id: string): void {
  globalThis.open(`${location.pathname}#/chat/${id}`, `tandem-chat-${id}`, "popup,width=420,height=680");
}
