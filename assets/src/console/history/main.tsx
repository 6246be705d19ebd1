import type { JSX } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { useApp, useWords } from "../app";
import { wordsFor } from "../refusal-words";
import { hashOf } from "../route";
import { stepThrough } from "../settings/step";
import { Button, Empty, Notice, Skeleton } from "../ui/controls";
import { whenOf } from "../ui/dates";
import { SelectField, TextField } from "../ui/fields";
import { type Found, HistoryApi, isRunning } from "./api";
import { Marked } from "./marked";
import { nothingWanted, queryOf, type Wanted } from "./query";
import { historyLanguages, type HistoryWords } from "./words";
import { Told } from "./told";

export function useHistoryWords(): HistoryWords {
  return historyLanguages[useApp().preferences.language.value];
}

/** The conversations of before: looked for by words, people and days; one of them at the side. */
export function History({ id }: { id: string | null }): JSX.Element {
  const app = useApp();
  const [api] = useState(() => new HistoryApi(app.caller));
  const said = useHistoryWords();
  const search = useSearch(api);
  return (
    <div class={`settings-section history${id === null ? "" : " has-open"}`}>
      <h1 class="visually-hidden">{said.title}</h1>
      <div class="settings-list">
        <header class="settings-head"><div><h2>{said.title}</h2><p class="muted">{said.lead}</p></div></header>
        <Wants onSearch={search.start} />
        <Results search={search} id={id} />
      </div>
      <section class="settings-panel" aria-label={said.pick}>
        {id === null ? <div class="settings-none"><Empty icon="search" title={said.pick} /></div>
          : <Told key={id} api={api} id={id} found={search.found?.find((each) => each.id === id)} query={search.wanted.text} />}
      </section>
    </div>
  );
}

interface Search {
  /** Null before the first answer. */
  readonly found: readonly Found[] | null;
  readonly wanted: Wanted;
  readonly hasMore: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly start: (wanted: Wanted) => void;
  readonly more: () => void;
}

/** One search at a time: the answer to an older one is not shown any more. */
function useSearch(api: HistoryApi): Search {
  const [wanted, setWanted] = useState(nothingWanted);
  const [found, setFound] = useState<readonly Found[] | null>(null);
  const [cursor, setCursor] = useState<string | undefined>(undefined);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const newest = useRef(0);
  const ask = useCallback((next: Wanted, after: string | undefined, before: readonly Found[]) => {
    const mine = ++newest.current;
    setBusy(true);
    setError(null);
    api.search({ ...queryOf(next), ...(after === undefined ? {} : { cursor: after }) }).then((page) => {
      if (mine !== newest.current) return;
      setFound([...before, ...page.conversations]);
      setCursor(page.cursor);
      setBusy(false);
    }, (cause: unknown) => {
      if (mine !== newest.current) return;
      setError(cause);
      setBusy(false);
    });
  }, [api]);
  useEffect(() => { ask(nothingWanted, undefined, []); }, [ask]);
  const start = (next: Wanted) => {
    setWanted(next);
    ask(next, undefined, []);
  };
  return { found, wanted, hasMore: cursor !== undefined, busy, error, start, more: () => { ask(wanted, cursor, found ?? []); } };
}

function Wants({ onSearch }: { onSearch: (wanted: Wanted) => void }): JSX.Element {
  const { desk } = useApp();
  const said = useHistoryWords();
  const [wanted, setWanted] = useState(nothingWanted);
  const people = [...new Map([...(desk.me.value ? [desk.me.value] : []), ...desk.people.value].map((person) => [person.id, person.name]))].sort(([, a], [, b]) => a.localeCompare(b));
  const day = (label: string, key: "from" | "to") => (
    <label class="field"><span class="field-label">{label}</span><input class="input" type="date" value={wanted[key]} onInput={(event) => { setWanted({ ...wanted, [key]: event.currentTarget.value }); }} /></label>
  );
  return (
    <form class="history-wants" role="search" onSubmit={(event) => { event.preventDefault(); onSearch(wanted); }}>
      <TextField label={said.text} value={wanted.text} onInput={(text) => { setWanted({ ...wanted, text }); }} maxLength={200} optional autofocus hint={said.textHint} />
      <div class="history-limits">
        {day(said.from, "from")}
        {day(said.to, "to")}
        <SelectField label={said.person} value={wanted.person} onChange={(person) => { setWanted({ ...wanted, person }); }}>
          <option value="">{said.anybody}</option>
          {people.map(([id, name]) => <option key={id} value={id}>{name}</option>)}
        </SelectField>
        <Button type="submit" look="primary" icon="search">{said.search}</Button>
      </div>
    </form>
  );
}

function Results({ search, id }: { search: Search; id: string | null }): JSX.Element {
  const app = useApp();
  const words = useWords();
  const said = useHistoryWords();
  const { found, wanted, hasMore, busy, error, more } = search;
  const locale = app.preferences.locale.value;
  const groupOf = (group: string) => app.desk.groups.value.find((each) => each.id === group)?.name;
  if (error !== null) return <Notice tone="error" action={<Button onClick={() => { search.start(wanted); }}>{words.common.retry}</Button>}>{wordsFor(error, words)}</Notice>;
  if (found === null) return <Skeleton lines={5} label={words.common.loading} />;
  if (found.length === 0) return <Empty icon="search" title={said.none}>{said.noneText}</Empty>;
  return (
    <>
      <p class="visually-hidden" role="status">{said.found(found.length)}</p>
      <ul class={`records${busy ? " busy" : ""}`} role="list" aria-label={said.title} onKeyDown={stepThrough}>
        {found.map((each) => (
          <li key={each.id}>
            <a class="record" href={hashOf({ screen: "history", id: each.id })} aria-current={each.id === id ? "true" : undefined}>
              <span class="record-main history-found">
                <span class="history-head"><strong dir="auto"><Marked text={each.name || said.visitor} query={wanted.text} /></strong><time class="muted" dateTime={each.started_at}>{whenOf(each.started_at, locale)}</time></span>
                <span class="history-passage" dir="auto"><Marked text={each.passage ?? each.snippet} query={wanted.text} /></span>
                <small class="muted">{isRunning(each) && <><span class="tag">{words.desk.states[each.state]}</span> </>}{[each.agent_name, groupOf(each.group), each.site_name].filter((part) => part !== undefined && part !== "").join(" · ")}</small>
              </span>
            </a>
          </li>
        ))}
      </ul>
      {hasMore && <div class="history-more"><Button busy={busy} onClick={more}>{said.more}</Button></div>}
    </>
  );
}
