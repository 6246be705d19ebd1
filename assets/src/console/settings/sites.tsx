import type { JSX } from "preact";
import { useApp, useWords } from "../app";
import { viewers } from "../leading/opening";
import { pagesIn } from "../leading/page-lines";
import { CopyButton } from "../ui/controls";
import { CheckField, ChoiceField, SelectField, TextField } from "../ui/fields";
import type { Site } from "./api";
import { useSettingsWords, useStore } from "./context";
import { Part } from "./inputs";
import { RecordForm } from "./record-form";
import { RowText, Section } from "./section";
import type { SiteDraft } from "./site-source";
import { originsIn, snippetFor } from "./snippet";

const assetChoices = ["needed", "all", "none"] as const;

/** A4: the websites, and the two lines of HTML that put Tandem on them (N1). */
export function Sites({ id }: { id: string | null }): JSX.Element {
  const { sites } = useStore();
  const { sites: words } = useSettingsWords();
  return (
    <Section name="sites" id={id} collection={sites} icon="site" words={words}
      row={(site: Site) => (
        <RowText title={site.name} sub={site.origins.join(" · ")}>
          <span class="record-side"><span class="tag">{site.ask ? words.asks : words.asksNot}</span>{site.relay_only && <span class="tag">{words.relayed}</span>}</span>
        </RowText>
      )}
      form={(site) => <SiteForm site={site} />} />
  );
}

function SiteForm({ site }: { site: Site | null }): JSX.Element {
  const app = useApp();
  const { sites } = useStore();
  const words = useWords();
  const { sites: said } = useSettingsWords();
  const faults = ({ name, origins, pages }: SiteDraft) => {
    const sent = pagesIn(pages);
    return {
      name: name.trim() === "" ? words.errors.badName : null,
      origins: originsIn(origins) === null ? words.errors.badOrigins : null,
      pages: sent.kind === "wrong" ? words.leading.pagesWrong(sent.line) : null,
    };
  };
  // The choice of sites when asking for a code is made of them too.
  return (
    <RecordForm section="sites" collection={sites} item={site} title={site?.name ?? said.add} add={said.add} faults={faults} onSaved={() => { void app.begin(); }}
      {...(site === null ? {} : { remove: { title: said.removeTitle(site.name), text: said.removeText } })}>
      {({ draft, set, wrong }) => (
        <>
          {site !== null && <Snippet site={site} />}
          <TextField label={said.name} value={draft.name} onInput={(name) => { set({ name }); }} maxLength={80} hint={said.nameHint} error={wrong("name")} />
          <TextField label={said.origins} value={draft.origins} onInput={(origins) => { set({ origins }); }} rows={3} hint={said.originsHint} error={wrong("origins")} />
          <Part title={said.sharing}>
            <CheckField label={said.ask} hint={said.askHint} checked={draft.ask} onChange={(ask) => { set({ ask }); }} />
            <CheckField label={said.relayOnly} hint={said.relayOnlyHint} checked={draft.relay_only} onChange={(relayOnly) => { set({ relay_only: relayOnly }); }} />
            <SelectField label={words.leading.opens} value={draft.viewer} onChange={(value) => { set({ viewer: viewers.find((one) => one === value) ?? "console" }); }}>
              {viewers.map((one) => <option key={one} value={one}>{words.leading.viewers[one]}</option>)}
            </SelectField>
            <ChoiceField label={said.assets} choices={assetChoices.map((value) => ({ value, ...said.assetsChoices[value] }))} value={draft.assets} onChange={(assets) => { set({ assets }); }} />
          </Part>
          <TextField label={words.leading.pages} value={draft.pages} onInput={(pages) => { set({ pages }); }} rows={3} optional hint={words.leading.pagesHint} error={wrong("pages")} />
        </>
      )}
    </RecordForm>
  );
}

function Snippet({ site }: { site: Site }): JSX.Element {
  const { sites: said } = useSettingsWords();
  const snippet = snippetFor(globalThis.location.origin, site.key, said.openLabel);
  return (
    <details class="snippet settings-snippet">
      <summary>{said.snippetOpen}</summary>
      <div class="snippet-body">
        <p>{said.snippet}</p>
        <pre tabIndex={0} role="region" aria-label={said.snippetOpen}><code>{snippet}</code></pre>
        <div class="snippet-foot"><CopyButton text={snippet} /><small>{said.snippetOptional}</small></div>
      </div>
    </details>
  );
}
