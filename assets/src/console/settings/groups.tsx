import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { useWords } from "../app";
import { CheckField, TextField } from "../ui/fields";
import type { Group } from "./api";
import { useSettingsWords, useStore } from "./context";
import type { GroupDraft } from "./group-source";
import { faultOf } from "./hours";
import { HoursField } from "./hours-field";
import { isWithin, NumberField, Part } from "./inputs";
import { RecordForm } from "./record-form";
import { RightsField } from "./rights-field";
import { RowText, Section } from "./section";
import { TextsField } from "./texts-field";

/** What the server takes (web/openapi.yaml, NewGroup). */
const soonestPickUp = 5;
const latestPickUp = 600;

/** D1, D2, D6: the groups that visitors choose from. */
export function Groups({ id }: { id: string | null }): JSX.Element {
  const { groups, staff } = useStore();
  const { groups: words } = useSettingsWords();
  useEffect(() => { void staff.load(); }, [staff]);
  const people = (group: string) => staff.items.filter((person) => person.main_group === group || person.groups.includes(group)).length;
  return (
    <Section name="groups" id={id} collection={groups} icon="people" words={words}
      row={(group: Group) => (
        <RowText title={group.name} sub={words.people(people(group.id))}>
          <span class={`pill${group.open ? " state-live" : ""}`}>{group.open ? words.open : words.closed}</span>
        </RowText>
      )}
      form={(group) => <GroupForm group={group} isLast={groups.items.length < 2} />} />
  );
}

function GroupForm({ group, isLast }: { group: Group | null; isLast: boolean }): JSX.Element {
  const { groups, staff } = useStore();
  const words = useWords();
  const settings = useSettingsWords();
  const { groups: said } = settings;
  const faults = ({ name, pick_up_seconds, hours }: GroupDraft) => {
    const hoursFault = faultOf(hours);
    return {
      name: name.trim() === "" ? words.errors.badName : null,
      pick_up_seconds: isWithin(pick_up_seconds, soonestPickUp, latestPickUp) ? null : said.badPickUp,
      hours: hoursFault === null ? null : settings.hours.faults[hoursFault],
    };
  };
  return (
    <RecordForm section="groups" collection={groups} item={group} title={group?.name ?? said.add} add={said.add} faults={faults} onSaved={() => { void staff.load(); }}
      {...(group === null || isLast ? {} : { remove: { title: said.removeTitle(group.name), text: said.removeText } })}>
      {({ draft, set, wrong }) => (
        <>
          <TextField label={words.common.name} value={draft.name} onInput={(name) => { set({ name }); }} maxLength={80} hint={said.nameHint} error={wrong("name")} />
          <TextsField label={said.names} texts={draft.names} onChange={(names) => { set({ names }); }} hint={said.namesHint} error={wrong("names")} />
          <TextsField label={said.greetings} texts={draft.greetings} onChange={(greetings) => { set({ greetings }); }} rows={2} hint={said.greetingsHint} error={wrong("greetings")} />
          <Part title={said.serving}>
            <CheckField label={said.messages} hint={said.messagesHint} checked={draft.messages} onChange={(messages) => { set({ messages }); }} />
            <NumberField label={said.pickUp} value={draft.pick_up_seconds} onInput={(seconds) => { set({ pick_up_seconds: seconds }); }} min={soonestPickUp} max={latestPickUp} hint={said.pickUpHint} error={wrong("pick_up_seconds")} />
          </Part>
          <HoursField hours={draft.hours} onChange={(hours) => { set({ hours }); }} lead={said.hoursLead} error={wrong("hours")} />
          <RightsField change={draft.rights} onChange={(rights) => { set({ rights }); }} lead={said.rightsLead} inherited={settings.rights.fromRoleOnly} />
        </>
      )}
    </RecordForm>
  );
}
