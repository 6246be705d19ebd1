import type { JSX } from "preact";
import { Button } from "../ui/controls";
import { CheckField, SelectField, TextField } from "../ui/fields";
import type { Group, Rule } from "./api";
import { useSettingsWords } from "./context";
import { NumberField } from "./inputs";
import { type RuleFault, withField } from "./rule";
import { TextsField } from "./texts-field";

interface RuleFormProps {
  readonly rule: Rule;
  readonly groups: readonly Group[];
  readonly wrong: (fault: RuleFault) => string | null;
  readonly onChange: (rule: Rule) => void;
  readonly onRemove: () => void;
}

/** One rule: when, and what is said then. Turned off, it is kept and invites nobody. */
export function RuleForm({ rule, groups, wrong, onChange, onRemove }: RuleFormProps): JSX.Element {
  const { invitations: said } = useSettingsWords();
  const set = <K extends keyof Rule>(key: K, value: Rule[K] | undefined) => { onChange(withField(rule, key, value)); };
  const condition = wrong("condition");
  return (
    <fieldset class="settings-part rule">
      <legend>{rule.name || said.newRule}</legend>
      <div class="rule-head">
        <CheckField label={said.on} checked={rule.off !== true} onChange={(on) => { set("off", !on); }} />
        <Button look="quiet" icon="trash" onClick={onRemove}>{said.removeRule}<span class="visually-hidden"> {rule.name}</span></Button>
      </div>
      <div class="pair">
        <TextField label={said.name} value={rule.name} onInput={(name) => { set("name", name); }} maxLength={80} error={wrong("name")} />
        <SelectField label={said.group} value={rule.group} onChange={(group) => { set("group", group); }} error={wrong("group")}>
          {!groups.some(({ id }) => id === rule.group) && <option value={rule.group} />}
          {groups.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </SelectField>
      </div>
      <p class={condition === null ? "field-hint" : "field-error"} role={condition === null ? undefined : "alert"}>{condition ?? said.conditions}</p>
      <TextField label={said.page} value={rule.page ?? ""} onInput={(page) => { set("page", page); }} optional hint={said.pageHint} error={wrong("page")} />
      <div class="pair">
        <NumberField label={said.seconds} value={rule.seconds ?? null} onInput={(seconds) => { set("seconds", seconds ?? undefined); }} min={1} max={86_400} error={wrong("seconds")} />
        <NumberField label={said.pages} value={rule.pages ?? null} onInput={(pages) => { set("pages", pages ?? undefined); }} min={1} max={1000} error={wrong("pages")} />
      </div>
      <CheckField label={said.returning} checked={rule.returning === true} onChange={(returning) => { set("returning", returning); }} />
      <TextsField label={said.text} texts={rule.texts} onChange={(texts) => { set("texts", texts); }} rows={2} error={wrong("texts")} />
    </fieldset>
  );
}
