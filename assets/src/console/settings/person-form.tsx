import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useApp, useWords } from "../app";
import { Button } from "../ui/controls";
import { dateOf } from "../ui/dates";
import { CheckField, SelectField, TextField } from "../ui/fields";
import type { Staff } from "./api";
import { useSettingsWords, useStore } from "./context";
import { faultOf } from "./hours";
import { HoursField } from "./hours-field";
import { CheckList, isWithin, NumberField, Part } from "./inputs";
import { RoleField } from "./people";
import { RecordForm } from "./record-form";
import { RightsField } from "./rights-field";
import { SignInDialog } from "./sign-in-dialog";
import type { PersonDraft } from "./staff-source";

/** As many conversations at once as the server takes (web/openapi.yaml, Capacity). */
const mostAtOnce = 50;

/** One member of the staff: role, groups, rights, hours. */
export function PersonForm({ person }: { person: Staff }): JSX.Element {
  const app = useApp();
  const { staff, groups } = useStore();
  const words = useWords();
  const settings = useSettingsWords();
  const { staff: said } = settings;
  const [isSignInOpen, setSignInOpen] = useState(false);
  const faults = ({ name, capacity, hours }: PersonDraft) => {
    const hoursFault = faultOf(hours);
    return {
      name: name.trim() === "" ? words.errors.badName : null,
      capacity: isWithin(capacity, 1, mostAtOnce) ? null : said.badCapacity,
      hours: hoursFault === null ? null : settings.hours.faults[hoursFault],
    };
  };
  return (
    <>
      <RecordForm section="staff" collection={staff} item={person} title={person.name} faults={faults} remove={{ title: said.removeTitle(person.name), text: said.removeText }}>
        {({ draft, set, wrong }) => (
          <>
            <div class="settings-about settings-person">
              <p class="muted">{person.email} · {words.common.added(dateOf(person.created_at, app.preferences.locale.value))}</p>
              <Button icon="key" onClick={() => { setSignInOpen(true); }}>{said.signIn}</Button>
            </div>
            <TextField label={words.common.name} value={draft.name} onInput={(name) => { set({ name }); }} maxLength={80} hint={words.setup.nameHint} error={wrong("name")} />
            <RoleField role={draft.role} onChange={(role) => { set({ role }); }} />
            <Part title={said.groups} lead={said.groupsLead}>
              <SelectField label={said.mainGroup} value={draft.main_group} error={wrong("groups")}
                onChange={(main) => { set({ main_group: main, groups: draft.groups.filter((group) => group !== main) }); }}>
                {groups.items.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
              </SelectField>
              {groups.items.length > 1 && (
                <CheckList label={said.furtherGroups} choices={groups.items.filter(({ id }) => id !== draft.main_group)} chosen={draft.groups} onChange={(chosen) => { set({ groups: [...chosen].sort() }); }} />
              )}
            </Part>
            <Part title={said.work}>
              <NumberField label={said.capacity} value={draft.capacity} onInput={(capacity) => { set({ capacity }); }} min={1} max={mostAtOnce} hint={said.capacityHint} error={wrong("capacity")} />
              <CheckField label={said.supervised} hint={said.supervisedHint} checked={draft.supervised} onChange={(supervised) => { set({ supervised }); }} />
            </Part>
            {draft.role === "administrator"
              ? <Part title={settings.rights.title} lead={said.administratorRights}>{null}</Part>
              : <RightsField change={draft.rights} onChange={(rights) => { set({ rights }); }} lead={said.rightsLead} inherited={settings.rights.fromRole} effective={person.effective_rights} />}
            <HoursField hours={draft.hours} onChange={(hours) => { set({ hours }); }} lead={said.hoursLead} error={wrong("hours")} />
          </>
        )}
      </RecordForm>
      {isSignInOpen && <SignInDialog person={person} onClose={() => { setSignInOpen(false); }} />}
    </>
  );
}
