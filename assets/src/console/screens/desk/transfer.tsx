import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Conversation } from "../../../shared/wire.gen";
import { useApp, useWords } from "../../app";
import { Button, Notice } from "../../ui/controls";
import { Dialog } from "../../ui/dialog";
import { SelectField, TextField } from "../../ui/fields";

/** D4: to a person on duty or to a group, with a note that only they see. */
export function TransferDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }): JSX.Element {
  const { desk } = useApp();
  const words = useWords();
  const [to, setTo] = useState("");
  const [note, setNote] = useState("");
  const me = desk.me.value?.id;
  const people = desk.people.value.filter(({ id, serves, state }) => id !== me && serves && (state === "available" || state === "busy"));
  const groups = desk.groups.value;
  const first = groups.find(({ id }) => id !== conversation.group) ?? groups[0];
  const chosen = to === "" ? (first ? `group ${first.id}` : people[0] ? `person ${people[0].id}` : "") : to;
  const go = () => {
    const [kind, id = ""] = chosen.split(" ");
    const target = kind === "person" ? { person: id } : { group: id };
    desk.do({ type: "transfer", conversation: conversation.id, ...target, ...(note.trim() === "" ? {} : { note: note.trim() }) });
    onClose();
  };
  return (
    <Dialog title={words.desk.transferTitle} onClose={onClose}
      actions={<><Button onClick={onClose}>{words.common.cancel}</Button><Button look="primary" disabled={chosen === ""} onClick={go}>{words.desk.transferGo}</Button></>}>
      {chosen === ""
        ? <Notice tone="info">{words.desk.transferNobody}</Notice>
        : (
          <SelectField label={words.desk.transferTo} value={chosen} onChange={setTo}>
            <optgroup label={words.desk.transferGroups}>{groups.map(({ id, name }) => <option key={id} value={`group ${id}`}>{name}</option>)}</optgroup>
            <optgroup label={words.desk.transferPeople}>{people.map(({ id, name, state }) => <option key={id} value={`person ${id}`}>{`${name} · ${words.desk.duties[state]}`}</option>)}</optgroup>
          </SelectField>
        )}
      <TextField label={words.desk.transferNote} hint={words.desk.transferNoteHint} value={note} onInput={setNote} rows={2} maxLength={1000} />
    </Dialog>
  );
}
