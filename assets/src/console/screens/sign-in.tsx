import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useApp, useWords } from "../app";
import { wordsFor } from "../refusal-words";
import { hashOf } from "../route";
import { Button, Notice } from "../ui/controls";
import { PasswordField, TextField } from "../ui/fields";
import { useTask } from "../ui/loading";
import { Entrance } from "./entrance";

/** Stands in for whatever screen was asked for, which shows once somebody is signed in. */
export function SignIn(): JSX.Element {
  const app = useApp();
  const words = useWords();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const task = useTask();
  const emailWrong = !/^\S+@\S+$/.test(email.trim());
  const submit = () => {
    setTried(true);
    if (emailWrong || password === "") return;
    task.run(async () => {
      const me = await app.api.signIn({ email: email.trim(), password });
      if (app.route.value.screen === "sign-in") app.replace({ screen: "home" });
      app.signedIn(me);
    });
  };
  return (
    <Entrance title={words.signIn.title} lead={words.signIn.lead}>
      <form class="form" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <TextField label={words.common.email} type="email" value={email} onInput={setEmail} autocomplete="username" maxLength={254} autofocus
          error={tried && emailWrong ? words.errors.badEmail : null} />
        <PasswordField label={words.common.password} value={password} onInput={setPassword} isNew={false} />
        {task.error !== null && <Notice tone="error">{wordsFor(task.error, words)}</Notice>}
        <Button type="submit" look="primary" large busy={task.busy}>{words.signIn.submit}</Button>
        <a class="entrance-link" href={hashOf({ screen: "forgot" })}>{words.reset.link}</a>
      </form>
    </Entrance>
  );
}
