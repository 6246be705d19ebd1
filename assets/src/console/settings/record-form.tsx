import type { ComponentChildren, JSX } from "preact";
import { useRef } from "preact/hooks";
import { useApp, useWords } from "../app";
import { Refusal } from "../caller";
import { wordsFor } from "../refusal-words";
import { hashOf, type SettingsSection } from "../route";
import { Button, Notice } from "../ui/controls";
import { type Collection, fresh, type Keyed } from "./collection";
import { useSettingsWords } from "./context";
import type { Editing, SaveState } from "./editing";
import { Remove, type RemoveProps } from "./remove";

/** What is wrong with a draft, by field. */
export type Faults = Readonly<Record<string, string | null>>;

/** What the fields of a form get. */
export interface Fields<D> {
  readonly draft: D;
  readonly set: (change: Partial<D>) => void;
  /** What is wrong with a field, to be said now; else null. */
  readonly wrong: (field: string) => string | null;
}

interface RecordFormProps<T extends Keyed, D extends object> {
  readonly section: SettingsSection;
  readonly collection: Collection<T, D>;
  readonly item: T | null;
  readonly title: string;
  /** The word on the button for a new record. */
  readonly add?: string;
  readonly faults: (draft: D) => Faults;
  readonly remove?: Omit<RemoveProps, "remove">;
  /** After it was saved or removed. */
  readonly onSaved?: () => void;
  readonly children: (fields: Fields<D>) => ComponentChildren;
}

/** The form of one record: what is wrong is said at its field, what the server refuses is said and stays typed, and one word tells whether all is saved. */
export function RecordForm<T extends Keyed, D extends object>(props: RecordFormProps<T, D>): JSX.Element | null {
  const { section, collection, item, title, add, faults, remove, onSaved, children } = props;
  const app = useApp();
  const words = useWords();
  const id = item?.id ?? fresh;
  const editing = collection.editing(id);
  if (!editing) return null;
  const save = async () => {
    const kept = await collection.save(id);
    if (kept === null) return;
    onSaved?.();
    if (id === fresh) app.replace({ screen: "settings", section, id: kept });
  };
  return (
    <SavedForm editing={editing} title={title} submit={item === null && add !== undefined ? add : words.common.save} back={section} faults={faults} save={save}
      foot={item !== null && remove !== undefined && (
        <Remove {...remove} remove={async () => {
          await collection.remove(item.id);
          onSaved?.();
          app.go({ screen: "settings", section });
        }} />
      )}>
      {children}
    </SavedForm>
  );
}

interface SavedFormProps<D extends object> {
  readonly editing: Editing<D>;
  readonly title: string;
  readonly submit: string;
  /** Where "Back" leads on a narrow screen; null where there is no list. */
  readonly back: SettingsSection | null;
  readonly faults: (draft: D) => Faults;
  readonly save: () => Promise<void>;
  readonly foot?: ComponentChildren;
  readonly children: (fields: Fields<D>) => ComponentChildren;
}

export function SavedForm<D extends object>({ editing, title, submit, back, faults, save, foot, children }: SavedFormProps<D>): JSX.Element {
  const words = useWords();
  const form = useRef<HTMLFormElement>(null);
  const draft = editing.draft.value;
  const found = faults(draft);
  const error = editing.error.value;
  const refused = fieldOf(error);
  const wrong = (field: string) => {
    const fault = editing.isTried.value ? found[field] : undefined;
    return fault ?? (refused === field ? wordsFor(error, words) : null);
  };
  const submitted = () => {
    editing.isTried.value = true;
    if (Object.values(found).some((fault) => fault !== null)) {
      requestAnimationFrame(() => { form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(); });
      return;
    }
    void save();
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.code !== "KeyS" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    submitted();
  };
  return (
    <form class="settings-form" ref={form} noValidate onSubmit={(event) => { event.preventDefault(); submitted(); }} onKeyDown={pressed}>
      <header class="settings-form-head">
        {back !== null && <a class="button quiet settings-back" href={hashOf({ screen: "settings", section: back })}><span>{words.common.back}</span></a>}
        <h2>{title}</h2>
      </header>
      <div class="settings-fields">
        {children({ draft, set: (change) => { editing.set(change); }, wrong })}
        {error !== null && (refused === null || !(refused in found)) && <Notice tone="error">{wordsFor(error, words)}</Notice>}
      </div>
      <footer class="settings-form-foot">
        <Button type="submit" look="primary" busy={editing.state.value === "saving"}>{submit}</Button>
        <SaveWord editing={editing} />
        <span class="settings-gap" />
        {foot}
      </footer>
    </form>
  );
}

/** One word on how it stands, and the way back to what was. */
function SaveWord<D extends object>({ editing }: { editing: Editing<D> }): JSX.Element {
  const { states, discard } = useSettingsWords();
  const state: SaveState = editing.state.value;
  return (
    <>
      <span class={`save-word save-${state}`} role="status">{state === "clean" ? "" : states[state]}</span>
      {(state === "changed" || state === "failed") && <Button look="quiet" onClick={() => { editing.discard(); }}>{discard}</Button>}
    </>
  );
}

/** The field that the server finds fault with; null where it is something else. */
function fieldOf(error: unknown): string | null {
  if (!(error instanceof Refusal)) return null;
  if (error.code === "email_taken") return "email";
  if (error.code === "short_taken") return "short";
  return error.code === "bad_request" ? error.field : null;
}
