import type { ComponentChildren, JSX } from "preact";
import { useWords } from "../app";
import { wordsFor } from "../refusal-words";
import { Button, Notice } from "./controls";
import { Dialog } from "./dialog";

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
