import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useWords } from "../app";
import { wordsFor } from "../refusal-words";
import { hashOf, type SettingsSection } from "../route";
import { Button, Empty, Notice, Skeleton } from "../ui/controls";
import { Icon, type IconName } from "../ui/icon";
import { type Collection, fresh, type Keyed } from "./collection";
import { useSettingsWords } from "./context";
import { stepThrough } from "./step";

interface SectionProps<T extends Keyed, D extends object> {
  readonly name: SettingsSection;
  /** Which record is open; null for none. */
  readonly id: string | null;
  readonly collection: Collection<T, D>;
  readonly icon: IconName;
  readonly words: { readonly title: string; readonly lead: string; readonly add?: string; readonly none: string; readonly noneText?: string };
  /** The order of the list, if not the server's. */
  readonly sorted?: (items: readonly T[]) => readonly T[];
  readonly row: (item: T) => ComponentChildren;
  /** The form of the open record, which is null for a new one. */
  readonly form: (item: T | null) => ComponentChildren;
}

/** What the sections have in common: the list of records, and beside it the form of the one that is open. On a narrow screen one at a time. */
export function Section<T extends Keyed, D extends object>(props: SectionProps<T, D>): JSX.Element {
  const { name, id, collection, words: said, icon, form } = props;
  const words = useSettingsWords();
  useEffect(() => { void collection.load(); }, [collection]);
  const item = id === null || id === fresh ? null : collection.find(id) ?? null;
  const { kind } = collection.loaded.value;
  const isOpen = id === fresh ? said.add !== undefined : item !== null;
  return (
    <div class={`settings-section${id === null ? "" : " has-open"}`}>
      <div class="settings-list">
        <header class="settings-head">
          <div><h2>{said.title}</h2><p class="muted">{said.lead}</p></div>
          {said.add !== undefined && <a class="button primary" href={hashOf({ screen: "settings", section: name, id: fresh })}><Icon name="plus" /><span>{said.add}</span></a>}
        </header>
        <List {...props} />
      </div>
      <Panel key={id ?? ""} label={said.title} isThere={id !== null}>
        {isOpen ? form(item)
          : <div class="settings-none"><Empty icon={icon} title={id === null || kind === "loading" ? words.pick : words.notHere} /></div>}
      </Panel>
    </div>
  );
}

function List<T extends Keyed, D extends object>({ name, id, collection, icon, words: said, row, sorted = (items) => items }: SectionProps<T, D>): JSX.Element {
  const words = useWords();
  const settings = useSettingsWords();
  const loaded = collection.loaded.value;
  if (loaded.kind === "loading") return <Skeleton lines={4} label={words.common.loading} />;
  if (loaded.kind === "refused") return <Notice tone="error" action={<Button onClick={() => { void collection.load(); }}>{words.common.retry}</Button>}>{wordsFor(loaded.error, words)}</Notice>;
  if (loaded.value.length === 0) return <Empty icon={icon} title={said.none}>{said.noneText}</Empty>;
  return (
    <ul class="records" role="list" aria-label={said.title} onKeyDown={stepThrough}>
      {sorted(loaded.value).map((item) => (
        <li key={item.id}>
          <a class="record" href={hashOf({ screen: "settings", section: name, id: item.id })} aria-current={item.id === id ? "true" : undefined}>
            {row(item)}
            {collection.isChanged(item.id) && <span class="pill record-changed">{settings.unsaved}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Takes the focus when a record is opened, so that the keyboard is where the eyes are. */
function Panel({ label, isThere, children }: { label: string; isThere: boolean; children: ComponentChildren }): JSX.Element {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => { if (isThere) panel.current?.focus({ preventScroll: true }); }, [isThere]);
  return <section class="settings-panel" ref={panel} tabIndex={-1} aria-label={label}>{children}</section>;
}

/** Two lines of a row, and what stands beside them. */
export function RowText({ title, sub, children }: { title: ComponentChildren; sub?: ComponentChildren; children?: ComponentChildren }): JSX.Element {
  return (
    <>
      <span class="record-main"><strong>{title}</strong>{sub !== undefined && sub !== "" && <small class="muted">{sub}</small>}</span>
      {children}
    </>
  );
}
