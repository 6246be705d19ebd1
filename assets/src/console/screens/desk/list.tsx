import type { JSX } from "preact";
import type { Conversation } from "../../../shared/wire.gen";
import { useApp, useWords } from "../../app";
import { type Lists, listsOf } from "../../desk/lists";
import { hashOf } from "../../route";
import { Button, Empty } from "../../ui/controls";
import { spanOf, whenOf } from "../../ui/dates";
import { useNow } from "../../ui/now";
import { initialsOf } from "../../ui/initials";
import { Colleagues } from "./colleagues";

const order: readonly (keyof Lists)[] = ["offered", "mine", "beside", "waiting", "left", "colleagues", "others", "ended"];

/** The inbox by what there is to do about it. */
export function ConversationList({ open }: { open: string | null }): JSX.Element {
  const { desk } = useApp();
  const words = useWords().desk;
  const lists = listsOf(desk.conversations.value.values(), desk.me.value?.id ?? "");
  const isEmpty = desk.conversations.value.size === 0;
  return (
    <nav class="desk-list" aria-label={words.list}>
      {isEmpty && <Empty icon="chat" title={words.empty}>{words.emptyText}</Empty>}
      {order.map((name) => lists[name].length > 0 && (
        <section key={name} class={`desk-part part-${name}`}>
          <h2>{words.lists[name]} <span class="desk-count">{lists[name].length}</span></h2>
          <ul role="list">
            {lists[name].map((each) => <li key={each.id}>{name === "offered" ? <Offered conversation={each} /> : <Row conversation={each} isOpen={each.id === open} />}</li>)}
          </ul>
        </section>
      ))}
      <Colleagues />
    </nav>
  );
}

/** A visitor who is offered: large, with the time that is left. */
function Offered({ conversation }: { conversation: Conversation }): JSX.Element {
  const app = useApp();
  const words = useWords().desk;
  useNow(app.clock);
  const left = app.desk.pickUpLeft(conversation.id);
  const accept = () => {
    app.desk.do({ type: "accept", conversation: conversation.id });
    app.go({ screen: "inbox", id: conversation.id });
  };
  return (
    <div class="desk-offer" role="alert">
      <strong>{conversation.name || words.visitor}</strong>
      <p class="desk-row-text" dir="auto">{conversation.last_text || words.noMessage}</p>
      <small class="muted">{conversation.page_title || conversation.site_name}</small>
      <div class="desk-offer-actions">
        <Button look="primary" icon="check" onClick={accept}>{words.accept}</Button>
        <Button look="quiet" onClick={() => { app.desk.do({ type: "decline", conversation: conversation.id }); }}>{words.decline}</Button>
        {left !== null && <small class="muted" aria-hidden="true">{words.acceptIn(Math.ceil(left / 1000))}</small>}
      </div>
    </div>
  );
}

function Row({ conversation, isOpen }: { conversation: Conversation; isOpen: boolean }): JSX.Element {
  const app = useApp();
  const words = useWords().desk;
  const { id, name, state, unread, last_text: text, last_at: at, here, kind, parked } = conversation;
  const isWaiting = state === "waiting" || state === "offered";
  const shown = name || words.visitor;
  return (
    <a class={`desk-row${unread > 0 ? " unread" : ""}`} href={hashOf({ screen: "inbox", id })} aria-current={isOpen ? "true" : undefined}>
      <span class={`avatar${kind === "visitor" && here ? " here" : ""}`} aria-hidden="true">{initialsOf(shown)}</span>
      <span class="desk-row-main">
        <span class="desk-row-head">
          <strong>{shown}</strong>
          {isWaiting ? <Waiting since={conversation.since} /> : at !== "" && <time dateTime={at}>{whenOf(at, app.preferences.locale.value)}</time>}
        </span>
        <span class="desk-row-foot">
          <span class="desk-row-text" dir="auto">{text || words.noMessage}</span>
          {parked && <span class="tag">{words.parked}</span>}
          {unread > 0 && <span class="badge"><span aria-hidden="true">{unread}</span><span class="visually-hidden">{words.unread(unread)}</span></span>}
        </span>
        <Beneath conversation={conversation} />
      </span>
    </a>
  );
}

/** Whose it is, where that is not the reader. */
function Beneath({ conversation }: { conversation: Conversation }): JSX.Element | null {
  const { desk } = useApp();
  const words = useWords().desk;
  const { kind, agent, agent_name: agentName, group, site_name: site } = conversation;
  if (kind === "direct") return null;
  const groupName = desk.groups.value.find(({ id }) => id === group)?.name ?? "";
  const parts = [agent !== undefined && agent !== desk.me.value?.id && agentName !== undefined ? words.withAgent(agentName) : "", groupName, site ?? ""].filter((part) => part !== "");
  return <small class="muted">{parts.join(" · ")}</small>;
}

function Waiting({ since }: { since: string }): JSX.Element {
  useNow(useApp().clock);
  return <span class="desk-waiting">{spanOf(Date.now() - Date.parse(since))}</span>;
}
