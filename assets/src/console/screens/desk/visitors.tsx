import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { OnSite } from "../../../shared/wire.gen";
import { useApp, useWords } from "../../app";
import { hashOf } from "../../route";
import { Button, Empty } from "../../ui/controls";
import { spanOf } from "../../ui/dates";
import { Dialog } from "../../ui/dialog";
import { SelectField, TextField } from "../../ui/fields";
import { useNow } from "../../ui/now";
import { Page } from "../page";
import { RefusedNote } from "./refused-note";

/** D8: who is on the sites now, and an invitation by hand. */
export function Visitors(): JSX.Element {
  const app = useApp();
  const words = useWords().desk.visitors;
  const [inviting, setInviting] = useState<string | null>(null);
  useEffect(() => app.desk.watchVisitors(), [app]);
  useNow(app.clock);
  const visitors = [...app.desk.visitors.value.values()].sort((a, b) => a.since.localeCompare(b.since));
  return (
    <Page title={words.title} lead={words.lead}>
      {visitors.length === 0
        ? <Empty icon="eye" title={words.none}>{words.noneText}</Empty>
        : (
          <div class="desk-visitors" role="region" aria-label={words.title} tabIndex={0}>
            <table>
              <thead><tr><th>{words.page}</th><th>{words.since}</th><th class="desk-wide">{words.pages}</th><th class="desk-wide">{words.state}</th><td /></tr></thead>
              <tbody>{visitors.map((visitor) => <Row key={visitor.visit} visitor={visitor} onInvite={() => { setInviting(visitor.visit); }} />)}</tbody>
            </table>
          </div>
        )}
      {inviting !== null && <Invite visit={inviting} onClose={() => { setInviting(null); }} />}
      <RefusedNote />
    </Page>
  );
}

function Row({ visitor, onInvite }: { visitor: OnSite; onInvite: () => void }): JSX.Element {
  const said = useWords().desk;
  const words = said.visitors;
  const { name, page, page_title: title, site_name: site, since, pages, conversation, invited, returning } = visitor;
  const state = conversation !== undefined ? words.chats : invited ? words.invited : returning ? words.returning : words.new;
  return (
    <tr>
      <td><strong>{title || page}</strong><small class="muted">{[name, site].filter((part) => part !== undefined && part !== "").join(" · ")}</small><small class="desk-narrow">{state}</small></td>
      <td class="desk-number">{spanOf(Date.now() - Date.parse(since))}</td>
      <td class="desk-number desk-wide">{pages.length + 1}</td>
      <td class="desk-wide"><span class="tag">{state}</span></td>
      <td class="desk-row-action">
        {conversation !== undefined
          ? <a class="button quiet" href={hashOf({ screen: "inbox", id: conversation })}><span>{said.inbox}</span></a>
          : <Button disabled={invited} onClick={onInvite}>{words.invite}</Button>}
      </td>
    </tr>
  );
}

function Invite({ visit, onClose }: { visit: string; onClose: () => void }): JSX.Element {
  const { desk } = useApp();
  const words = useWords();
  const said = words.desk.visitors;
  const groups = desk.groups.value.filter(({ mine }) => mine);
  const [group, setGroup] = useState(groups[0]?.id ?? "");
  const [text, setText] = useState(said.suggestion);
  const go = () => {
    if (text.trim() === "" || group === "") return;
    desk.do({ type: "invite", visit, group, text: text.trim() });
    onClose();
  };
  return (
    <Dialog title={said.inviteTitle} onClose={onClose}
      actions={<><Button onClick={onClose}>{words.common.cancel}</Button><Button look="primary" disabled={text.trim() === "" || group === ""} onClick={go}>{said.go}</Button></>}>
      {groups.length > 1 && <SelectField label={said.group} value={group} onChange={setGroup}>{groups.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</SelectField>}
      <TextField label={said.text} value={text} onInput={setText} rows={3} maxLength={1000} />
    </Dialog>
  );
}
