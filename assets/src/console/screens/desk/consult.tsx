import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { MAX_TEXT, type Conversation } from "../../../shared/wire.gen";
import { useApp, useWords } from "../../app";
import { askable, canJoin } from "../../desk/beside";
import { Button, Notice } from "../../ui/controls";
import { Dialog } from "../../ui/dialog";
import { CheckField, SelectField, TextField } from "../../ui/fields";

/** D4: a colleague beside the conversation, with a question; or one who may come into it, in the visitor's sight. */
export function ConsultDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }): JSX.Element {
  const { desk } = useApp();
  const { common, desk: { beside: words, duties } } = useWords();
  const [who, setWho] = useState("");
  const [question, setQuestion] = useState("");
  const [join, setJoin] = useState(false);
  const people = askable(desk.people.value, conversation, desk.me.value?.id);
  const chosen = people.find(({ id }) => id === who) ?? people[0];
  const mayJoin = chosen !== undefined && canJoin(chosen);
  const go = () => {
    if (!chosen) return;
    desk.do({ type: "consult", conversation: conversation.id, person: chosen.id, join: join && mayJoin });
    if (question.trim() !== "") desk.write(conversation.id, "aside", question.trim());
    onClose();
  };
  return (
    <Dialog title={words.askTitle} onClose={onClose}
      actions={<><Button onClick={onClose}>{common.cancel}</Button><Button look="primary" disabled={!chosen} onClick={go}>{words.go}</Button></>}>
      {chosen
        ? (
          <>
            <SelectField label={words.who} value={chosen.id} onChange={setWho}>
              {people.map(({ id, name, state }) => <option key={id} value={id}>{`${name} · ${duties[state]}`}</option>)}
            </SelectField>
            <TextField label={words.question} hint={words.questionHint} value={question} onInput={setQuestion} rows={3} maxLength={MAX_TEXT} optional />
            {mayJoin
              ? <CheckField label={words.letJoin} hint={words.letJoinHint} checked={join} onChange={setJoin} />
              : <p class="muted">{words.cannotJoin}</p>}
          </>
        )
        : <Notice tone="info">{words.nobody}</Notice>}
    </Dialog>
  );
}
