import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../app";
import { MAX_TEXT } from "../../shared/wire.gen";
import { SelectField, TextField } from "../ui/fields";
import { languageNames, nameOfLanguage } from "../words/languages";
import type { Canned } from "./api";
import { type CannedDraft, shortNames } from "./canned-source";
import { useSettingsWords, useStore } from "./context";
import { exampleOf, placeholders, pieceAt } from "./placeholders";
import { RecordForm } from "./record-form";
import { RowText, Section } from "./section";

const scopes: readonly Canned["scope"][] = ["person", "group", "everybody"];

/** C3: texts that are typed as /short. One's own are everybody's to keep; those of groups and for all are the administrators'. */
export function CannedTexts({ id }: { id: string | null }): JSX.Element {
  const app = useApp();
  const { canned, groups } = useStore();
  const { canned: words } = useSettingsWords();
  useEffect(() => { if (app.isAdministrator.value) void groups.load(); }, [app, groups]);
  const whose = ({ scope, group }: Canned) => (scope === "group" ? groups.find(group ?? "")?.name ?? words.scopes.group : words.scopes[scope]);
  return (
    <Section name="canned" id={id} collection={canned} icon="text" words={words}
      sorted={(items) => [...items].sort((a, b) => scopes.indexOf(a.scope) - scopes.indexOf(b.scope) || a.short.localeCompare(b.short))}
      row={(text: Canned) => <RowText title={`/${text.short}`} sub={text.text}><span class="record-side"><span class="tag">{whose(text)}</span>{text.language !== undefined && <small class="muted">{text.language}</small>}</span></RowText>}
      form={(text) => <CannedForm text={text} mayChange={text === null || text.scope === "person" || app.isAdministrator.value} />} />
  );
}

function CannedForm({ text, mayChange }: { text: Canned | null; mayChange: boolean }): JSX.Element {
  const app = useApp();
  const { canned, groups } = useStore();
  const { canned: said } = useSettingsWords();
  if (text !== null && !mayChange) return <Foreign text={text} />;
  const faults = ({ scope, group, short, text: body }: CannedDraft) => ({
    short: shortNames.test(short) ? null : said.badShort,
    group: scope === "group" && group === "" ? said.badGroup : null,
    text: body.trim() === "" || [...body].length > MAX_TEXT ? said.badText(MAX_TEXT) : null,
  });
  return (
    <RecordForm section="canned" collection={canned} item={text} title={text === null ? said.add : `/${text.short}`} add={said.add} faults={faults}
      {...(text === null ? {} : { remove: { title: said.removeTitle(text.short), text: said.removeText } })}>
      {({ draft, set, wrong }) => (
        <>
          <TextField label={said.short} value={draft.short} onInput={(short) => { set({ short: short.replace(/^\//, "").toLowerCase() }); }} maxLength={32} hint={said.shortHint} error={wrong("short")} />
          {app.isAdministrator.value && (
            <SelectField label={said.scope} value={draft.scope} hint={said.scopeHints[draft.scope]} onChange={(name) => { set({ scope: scopes.find((each) => each === name) ?? "person" }); }}>
              {scopes.map((scope) => <option key={scope} value={scope}>{said.scopes[scope]}</option>)}
            </SelectField>
          )}
          {draft.scope === "group" && (
            <SelectField label={said.group} value={draft.group} onChange={(group) => { set({ group }); }} error={wrong("group")}>
              <option value="" />
              {groups.items.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            </SelectField>
          )}
          <SelectField label={said.language} value={draft.language} onChange={(language) => { set({ language }); }} hint={said.languageHint}>
            <option value="">{said.anyLanguage}</option>
            {[...new Set([...Object.keys(languageNames), draft.language])].filter((name) => name !== "").map((name) => <option key={name} value={name}>{nameOfLanguage(name)}</option>)}
          </SelectField>
          <Body text={draft.text} onInput={(body) => { set({ text: body }); }} error={wrong("text")} />
        </>
      )}
    </RecordForm>
  );
}

/** The text, its placeholders at a press, and how it will read. */
function Body({ text, onInput, error }: { text: string; onInput: (text: string) => void; error: string | null }): JSX.Element {
  const app = useApp();
  const { canned: said } = useSettingsWords();
  const around = useRef<HTMLDivElement>(null);
  const insert = (name: string) => {
    const field = around.current?.querySelector("textarea");
    if (!field) return;
    const next = pieceAt(text, field.selectionStart, field.selectionEnd, `{${name}}`);
    onInput(next.text);
    requestAnimationFrame(() => {
      field.focus();
      field.setSelectionRange(next.caret, next.caret);
    });
  };
  return (
    <div class="canned-body" ref={around}>
      <TextField label={said.text} value={text} onInput={onInput} rows={5} hint={said.textHint} error={error} />
      <div class="placeholders" role="group" aria-label={said.placeholders}>
        {placeholders.map((name) => <button key={name} type="button" class="button plain placeholder" onClick={() => { insert(name); }}>{said.placeholderNames[name]}</button>)}
      </div>
      {text !== "" && <div class="canned-example"><small class="muted">{said.example}</small><p dir="auto">{exampleOf(text, { ...said.exampleValues, agent: app.me.value?.name ?? "" })}</p></div>}
    </div>
  );
}

/** Somebody else's: to be read. */
function Foreign({ text }: { text: Canned }): JSX.Element {
  const { canned: said } = useSettingsWords();
  return (
    <div class="settings-form">
      <header class="settings-form-head"><h2>/{text.short}</h2></header>
      <div class="settings-fields"><p class="canned-example" dir="auto">{text.text}</p><p class="muted">{said.foreign}</p></div>
    </div>
  );
}
