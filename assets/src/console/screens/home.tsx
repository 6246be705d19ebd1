import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Pairing } from "../api";
import { useApp, useWords } from "../app";
import { BlockedNotice, type Opening, useOpening } from "../leading/use-opening";
import { wordsFor } from "../refusal-words";
import { hashOf } from "../route";
import { ownOff } from "../desk/cobrowse-off";
import { groupsOf } from "../session/code";
import { whenOf } from "../ui/dates";
import { Button, Empty, Notice, Skeleton } from "../ui/controls";
import { Icon } from "../ui/icon";
import { useLoaded, useTask } from "../ui/loading";
import { Page } from "./page";
import { TheirCode } from "./their-code";

/** While the list is in sight it is fetched anew this often, in milliseconds. */
const refreshMs = 5000;

const overStates: readonly Pairing["state"][] = ["ended", "expired", "withdrawn"];

/** P1: where a co-browse starts, and the list of one's own. */
export function Home(): JSX.Element {
  const app = useApp();
  const words = useWords();
  const opening = useOpening();
  const { loaded, reload } = useLoaded(() => app.api.pairings());
  useEffect(() => {
    const timer = setInterval(() => { if (document.visibilityState === "visible") reload(); }, refreshMs);
    return () => { clearInterval(timer); };
  }, [reload]);
  return (
    <Page title={words.home.title}>
      <Start opening={opening} />
      <BlockedNotice opening={opening} />
      {loaded.kind === "loading" && <Skeleton lines={4} label={words.common.loading} />}
      {loaded.kind === "refused" && (
        <Notice tone="error" action={<Button onClick={reload}>{words.common.retry}</Button>}>{wordsFor(loaded.error, words)}</Notice>
      )}
      {loaded.kind === "there" && <Lists pairings={loaded.value} opening={opening} />}
    </Page>
  );
}

function Start({ opening }: { opening: Opening }): JSX.Element {
  const app = useApp();
  const words = useWords();
  const task = useTask();
  const off = ownOff(app.me.value?.rights ?? [], globalThis);
  const sites = app.me.value?.sites ?? [];
  const [siteId, setSiteId] = useState("");
  const start = () => {
    task.run(async () => {
      await opening.start(siteId === "" ? null : siteId);
    });
  };
  if (sites.length === 0 && app.isAdministrator.value) {
    return (
      <section class="card start">
        <Empty icon="site" title={words.home.noSitesTitle} action={<a class="button primary large" href={hashOf({ screen: "settings", section: "sites" })}><Icon name="plus" /><span>{words.home.addSite}</span></a>}>
          {words.home.noSites}
        </Empty>
      </section>
    );
  }
  if (off !== null) return <section class="card start"><Notice tone="error">{words.desk.cobrowseOff[off]}</Notice></section>;
  return (
    <section class="card start">
      <div class="start-text">
        <p>{words.home.lead}</p>
      </div>
      <div class="start-controls">
        {sites.length > 1 && (
          <label class="inline-select">
            <span>{words.home.forSite}</span>
            <select class="input" value={siteId} onChange={(event) => { setSiteId(event.currentTarget.value); }}>
              <option value="">{words.home.anySite}</option>
              {sites.map((site) => <option key={site.id} value={site.id}>{site.name}</option>)}
            </select>
          </label>
        )}
        <Button look="primary" large icon="together" busy={task.busy} onClick={start}>{task.busy ? words.home.starting : words.home.start}</Button>
      </div>
      {task.error !== null && <Notice tone="error">{wordsFor(task.error, words)}</Notice>}
      <TheirCode />
    </section>
  );
}

function Lists({ pairings, opening }: { pairings: readonly Pairing[]; opening: Opening }): JSX.Element {
  const words = useWords();
  const running = pairings.filter((pairing) => !overStates.includes(pairing.state));
  const over = pairings.filter((pairing) => overStates.includes(pairing.state));
  if (pairings.length === 0) return <Empty icon="clock" title={words.home.none} />;
  return (
    <>
      {running.length > 0 && <List title={words.home.running} pairings={running} opening={opening} />}
      <List title={words.home.recent} pairings={over} opening={opening} />
    </>
  );
}

function List({ title, pairings, opening }: { title: string; pairings: readonly Pairing[]; opening: Opening }): JSX.Element {
  const words = useWords();
  const locale = useApp().preferences.locale.value;
  return (
    <section class="list-section">
      <h2>{title}</h2>
      {pairings.length === 0
        ? <p class="muted">{words.home.noRecent}</p>
        : (
          <ul class="rows" role="list">
            {pairings.map((pairing) => (
              <li key={pairing.id}>
                <a class="row" href={hashOf({ screen: "session", id: pairing.id })}
                  onClick={(event) => {
                    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                    event.preventDefault();
                    opening.show(pairing.id);
                  }}>
                  <span class={`pill state-${pairing.state}`}>{words.stage.list[pairing.state]}</span>
                  <span class="row-main">
                    <span class="row-title">{pairing.site_name ?? words.home.anySite}</span>
                    {pairing.code !== undefined && <span class="row-code">{groupsOf(pairing.code).join(" ")}</span>}
                  </span>
                  <time class="row-when" dateTime={pairing.created_at}>{whenOf(pairing.created_at, locale)}</time>
                </a>
              </li>
            ))}
          </ul>
        )}
    </section>
  );
}
