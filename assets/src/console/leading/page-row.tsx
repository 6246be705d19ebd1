import type { JSX } from "preact";
import type { Favourite } from "../api";
import { useApp, useWords } from "../app";
import { Icon, type IconName } from "../ui/icon";
import { shortAddress } from "./address";
import type { FavouriteAsked } from "./favourite-dialog";
import type { PageLink } from "./page-links";
import { keepsShared } from "./use-leading";

interface PageRowProps {
  readonly link: PageLink;
  /** Set in the list of favourites. */
  readonly favourite?: Favourite;
  /** Where the customer is: of the same host only the path is shown. */
  readonly here: string;
  /** Enter in the search means this one. */
  readonly isFirst: boolean;
  readonly may: boolean;
  readonly onGo: (url: string) => void;
  readonly onAsk: (asked: FavouriteAsked) => void;
  readonly onPreview: (url: string) => void;
}

/** One page: press it, and the customer goes there. */
export function PageRow({ link, favourite, here, isFirst, may, onGo, onAsk, onPreview }: PageRowProps): JSX.Element {
  const words = useWords().leading;
  const { me } = useApp();
  const mayChange = favourite?.shared !== true || keepsShared(me.value);
  const { url, label } = link;
  return (
    <li class={`page-row${isFirst ? " first" : ""}`}>
      <button type="button" class="page-row-main" aria-disabled={!may} aria-current={url === here ? "page" : undefined} title={url} onClick={() => { if (may) onGo(url); }}>
        <span class="page-row-label" dir="auto">{label}{favourite?.shared === true && <span class="tag">{words.shared}</span>}</span>
        <span class="page-row-address" dir="ltr">{addressFrom(url, here)}</span>
      </button>
      <RowAction icon="eye" word={words.look(label)} onClick={() => { onPreview(url); }} />
      {favourite === undefined && <RowAction icon="star" word={words.keep(label)} onClick={() => { onAsk({ kind: "add", url, label }); }} />}
      {favourite && mayChange && (
        <>
          <RowAction icon="edit" word={words.change(label)} onClick={() => { onAsk({ kind: "change", favourite }); }} />
          <RowAction icon="trash" word={words.remove(label)} onClick={() => { onAsk({ kind: "remove", favourite }); }} />
        </>
      )}
    </li>
  );
}

function RowAction({ icon, word, onClick }: { icon: IconName; word: string; onClick: () => void }): JSX.Element {
  return <button type="button" class="page-row-action" aria-label={word} title={word} onClick={onClick}><Icon name={icon} size={16} /></button>;
}

/** Within the customer's own host the path says it all. */
function addressFrom(url: string, here: string): string {
  const origin = /^https?:\/\/[^/?#]*/i.exec(here)?.[0];
  return origin !== undefined && url.startsWith(`${origin}/`) ? url.slice(origin.length) : shortAddress(url);
}
