import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Refusal } from "../caller";
import { useApp, useWords } from "../app";
import { wordsFor } from "../refusal-words";
import { Button, Notice } from "../ui/controls";
import { PasswordField, TextField } from "../ui/fields";
import { useTask } from "../ui/loading";
import { shortestPassword } from "../ui/password";
import { Entrance } from "./entrance";

/** A1: the set-up link makes the first administrator and signs them in. */
export function SetUp({ token }: { token: string }): JSX.Element {
  const app = useApp();
  const words = useWords();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const task = useTask();
  const code = task.error instanceof Refusal ? task.error.code : null;
  if (code === "setup_done") return <DeadLink title={words.setup.usedTitle} text={words.setup.usedText} />;
  if (code === "setup_token_wrong") return <DeadLink title={words.setup.wrongTitle} text={words.setup.wrongText} />;

  const nameWrong = name.trim() === "";
  const emailWrong = !/^\S+@\S+$/.test(email.trim());
  const passwordWrong = [...password].length < shortestPassword;
  const submit = () => {
    setTried(true);
    if (nameWrong || emailWrong || passwordWrong) return;
    task.run(async () => {
      const me = await app.api.setUp({ token, name: name.trim(), email: email.trim(), password });
      app.replace({ screen: "home" });
      app.signedIn(me);
    });
  };
  return (
    <Entrance title={words.setup.title} lead={words.setup.lead}>
      <form class="form" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <TextField label={words.common.name} value={name} onInput={setName} autocomplete="name" maxLength={80} autofocus
          hint={words.setup.nameHint} error={tried && nameWrong ? words.errors.badName : null} />
        <TextField label={words.common.email} type="email" value={email} onInput={setEmail} autocomplete="username" maxLength={254}
          error={tried && emailWrong ? words.errors.badEmail : null} />
        <PasswordField label={words.common.password} value={password} onInput={setPassword} isNew hint={words.password.rule}
          error={tried && passwordWrong ? words.errors.badPassword : null} />
        {task.error !== null && <Notice tone="error">{wordsFor(task.error, words)}</Notice>}
        <Button type="submit" look="primary" large busy={task.busy}>{words.setup.submit}</Button>
      </form>
    </Entrance>
  );
}

function DeadLink({ title, text }: { title: string; text: string }): JSX.Element {
  const app = useApp();
  const words = useWords();
  return (
    <Entrance title={title} lead={text}>
      <Button look="primary" large onClick={() => { app.replace({ screen: "sign-in" }); }}>{words.signIn.toSignIn}</Button>
    </Entrance>
  );
}
