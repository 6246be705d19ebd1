import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useApp, useWords } from "../app";
import { AddDialog } from "../ui/add-dialog";
import { PasswordField, TextField } from "../ui/fields";
import { useTask } from "../ui/loading";
import { shortestPassword } from "../ui/password";
import type { Staff } from "./api";
import { useSettingsWords, useStore } from "./context";
import { isMail } from "./mail-address";

/** A2: how somebody signs in: another e-mail address, a new password, or both. It signs them out everywhere, so that it is not among the fields that are saved together. */
export function SignInDialog({ person, onClose }: { person: Staff; onClose: () => void }): JSX.Element {
  const app = useApp();
  const { api, staff } = useStore();
  const words = useWords();
  const { staff: said } = useSettingsWords();
  const [email, setEmail] = useState(person.email);
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const task = useTask();
  const wanted = { ...(email.trim() === person.email ? {} : { email: email.trim() }), ...(password === "" ? {} : { password }) };
  const badEmail = isMail(email) ? null : words.errors.badEmail;
  const badPassword = password === "" || [...password].length >= shortestPassword ? null : words.errors.badPassword;
  const submit = () => {
    setTried(true);
    if (badEmail !== null || badPassword !== null) return;
    if (Object.keys(wanted).length === 0) onClose();
    else task.run(async () => {
      await api.changeSignIn(person.id, wanted);
      await staff.load();
      onClose();
    });
  };
  return (
    <AddDialog title={said.signInTitle(person.name)} submit={words.common.save} busy={task.busy} error={task.error} onSubmit={submit} onClose={onClose}>
      <p>{person.id === app.me.value?.id ? said.signInOwn : said.signInText}</p>
      <TextField label={words.common.email} type="email" value={email} onInput={setEmail} maxLength={254} error={tried ? badEmail : null} />
      <PasswordField label={said.newPassword} value={password} onInput={setPassword} isNew hint={said.newPasswordHint} error={tried ? badPassword : null} />
    </AddDialog>
  );
}
