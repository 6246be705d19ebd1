import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useApp, useWords } from "../app";
import { wordsFor } from "../refusal-words";
import { hashOf } from "../route";
import { Button, Notice } from "../ui/controls";
import { TextField } from "../ui/fields";
import { useTask } from "../ui/loading";
import { Entrance } from "./entrance";

/** A2: asks for a link to choose a new password. What is said is the same whether there is such a person or not. */
export function Forgot(): JSX.Element {
  const app = useApp();
  const words = useWords();
  const { reset } = words;
  const [email, setEmail] = useState("");
  const [tried, setTried] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const task = useTask();
  const isWrong = !/^\S+@\S+$/.test(email.trim());
  const ask = () => {
    setTried(true);
    if (isWrong) return;
    task.run(async () => {
      await app.api.requestReset({ email: email.trim(), language: app.preferences.language.value });
      setAsked(true);
    });
  };
  const back = <a class="entrance-link" href={hashOf({ screen: "sign-in" })}>{words.signIn.toSignIn}</a>;
  if (isAsked) return <Entrance title={reset.askedTitle} lead={reset.asked(email.trim())}>{back}</Entrance>;
  return (
    <Entrance title={reset.forgotTitle} lead={reset.forgotLead}>
      <form class="form" noValidate onSubmit={(event) => { event.preventDefault(); ask(); }}>
        <TextField label={words.common.email} type="email" value={email} onInput={setEmail} autocomplete="username" maxLength={254} autofocus error={tried && isWrong ? words.errors.badEmail : null} />
        {task.error !== null && <Notice tone="error">{wordsFor(task.error, words)}</Notice>}
        <Button type="submit" look="primary" large busy={task.busy}>{reset.send}</Button>
        {back}
      </form>
    </Entrance>
  );
}
