import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useWords } from "../app";
import { wordsFor } from "../refusal-words";
import { Button, Notice } from "../ui/controls";
import { Dialog } from "../ui/dialog";
import { useTask } from "../ui/loading";

export interface RemoveProps {
  readonly title: string;
  readonly text: string;
  readonly word?: string;
  /** Takes the thing away on the server; what it throws is shown. */
  readonly remove: () => Promise<void>;
}

/** A button that asks before it takes something away for good. */
export function Remove({ title, text, word, remove }: RemoveProps): JSX.Element {
  const words = useWords();
  const [asking, setAsking] = useState(false);
  const task = useTask();
  const label = word ?? words.common.remove;
  const close = () => {
    task.clear();
    setAsking(false);
  };
  return (
    <>
      <Button look="quiet" icon="trash" onClick={() => { setAsking(true); }}>{label}</Button>
      {asking && (
        <Dialog title={title} onClose={close}
          actions={<><Button onClick={close}>{words.common.cancel}</Button><Button look="danger" busy={task.busy} onClick={() => { task.run(remove); }}>{label}</Button></>}>
          <p>{text}</p>
          {task.error !== null && <Notice tone="error">{wordsFor(task.error, words)}</Notice>}
        </Dialog>
      )}
    </>
  );
}
