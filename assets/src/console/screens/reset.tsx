import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useApp, useWords } from "../app";
import { Refusal } from "../caller";
import { wordsFor } from "../refusal-words";
import { Button, Notice } from "../ui/controls";
import { PasswordField } from "../ui/fields";
import { useTask } from "../ui/loading";
import { shortestPassword } from "../ui/password";
import { Entrance } from "./entrance";

/** A2: the link from the letter leads here: a new password, twice. It works once. */
export function Reset({ token }: { token: string }): JSX.Element {
  const app = useApp();
  const words = useWords();
  const { reset } = words;
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [tried, setTried] = useState(false);
  const [isDone, setDone] = useState(false);
  const task = useTask();
  const isShort = [...password].length < shortestPassword;
  const isOther = again !== password;
  const choose = () => {
    setTried(true);
    if (isShort || isOther) return;
    task.run(async () => {
      await app.api.confirmReset({ token, password });
      setDone(true);
    });
  };
  // Whoever was signed in as this person is not any more: that is asked again on the way.
  const toSignIn = <Button look="primary" large onClick={() => { app.replace({ screen: "sign-in" }); void app.begin(); }}>{words.signIn.toSignIn}</Button>;
  if (isDone) return <Entrance title={reset.doneTitle} lead={reset.done}>{toSignIn}</Entrance>;
  if (task.error instanceof Refusal && task.error.code === "reset_wrong") {
    return (
      <Entrance title={reset.wrongTitle} lead={reset.wrong}>
        <Button look="primary" large onClick={() => { app.replace({ screen: "forgot" }); }}>{reset.anew}</Button>
      </Entrance>
    );
  }
  return (
    <Entrance title={reset.title} lead={reset.lead}>
      <form class="form" noValidate onSubmit={(event) => { event.preventDefault(); choose(); }}>
        <PasswordField label={reset.password} value={password} onInput={setPassword} isNew hint={words.password.rule} error={tried && isShort ? words.errors.badPassword : null} />
        <PasswordField label={reset.again} value={again} onInput={setAgain} isNew={false} error={tried && isOther ? reset.different : null} />
        {task.error !== null && <Notice tone="error">{wordsFor(task.error, words)}</Notice>}
        <Button type="submit" look="primary" large busy={task.busy}>{reset.submit}</Button>
      </form>
    </Entrance>
  );
}
