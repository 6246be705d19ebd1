import type { JSX } from "preact";
import type { Conversation } from "../../../shared/wire.gen";
import { useApp, useWords } from "../../app";
import { Button } from "../../ui/controls";
import { whenOf } from "../../ui/dates";

/** What is known of the visitor: the page they are on, those before, and what they gave. */
export function About({ conversation, onClose }: { conversation: Conversation; onClose: () => void }): JSX.Element | null {
  const app = useApp();
  const words = useWords();
  const { desk: said } = words;
  const locale = app.preferences.locale.value;
  if (conversation.kind === "direct") return null;
  const { page, page_title: title, pages, here, group, site_name: site, language, email, started, stars, comment, returning } = conversation;
  const groupName = app.desk.groups.value.find(({ id }) => id === group)?.name;
  return (
    <aside class="desk-about" aria-label={said.about}>
      <header class="desk-about-head"><h2>{said.about}</h2><span class="desk-about-close"><Button look="quiet" onClick={onClose}>{words.common.close}</Button></span></header>
      <dl>
        <Fact name={said.page} value={here ? (title || page || "") : said.gone} hint={here && title ? page : undefined} />
        <Fact name={said.site} value={site} />
        <Fact name={said.group} value={groupName} />
        <Fact name={said.email} value={email} />
        <Fact name={said.language} value={languageName(language, locale)} />
        <Fact name={said.started} value={whenOf(started, locale)} />
        {stars !== undefined && stars > 0 && <Fact name={said.rating} value={said.stars(stars)} hint={comment} />}
      </dl>
      {returning && <p><span class="tag">{said.returning}</span></p>}
      <h3>{said.pagesBefore}</h3>
      {pages.length === 0
        ? <p class="muted">{said.noPages}</p>
        : <ol class="desk-pages" role="list">{pages.map((each) => <li key={`${each.at} ${each.page}`}><span>{each.title || each.page}</span><time class="muted" dateTime={each.at}>{whenOf(each.at, locale)}</time></li>)}</ol>}
    </aside>
  );
}

function Fact({ name, value, hint }: { name: string; value: string | undefined; hint?: string | undefined }): JSX.Element | null {
  if (value === undefined || value === "") return null;
  return <div><dt>{name}</dt><dd dir="auto">{value}{hint !== undefined && hint !== "" && <small class="muted">{hint}</small>}</dd></div>;
}

function languageName(tag: string | undefined, locale: string): string | undefined {
  if (tag === undefined || tag === "") return undefined;
  try {
    return new Intl.DisplayNames([locale], { type: "language" }).of(tag);
  } catch {
    return tag;
  }
}
