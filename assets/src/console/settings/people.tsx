import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { useApp, useWords } from "../app";
import { initialsOf } from "../ui/initials";
import { PasswordField, SelectField, TextField } from "../ui/fields";
import { shortestPassword } from "../ui/password";
import type { Role, Staff } from "./api";
import { useSettingsWords, useStore } from "./context";
import { isMail } from "./mail-address";
import { PersonForm } from "./person-form";
import { RecordForm } from "./record-form";
import { RowText, Section } from "./section";
import type { PersonDraft } from "./staff-source";

export const roles: readonly Role[] = ["assistant", "supervisor", "administrator", "user"];

/** A3: the people. */
export function People({ id }: { id: string | null }): JSX.Element {
  const { staff, groups } = useStore();
  const { staff: words } = useSettingsWords();
  const app = useApp();
  useEffect(() => { void groups.load(); }, [groups]);
  const nameOf = (group: string) => groups.find(group)?.name ?? "";
  return (
    <Section name="staff" id={id} collection={staff} icon="people" words={words}
      row={({ id: person, name, email, role, main_group }: Staff) => (
        <>
          <span class="avatar" aria-hidden="true">{initialsOf(name)}</span>
          <RowText title={person === app.me.value?.id ? words.you(name) : name} sub={email}>
            <span class="record-side"><span class="tag">{words.roles[role]}</span><small class="muted">{nameOf(main_group)}</small></span>
          </RowText>
        </>
      )}
      form={(person) => (person === null ? <NewPerson /> : <PersonForm person={person} />)} />
  );
}

/** What is needed to sign in; the rest is asked for once the person is there. */
function NewPerson(): JSX.Element {
  const { staff } = useStore();
  const words = useWords();
  const { staff: said } = useSettingsWords();
  const faults = ({ name, email, password }: PersonDraft) => ({
    name: name.trim() === "" ? words.errors.badName : null,
    email: isMail(email) ? null : words.errors.badEmail,
    password: [...password].length < shortestPassword ? words.errors.badPassword : null,
  });
  return (
    <RecordForm section="staff" collection={staff} item={null} title={said.add} add={said.add} faults={faults}>
      {({ draft, set, wrong }) => (
        <>
          <TextField label={words.common.name} value={draft.name} onInput={(name) => { set({ name }); }} maxLength={80} hint={words.setup.nameHint} error={wrong("name")} />
          <TextField label={words.common.email} type="email" value={draft.email} onInput={(email) => { set({ email }); }} maxLength={254} error={wrong("email")} />
          <PasswordField label={said.firstPassword} value={draft.password} onInput={(password) => { set({ password }); }} isNew hint={said.firstPasswordHint} error={wrong("password")} />
          <RoleField role={draft.role} onChange={(role) => { set({ role }); }} />
        </>
      )}
    </RecordForm>
  );
}

export function RoleField({ role, onChange }: { role: Role; onChange: (role: Role) => void }): JSX.Element {
  const { staff: words } = useSettingsWords();
  return (
    <SelectField label={words.role} value={role} hint={words.roleHints[role]} onChange={(name) => { onChange(roles.find((each) => each === name) ?? "assistant"); }}>
      {roles.map((each) => <option key={each} value={each}>{words.roles[each]}</option>)}
    </SelectField>
  );
}
