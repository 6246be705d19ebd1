import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useApp, useWords } from "../app";
import { AddDialog } from "./add-dialog";
import { Button, Notice } from "./controls";
import { Dialog } from "./dialog";
import { TextField } from "./fields";
import { useTask } from "./loading";

/** C5: a conversation goes out by mail, to the visitor or to anybody else; notes and whispers stay here. */
export function MailTranscript({ conversation, email, onClose }: { conversation: string; email: string; onClose: () => void }): JSX.Element {
  const app = useApp();
  const words = useWords();
  const [to, setTo] = useState(email);
  const [tried, setTried] = useState(false);
  const [isQueued, setQueued] = useState(false);
  const task = useTask();
  const isWrong = !/^\S+@\S+$/.test(to.trim());
  const send = () => {
    setTried(true);
    if (isWrong) return;
    task.run(async () => {
      await app.api.mailTranscript(conversation, to.trim());
      setQueued(true);
    });
  };
  if (isQueued) {
    return (
      <Dialog title={words.desk.mailTitle} onClose={onClose} actions={<Button look="primary" onClick={onClose}>{words.common.close}</Button>}>
        <Notice tone="good">{words.desk.mailQueued(to.trim())}</Notice>
      </Dialog>
    );
  }
  return (
    <AddDialog title={words.desk.mailTitle} submit={words.desk.mailGo} busy={task.busy} error={task.error} onSubmit={send} onClose={onClose}>
      <TextField label={words.desk.mailTo} type="email" value={to} onInput={setTo} maxLength={254} hint={words.desk.mailHint} error={tried && isWrong ? words.errors.badEmail : null} />
    </AddDialog>
  );
}
