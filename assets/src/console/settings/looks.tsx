import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { CheckField, ChoiceField, SelectField } from "../ui/fields";
import { languageNames, nameOfLanguage } from "../words/languages";
import { ButtonPreview } from "./button-preview";
import { ColourField, isColour } from "./colour-field";
import { useSettingsWords, useStore } from "./context";
import { isWithin, NumberField, Part } from "./inputs";
import type { LooksDraft, SiteLooks } from "./looks-source";
import { MenuOrder } from "./menu-order";
import { RecordForm } from "./record-form";
import { RowText, Section } from "./section";
import { TextsField } from "./texts-field";

const icons = ["chat", "question", "none"] as const;
const corners = ["bottom-right", "bottom-left"] as const;
/** Ten years, as the server takes it (web/openapi.yaml, SiteDesk). */
const longestDays = 3650;

/** A4: the entry button, the chat's menu, and how long conversations are kept, site by site. */
export function Looks({ id }: { id: string | null }): JSX.Element {
  const { looks, groups } = useStore();
  const { looks: words } = useSettingsWords();
  useEffect(() => { void groups.load(); }, [groups]);
  const only = looks.items.length === 1 ? looks.items[0] : undefined;
  return (
    <Section name="looks" id={id ?? only?.id ?? null} collection={looks} icon="paint" words={words}
      row={(site: SiteLooks) => (
        <>
          <span class="swatch" ref={(element) => { if (element) element.style.background = site.desk.colour; }} aria-hidden="true" />
          <RowText title={site.name} sub={site.desk.chat ? words.chatOn : words.chatOff} />
        </>
      )}
      form={(site) => site !== null && <LooksForm site={site} />} />
  );
}

function LooksForm({ site }: { site: SiteLooks }): JSX.Element {
  const { looks, groups } = useStore();
  const { looks: said } = useSettingsWords();
  const faults = ({ colour, retention_days }: LooksDraft) => ({
    colour: isColour(colour) ? null : said.badColour,
    retention_days: isWithin(retention_days, 1, longestDays) ? null : said.badRetention,
  });
  return (
    <RecordForm section="looks" collection={looks} item={site} title={site.name} faults={faults}>
      {({ draft, set, wrong }) => (
        <>
          <ButtonPreview looks={draft} />
          <Part title={said.button}>
            <TextsField label={said.label} texts={draft.label} onChange={(label) => { set({ label }); }} hint={said.labelHint} error={wrong("label")} />
            <ChoiceField label={said.icon} choices={icons.map((value) => ({ value, label: said.icons[value] }))} value={draft.icon} onChange={(icon) => { set({ icon }); }} />
            <ColourField label={said.colour} value={draft.colour} onInput={(colour) => { set({ colour }); }} hint={said.colourHint} error={wrong("colour")} />
            <ChoiceField label={said.corner} choices={corners.map((value) => ({ value, label: said.corners[value] }))} value={draft.corner} onChange={(corner) => { set({ corner }); }} />
          </Part>
          <Part title={said.chatPart}>
            <CheckField label={said.chat} hint={said.chatHint} checked={draft.chat} onChange={(chat) => { set({ chat }); }} />
            <CheckField label={said.presence} hint={said.presenceHint} checked={draft.presence} onChange={(presence) => { set({ presence }); }} />
            <SelectField label={said.language} value={draft.language} onChange={(language) => { set({ language }); }} hint={said.languageHint}>
              {[...new Set([...Object.keys(languageNames), draft.language])].map((name) => <option key={name} value={name}>{nameOfLanguage(name)}</option>)}
            </SelectField>
            <MenuOrder groups={groups.items} chosen={draft.groups} onChange={(chosen) => { set({ groups: chosen }); }} />
          </Part>
          <Part title={said.keeping}>
            <NumberField label={said.retention} value={draft.retention_days} onInput={(days) => { set({ retention_days: days }); }} min={1} max={longestDays} hint={said.retentionHint} error={wrong("retention_days")} />
          </Part>
        </>
      )}
    </RecordForm>
  );
}
