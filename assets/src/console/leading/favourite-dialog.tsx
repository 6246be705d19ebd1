import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Favourite } from "../api";
import { useWords } from "../app";
import { wordsFor } from "../refusal-words";
import { AddDialog } from "../ui/add-dialog";
import { Button, Notice } from "../ui/controls";
import { Dialog } from "../ui/dialog";
import { CheckField, TextField } from "../ui/fields";
import { useTask } from "../ui/loading";
import { readAddress } from "./address";
import type { Favourites } from "./favourites";

/** What is being done about a favourite. */
export type FavouriteAsked =
  | { readonly kind: "add"; readonly url: string; readonly label: string }
  | { readonly kind: "change"; readonly favourite: Favourite }
  | { readonly kind: "remove"; readonly favourite: Favourite };

interface FavouriteDialogProps {
  readonly asked: FavouriteAsked;
  readonly favourites: Favourites;
  /** Whether the person looks after the shared ones. */
  readonly mayShare: boolean;
  readonly onClose: () => void;
}

export function FavouriteDialog({ asked, favourites, mayShare, onClose }: FavouriteDialogProps): JSX.Element {
  if (asked.kind === "remove") return <RemoveFavourite favourite={asked.favourite} favourites={favourites} onClose={onClose} />;
  return <FavouriteForm asked={asked} favourites={favourites} mayShare={mayShare} onClose={onClose} />;
}

/** As many characters as the server takes (web/openapi.yaml, PageLabel). */
const maxLabel = 80;

function FavouriteForm({ asked, favourites, mayShare, onClose }: FavouriteDialogProps & { asked: Exclude<FavouriteAsked, { kind: "remove" }> }): JSX.Element {
  const words = useWords();
  const before = asked.kind === "add" ? asked : asked.favourite;
  const [label, setLabel] = useState(before.label.slice(0, maxLabel));
  const [url, setUrl] = useState(before.url);
  const [shared, setShared] = useState(false);
  const [tried, setTried] = useState(false);
  const task = useTask();
  const read = readAddress(url, before.url);
  const submit = () => {
    setTried(true);
    if (label.trim() === "" || read.kind === "wrong") return;
    const page = { label: label.trim(), url: read.url };
    task.run(async () => {
      await (asked.kind === "add" ? favourites.add({ ...page, shared }) : favourites.change(asked.favourite.id, page));
      onClose();
    });
  };
  const title = asked.kind === "add" ? words.leading.addTitle : words.leading.changeTitle;
  return (
    <AddDialog title={title} submit={words.common.save} busy={task.busy} error={task.error} onSubmit={submit} onClose={onClose}>
      <TextField label={words.common.name} value={label} onInput={setLabel} maxLength={maxLabel} error={tried && label.trim() === "" ? words.errors.badName : null} />
      <TextField label={words.view.address} value={url} onInput={setUrl} error={tried && read.kind === "wrong" ? words.leading.wrong[read.why] : null} />
      {asked.kind === "add" && mayShare && <CheckField label={words.leading.share} hint={words.leading.shareHint} checked={shared} onChange={setShared} />}
    </AddDialog>
  );
}

function RemoveFavourite({ favourite, favourites, onClose }: { favourite: Favourite; favourites: Favourites; onClose: () => void }): JSX.Element {
  const words = useWords();
  const task = useTask();
  const remove = () => {
    task.run(async () => {
      await favourites.remove(favourite.id);
      onClose();
    });
  };
  return (
    <Dialog title={words.leading.removeTitle(favourite.label)} onClose={onClose}
      actions={<><Button onClick={onClose}>{words.common.cancel}</Button><Button look="danger" busy={task.busy} onClick={remove}>{words.common.remove}</Button></>}>
      <p>{favourite.shared ? words.leading.removeSharedText : words.leading.removeText}</p>
      {task.error !== null && <Notice tone="error">{wordsFor(task.error, words)}</Notice>}
    </Dialog>
  );
}
