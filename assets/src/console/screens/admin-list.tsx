import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { useWords } from "../app";
import { wordsFor } from "../refusal-words";
import { Button, Empty, Notice, Skeleton } from "../ui/controls";
import { Dialog } from "../ui/dialog";
import type { IconName } from "../ui/icon";
import { type Loaded, useTask } from "../ui/loading";

interface AdminListProps<T extends { id: string }> {
  readonly loaded: Loaded<readonly T[]>;
  readonly reload: () => void;
  readonly icon: IconName;
  readonly none: string;
  readonly noneText?: string;
  readonly children: (item: T) => ComponentChildren;
}

/** What the three lists of administration have in common: loading, refused, empty, there. */
export function AdminList<T extends { id: string }>({ loaded, reload, icon, none, noneText, children }: AdminListProps<T>): JSX.Element {
  const words = useWords();
  switch (loaded.kind) {
    case "loading":
      return <Skeleton lines={3} label={words.common.loading} />;
    case "refused":
      return <Notice tone="error" action={<Button onClick={reload}>{words.common.retry}</Button>}>{wordsFor(loaded.error, words)}</Notice>;
    case "there":
      if (loaded.value.length === 0) return <Empty icon={icon} title={none}>{noneText}</Empty>;
      return <ul class="cards" role="list">{loaded.value.map((item) => <li key={item.id} class="card item">{children(item)}</li>)}</ul>;
  }
}

interface RemoveProps {
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
        <Dialog
          title={title}
          onClose={close}
          actions={
            <>
              <Button onClick={close}>{words.common.cancel}</Button>
              <Button look="danger" busy={task.busy} onClick={() => { task.run(remove); }}>{label}</Button>
            </>
          }
        >
          <p>{text}</p>
          {task.error !== null && <Notice tone="error">{wordsFor(task.error, words)}</Notice>}
        </Dialog>
      )}
    </>
  );
}

/** The form with which something is added, in a dialog. */
export function AddDialog({ title, submit, busy, error, onSubmit, onClose, children }: {
  title: string;
  submit: string;
  busy: boolean;
  error: unknown;
  onSubmit: () => void;
  onClose: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const words = useWords();
  return (
    <Dialog title={title} onClose={onClose} actions={null}>
      <form class="form" noValidate onSubmit={(event) => { event.preventDefault(); onSubmit(); }}>
        {children}
        {error !== null && <Notice tone="error">{wordsFor(error, words)}</Notice>}
        <div class="dialog-actions">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button type="submit" look="primary" busy={busy}>{submit}</Button>
        </div>
      </form>
    </Dialog>
  );
}
