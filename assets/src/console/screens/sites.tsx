import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Site } from "../api";
import { useApp, useWords } from "../app";
import { type Viewer, viewers } from "../leading/opening";
import { pageLines, pagesIn } from "../leading/page-lines";
import { Button, CopyButton } from "../ui/controls";
import { CheckField, ChoiceField, SelectField, TextField } from "../ui/fields";
import { useLoaded, useTask } from "../ui/loading";
import { AddDialog, AdminList, Remove } from "./admin-list";
import { Page } from "./page";
import { originsIn, snippetFor } from "./snippet";

/** A4: the websites, and the two lines of HTML that put Tandem on them (N1). */
export function Sites(): JSX.Element {
  const app = useApp();
  const words = useWords();
  const { loaded, reload } = useLoaded(() => app.api.sites());
  const [adding, setAdding] = useState(false);
  /** The list here, and the choice of sites when asking for a code. */
  const changed = () => {
    reload();
    void app.begin();
  };
  return (
    <Page title={words.sites.title} lead={words.sites.lead}
      action={<Button look="primary" icon="plus" onClick={() => { setAdding(true); }}>{words.sites.add}</Button>}>
      <AdminList loaded={loaded} reload={reload} icon="site" none={words.sites.none} noneText={words.sites.noneText}>
        {(site) => <SiteItem site={site} onChanged={changed} />}
      </AdminList>
      {adding && <SiteForm onClose={() => { setAdding(false); }} onSaved={() => { setAdding(false); changed(); }} />}
    </Page>
  );
}

function SiteItem({ site, onChanged }: { site: Site; onChanged: () => void }): JSX.Element {
  const app = useApp();
  const words = useWords();
  const [editing, setEditing] = useState(false);
  const snippet = snippetFor(globalThis.location.origin, site.key, words.sites.openLabel);
  return (
    <>
      <div class="item-head">
        <div class="item-main">
          <h2>{site.name}</h2>
          <p class="origins">{site.origins.map((origin) => <code key={origin}>{origin}</code>)}</p>
        </div>
        <div class="item-tags">
          <span class="tag">{site.ask ? words.sites.asks : words.sites.asksNot}</span>
          {site.relay_only && <span class="tag">{words.sites.relayed}</span>}
        </div>
        <Button look="quiet" icon="edit" onClick={() => { setEditing(true); }}>{words.common.change}</Button>
        <Remove title={words.sites.removeTitle(site.name)} text={words.sites.removeText}
          remove={async () => { await app.api.removeSite(site.id); onChanged(); }} />
      </div>
      {editing && <SiteForm site={site} onClose={() => { setEditing(false); }} onSaved={() => { setEditing(false); onChanged(); }} />}
      <details class="snippet">
        <summary>{words.sites.snippetOpen}</summary>
        <div class="snippet-body">
          <p>{words.sites.snippet}</p>
          <pre tabIndex={0} role="region" aria-label={words.sites.snippetOpen}><code>{snippet}</code></pre>
          <div class="snippet-foot">
            <CopyButton text={snippet} />
            <small>{words.sites.snippetOptional}</small>
          </div>
        </div>
      </details>
    </>
  );
}

const assetChoices = ["needed", "all", "none"] as const;

/** Adds a site, or changes the one that is given. */
function SiteForm({ site, onClose, onSaved }: { site?: Site; onClose: () => void; onSaved: () => void }): JSX.Element {
  const app = useApp();
  const words = useWords();
  const [name, setName] = useState(site?.name ?? "");
  const [origins, setOrigins] = useState(site?.origins.join("\n") ?? "");
  const [ask, setAsk] = useState(site?.ask ?? true);
  const [relayOnly, setRelayOnly] = useState(site?.relay_only ?? false);
  const [viewer, setViewer] = useState<Viewer>(site?.viewer ?? "console");
  const [pages, setPages] = useState(pageLines(site?.pages ?? []));
  const [assets, setAssets] = useState<Site["assets"]>(site?.assets ?? "needed");
  const [tried, setTried] = useState(false);
  const task = useTask();
  const sent = pagesIn(pages);
  const list = originsIn(origins);
  const submit = () => {
    setTried(true);
    if (name.trim() === "" || list === null || sent.kind === "wrong") return;
    task.run(async () => {
      const wanted = { name: name.trim(), origins: list, ask, relay_only: relayOnly, assets, viewer, pages: [...sent.pages] };
      await (site ? app.api.changeSite(site.id, wanted) : app.api.addSite(wanted));
      onSaved();
    });
  };
  const title = site ? words.sites.changeTitle(site.name) : words.sites.add;
  return (
    <AddDialog title={title} submit={site ? words.common.save : words.sites.add} busy={task.busy} error={task.error} onSubmit={submit} onClose={onClose}>
      <TextField label={words.sites.name} value={name} onInput={setName} maxLength={80} hint={words.sites.nameHint}
        error={tried && name.trim() === "" ? words.errors.badName : null} />
      <TextField label={words.sites.origins} value={origins} onInput={setOrigins} rows={3} hint={words.sites.originsHint}
        error={tried && list === null ? words.errors.badOrigins : null} />
      <CheckField label={words.sites.ask} hint={words.sites.askHint} checked={ask} onChange={setAsk} />
      <CheckField label={words.sites.relayOnly} hint={words.sites.relayOnlyHint} checked={relayOnly} onChange={setRelayOnly} />
      <ChoiceField label={words.sites.assets} choices={assetChoices.map((value) => ({ value, ...words.sites.assetsChoices[value] }))} value={assets} onChange={setAssets} />
      <SelectField label={words.leading.opens} value={viewer} onChange={(value) => { setViewer(viewers.find((one) => one === value) ?? "console"); }}>
        {viewers.map((one) => <option key={one} value={one}>{words.leading.viewers[one]}</option>)}
      </SelectField>
      <TextField label={words.leading.pages} value={pages} onInput={setPages} rows={3} optional hint={words.leading.pagesHint}
        error={tried && sent.kind === "wrong" ? words.leading.pagesWrong(sent.line) : null} />
    </AddDialog>
  );
}
