import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { MAX_TEXT, type Beside, type Conversation } from "../../../shared/wire.gen";
import { useApp, useWords } from "../../app";
import { canJoin, partOf } from "../../desk/beside";
import { Button } from "../../ui/controls";
import { Icon } from "../../ui/icon";
import { LineView } from "./log";

/** D4: who is beside a conversation and what they and its agent say to each other. The visitor sees nothing of it. */
export function BesidePanel({ conversation }: { conversation: Conversation }): JSX.Element {
  const { desk } = useApp();
  const words = useWords().desk.beside;
  const me = desk.me.value?.id;
  const { id, beside = [], agent, agent_name: agentName = "" } = conversation;
  return (
    <aside class="desk-beside" aria-label={words.title}>
      <header><h3>{words.title}</h3><p class="muted">{words.unseen}</p></header>
      <ul class="desk-beside-who" role="list">
        {agent !== me && <li><span><strong>{agentName}</strong> <small class="muted">{words.agent}</small></span></li>}
        {beside.map((one) => (
          <li key={one.person}>
            <span><strong>{one.name}</strong> <small class={one.part === "joined" ? "tag" : "muted"}>{words.parts[one.part]}</small></span>
            <Does conversation={conversation} one={one} />
          </li>
        ))}
      </ul>
      <Asides conversation={conversation} />
      <Write conversation={id} />
    </aside>
  );
}

/** What this person can do about one of those beside it. */
function Does({ conversation, one }: { conversation: Conversation; one: Beside }): JSX.Element | null {
  const { desk } = useApp();
  const words = useWords().desk.beside;
  const me = desk.me.value?.id;
  const part = partOf(conversation, me);
  const { id: conversationId } = conversation;
  const { person, name } = one;
  const ends = (whose: string) => () => { desk.do({ type: "part", conversation: conversationId, person: whose }); };
  if (person === me) {
    return (
      <span class="desk-beside-does">
        {part === "invited" && <Button look="primary" onClick={() => { desk.do({ type: "join", conversation: conversationId }); }}>{words.join}</Button>}
        <Button onClick={ends(person)}>{words.leave}</Button>
      </span>
    );
  }
  if (part !== "agent") return null;
  const colleague = desk.people.value.find(({ id }) => id === person);
  return (
    <span class="desk-beside-does">
      {one.part === "consulted" && colleague && canJoin(colleague) && <Button onClick={() => { desk.do({ type: "consult", conversation: conversationId, person, join: true }); }}>{words.letIn}</Button>}
      {one.part === "joined" && <Button onClick={ends(me ?? "")}>{words.leaveTo(name)}</Button>}
      <Button title={one.part === "joined" ? words.takeOut(name) : words.endWith(name)} onClick={ends(person)}>{words.end}</Button>
    </span>
  );
}

function Asides({ conversation }: { conversation: Conversation }): JSX.Element {
  const { desk } = useApp();
  const words = useWords().desk.beside;
  const lines = desk.thread(conversation.id).lines.value.filter((line) => (line.state === "kept" ? line.entry.kind : line.draft.kind) === "aside");
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = list.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [lines.length]);
  return (
    <div class="desk-log desk-asides" ref={list} tabIndex={0} role="log" aria-label={words.title}>
      {lines.map((line, at) => <LineView key={line.id} line={line} before={lines[at - 1]} conversation={conversation} isAmongItsKind />)}
    </div>
  );
}

/** Enter sends, as beside it. */
function Write({ conversation }: { conversation: string }): JSX.Element {
  const { desk } = useApp();
  const { beside: words, send } = useWords().desk;
  const { unsentAside } = desk.thread(conversation);
  const text = unsentAside.value;
  const say = () => {
    if (text.trim() === "") return;
    desk.write(conversation, "aside", text.trim());
    unsentAside.value = "";
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    say();
  };
  return (
    <form class="desk-composer kind-aside" onSubmit={(event) => { event.preventDefault(); say(); }}>
      <div class="desk-write">
        <div class="grow" data-text={text}>
          <textarea class="input" id="desk-aside" rows={1} value={text} dir="auto" spellcheck maxLength={MAX_TEXT} aria-label={words.write} placeholder={words.placeholder}
            onInput={(event) => { unsentAside.value = event.currentTarget.value; }} onKeyDown={pressed} />
        </div>
        <button type="submit" class="button primary send" aria-disabled={text.trim() === ""}><Icon name="send" /><span>{send}</span></button>
      </div>
    </form>
  );
}
