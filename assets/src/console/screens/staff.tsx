import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Role, Staff } from "../api";
import { useApp, useWords } from "../app";
import { dateOf } from "../ui/dates";
import { Button } from "../ui/controls";
import { ChoiceField, PasswordField, TextField } from "../ui/fields";
import { useLoaded, useTask } from "../ui/loading";
import { shortestPassword } from "../ui/password";
import { AddDialog, AdminList, Remove } from "./admin-list";
import { Page } from "./page";

const roles: readonly Role[] = ["assistant", "supervisor", "administrator", "user"];

/** A3: the people. */
export function StaffScreen(): JSX.Element {
  const app = useApp();
  const words = useWords();
  const { loaded, reload } = useLoaded(() => app.api.staff());
  const [adding, setAdding] = useState(false);
  return (
    <Page title={words.staff.title} lead={words.staff.lead}
      action={<Button look="primary" icon="plus" onClick={() => { setAdding(true); }}>{words.staff.add}</Button>}>
      <AdminList loaded={loaded} reload={reload} icon="people" none={words.staff.none}>
        {(person) => <Person person={person} onRemoved={reload} />}
      </AdminList>
      {adding && <AddPerson onClose={() => { setAdding(false); }} onAdded={() => { setAdding(false); reload(); }} />}
    </Page>
  );
}

function Person({ person, onRemoved }: { person: Staff; onRemoved: () => void }): JSX.Element {
  const app = useApp();
  const words = useWords();
  const isMe = app.me.value?.id === person.id;
  return (
    <div class="item-head">
      <span class="avatar" aria-hidden="true">{initialsOf(person.name)}</span>
      <div class="item-main">
        <h2>{person.name}{isMe && <small> ({words.common.you})</small>}</h2>
        <p>{person.email}</p>
      </div>
      <div class="item-tags">
        <span class="tag">{words.staff.roles[person.role]}</span>
        <small class="muted">{words.common.added(dateOf(person.created_at, app.preferences.locale.value))}</small>
      </div>
      <Remove title={words.staff.removeTitle(person.name)} text={words.staff.removeText}
        remove={async () => { await app.api.removeStaff(person.id); onRemoved(); }} />
    </div>
  );
}

/** The first letters of the first and the last name. */
export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/);
  const letters = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]];
  return letters.map((part) => [...(part ?? "")][0] ?? "").join("").toUpperCase();
}

function AddPerson({ onClose, onAdded }: { onClose: () => void; onAdded: () => void }): JSX.Element {
  const app = useApp();
  const words = useWords();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [role, setRole] = useState<Role>("assistant");
  const [tried, setTried] = useState(false);
  const task = useTask();
  const nameWrong = name.trim() === "";
  const emailWrong = !/^\S+@\S+$/.test(email.trim());
  const passwordWrong = [...password].length < shortestPassword;
  const submit = () => {
    setTried(true);
    if (nameWrong || emailWrong || passwordWrong) return;
    task.run(async () => {
      await app.api.addStaff({ name: name.trim(), email: email.trim(), password, role });
      onAdded();
    });
  };
  return (
    <AddDialog title={words.staff.add} submit={words.staff.add} busy={task.busy} error={task.error} onSubmit={submit} onClose={onClose}>
      <TextField label={words.common.name} value={name} onInput={setName} maxLength={80} hint={words.setup.nameHint}
        error={tried && nameWrong ? words.errors.badName : null} />
      <TextField label={words.common.email} type="email" value={email} onInput={setEmail} maxLength={254}
        error={tried && emailWrong ? words.errors.badEmail : null} />
      <PasswordField label={words.staff.firstPassword} value={password} onInput={setPassword} isNew hint={words.staff.firstPasswordHint}
        error={tried && passwordWrong ? words.errors.badPassword : null} />
      <ChoiceField label={words.staff.role} value={role} onChange={setRole}
        choices={roles.map((value) => ({ value, label: words.staff.roles[value], hint: words.staff.roleHints[value] }))} />
    </AddDialog>
  );
}
