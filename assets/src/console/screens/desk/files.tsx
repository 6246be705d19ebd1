import type { HTMLAttributes, JSX, TargetedEvent } from "preact";
import { useRef } from "preact/hooks";
import { save } from "../../../files/save";
import { amountText, isRisky, stageText } from "../../../files/stage-words";
import type { FileShown } from "../../../files/transfer";
import { type FileWords, fileWordsFor } from "../../../files/words/words";
import type { Conversation } from "../../../shared/wire.gen";
import { useApp } from "../../app";
import { Button } from "../../ui/controls";
import { Icon } from "../../ui/icon";

function useFileWords(): FileWords {
  return fileWordsFor(useApp().preferences.locale.value);
}

/** C7: the files of a conversation that are on their way, asked for, or waiting to be saved. */
export function Files({ conversation }: { conversation: Conversation }): JSX.Element | null {
  const { desk } = useApp();
  const words = useFileWords();
  const shown = desk.files.shown(conversation.id).value;
  if (shown.length === 0) return null;
  return (
    <section class="desk-files" aria-label={words.title}>
      {shown.map((file) => <FileCard key={file.id} conversation={conversation.id} file={file} words={words} />)}
    </section>
  );
}

function FileCard({ conversation, file, words }: { conversation: string; file: FileShown; words: FileWords }): JSX.Element {
  const { stage, name, size, moved, taken } = file;
  const isMoving = stage === "moving" || stage === "paused";
  return (
    <article class={`desk-file ${isRisky(taken) ? "careful" : stage}`} aria-label={name}>
      <p class="desk-file-name"><bdi>{taken?.name ?? name}</bdi> <small class="muted">{amountText(file, words)}</small></p>
      <p class="desk-file-stage" role="status">{stageText(file, words)}</p>
      {isMoving && <progress max={size} value={moved} aria-label={name} />}
      <div class="desk-file-buttons"><Choices conversation={conversation} file={file} words={words} /></div>
    </article>
  );
}

function Choices({ conversation, file: { id, stage, taken }, words }: { conversation: string; file: FileShown; words: FileWords }): JSX.Element {
  const files = useApp().desk.files.of(conversation);
  switch (stage) {
    case "asked":
      return <><Button onClick={() => { files.decline(id); }}>{words.decline}</Button><Button look="primary" onClick={() => { files.accept(id); }}>{words.accept}</Button></>;
    case "here":
      return <><Button onClick={() => { files.dismiss(id); }}>{words.close}</Button><Button look="primary" onClick={() => { if (taken) save(taken); }}>{words.save}</Button></>;
    case "over":
      return <Button onClick={() => { files.dismiss(id); }}>{words.close}</Button>;
    case "asking":
    case "connecting":
    case "moving":
    case "paused":
      return <Button onClick={() => { files.cancel(id); }}>{words.cancel}</Button>;
  }
}

/** Opens the browser's own choice of files. */
export function AttachButton({ conversation }: { conversation: Conversation }): JSX.Element | null {
  const { desk } = useApp();
  const words = useFileWords();
  const chooser = useRef<HTMLInputElement>(null);
  if (!conversation.files) return null;
  const chosen = (event: TargetedEvent<HTMLInputElement>) => {
    for (const file of event.currentTarget.files ?? []) desk.files.of(conversation.id).offer(file);
    event.currentTarget.value = ""; // the same file again is a change again
  };
  return (
    <>
      <button type="button" class="button quiet desk-attach" title={words.attach} onClick={() => { chooser.current?.click(); }}>
        <Icon name="clip" /><span class="visually-hidden">{words.attach}</span>
      </button>
      <input ref={chooser} type="file" multiple hidden tabIndex={-1} onChange={chosen} />
    </>
  );
}

/** Files that are dropped or pasted into the conversation, where that may be. Spread over the element that takes them. */
export function useDrops(conversation: Conversation): Pick<HTMLAttributes<HTMLElement>, "onDragOver" | "onDrop" | "onPaste"> {
  const { desk } = useApp();
  if (!conversation.files) return {};
  const offer = (event: Event, from: DataTransfer | null) => {
    const files = [...(from?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    for (const file of files) desk.files.of(conversation.id).offer(file);
  };
  return {
    onDragOver: (event) => { if (event.dataTransfer?.types.includes("Files")) event.preventDefault(); },
    onDrop: (event) => { offer(event, event.dataTransfer); },
    onPaste: (event) => { offer(event, event.clipboardData); },
  };
}
