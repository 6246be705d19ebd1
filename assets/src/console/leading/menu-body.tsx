import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Favourite } from "../api";
import { useApp, useWords } from "../app";
import { wordsFor } from "../refusal-words";
import type { ShownPage } from "../screens/session/viewer";
import { Button, Notice, Skeleton } from "../ui/controls";
import type { FavouriteAsked } from "./favourite-dialog";
import { linksOf, type PageLink } from "./page-links";
import { PageRow } from "./page-row";
import { found } from "./search";
import { Tabs } from "./tabs";
import type { Leading } from "./use-leading";

export const tabs = ["links", "favourites", "history"] as const;
export type Tab = (typeof tabs)[number];

interface MenuBodyProps {
  readonly page: ShownPage;
  readonly leading: Leading;
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
  readonly onGo: (url: string) => void;
  readonly onAsk: (asked: FavouriteAsked) => void;
  readonly onPreview: (url: string) => void;
}

/** The search, the three lists, and the way from one to the other by the arrow keys. */
export function MenuBody({ page, leading, tab, onTab, onGo, onAsk, onPreview }: MenuBodyProps): JSX.Element {
  const words = useWords().leading;
  const [search, setSearch] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const links = useLinks(page);
  const kept = leading.favourites.kept.value;
  const lists: { readonly [T in Tab]: readonly PageLink[] } = {
    links: found(links, search),
    favourites: found(kept.kind === "there" ? kept.pages : [], search),
    history: found(leading.history.pages.value, search),
  };
  const mayLead = leading.leader.mayLead.value;
  const first = lists[tab][0];
  useEffect(() => { field.current?.focus(); }, []);
  return (
    <>
      <div class="menu-search" onKeyDown={(event) => {
        if (event.key === "ArrowDown") rowsIn(list.current)[0]?.focus();
        else if (event.key === "Enter" && search !== "" && first && mayLead && event.target === field.current) onGo(first.url);
        else return;
        event.preventDefault();
      }}>
        <input ref={field} class="input" type="search" value={search} placeholder={words.search} aria-label={words.search} aria-describedby="menu-keys" autocomplete="off" spellcheck={false}
          onInput={(event) => { setSearch(event.currentTarget.value); }} />
        <p id="menu-keys" class="menu-keys">{words.keys}</p>
      </div>
      <Tabs label={words.lists} shown={tab} onShow={onTab} tabs={tabs.map((name) => ({ name, word: words.tabs[name], count: lists[name].length }))} />
      {!mayLead && <p class="menu-note" role="status">{words.notAllowed}</p>}
      <div class="menu-list" ref={list} role="tabpanel" id="menu-list" aria-labelledby={`menu-tab-${tab}`} tabIndex={-1} onKeyDown={(event) => { moveIn(list.current, field.current, event); }}>
        {tab === "favourites" && <FavouritesHead page={page} leading={leading} onAsk={onAsk} />}
        {lists[tab].length === 0 && !(tab === "favourites" && kept.kind !== "there") && <p class="menu-empty">{search === "" ? words.none[tab] : words.nothingFound}</p>}
        {lists[tab].length > 0 && <ul role="list">
          {lists[tab].map((link, at) => (
            <PageRow key={link.url + ("id" in link ? String(link.id) : "")} link={link} here={page.location.value?.url ?? ""} isFirst={at === 0 && search !== ""} may={mayLead} onGo={onGo} onAsk={onAsk} onPreview={onPreview}
              {...(isFavourite(link) ? { favourite: link } : {})} />
          ))}
        </ul>}
      </div>
    </>
  );
}

function isFavourite(link: PageLink | Favourite): link is Favourite {
  return "id" in link;
}

/** Above the favourites: the page that is shown can be kept with one press. */
function FavouritesHead({ page, leading, onAsk }: Pick<MenuBodyProps, "page" | "leading" | "onAsk">): JSX.Element {
  const words = useWords();
  const app = useApp();
  const kept = leading.favourites.kept.value;
  const here = page.location.value;
  return (
    <div class="menu-head">
      <Button icon="plus" onClick={() => { onAsk({ kind: "add", url: here?.url ?? "", label: here?.title ?? "" }); }}>{words.leading.keepThis}</Button>
      {kept.kind === "loading" && <Skeleton lines={3} label={words.common.loading} />}
      {kept.kind === "refused" && (
        <Notice tone="error" action={<Button onClick={() => { void leading.favourites.load(); }}>{words.common.retry}</Button>}>{wordsFor(kept.error, app.words)}</Notice>
      )}
    </div>
  );
}

/** How often the links are read again while the menu is open, in milliseconds. */
const lookMs = 1000;

/** The links of the page that is shown, as they change. */
function useLinks(page: ShownPage): readonly PageLink[] {
  const [links, setLinks] = useState<readonly PageLink[]>(() => linksOf(page.view.value?.document ?? null));
  const url = page.location.value?.url;
  useEffect(() => {
    const look = () => {
      const next = linksOf(page.view.value?.document ?? null);
      setLinks((before) => (isSame(before, next) ? before : next));
    };
    look();
    const timer = setInterval(look, lookMs);
    return () => { clearInterval(timer); };
  }, [page, url]);
  return links;
}

function isSame(a: readonly PageLink[], b: readonly PageLink[]): boolean {
  return a.length === b.length && a.every(({ url, label }, at) => url === b[at]?.url && label === b[at].label);
}

function rowsIn(list: HTMLElement | null): HTMLElement[] {
  return list ? [...list.querySelectorAll<HTMLElement>(".page-row-main")] : [];
}

/** Up and down through the rows, out at the top into the search. */
function moveIn(list: HTMLElement | null, field: HTMLElement | null, event: KeyboardEvent): void {
  const rows = rowsIn(list);
  const row = (event.target as Element).closest(".page-row")?.querySelector<HTMLElement>(".page-row-main");
  const at = row ? rows.indexOf(row) : -1;
  const to = { ArrowDown: rows[Math.min(at + 1, rows.length - 1)], ArrowUp: at <= 0 ? field : rows[at - 1], Home: rows[0], End: rows[rows.length - 1] }[event.key];
  if (!to) return;
  event.preventDefault();
  to.focus();
}
