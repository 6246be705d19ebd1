import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Refusal } from "../caller";
import { useApp, useWords } from "../app";
import { wordsFor } from "../refusal-words";
import { Button, Notice } from "../ui/controls";
import { useTask } from "../ui/loading";
import { Entrance } from "./entrance";

/** P2: a pairing link leads into that very session's waiting room, once. */
export function Join({ token }: { token: string }): JSX.Element {
  const app = useApp();
  const words = useWords();
  const task = useTask();
  const claim = () => {
    task.run(async () => {
      const pairing = await app.claim(token);
      app.replace({ screen: "session", id: pairing.id });
    });
  };
  useEffect(claim, [token]);
  const toHome = (
    <Button look="primary" large onClick={() => { app.replace({ screen: "home" }); }}>{words.join.toHome}</Button>
  );
  const code = task.error instanceof Refusal ? task.error.code : null;
  if (code === "link_used") return <Entrance title={words.join.usedTitle} lead={words.join.usedText}>{toHome}</Entrance>;
  if (code === "link_wrong" || code === "not_found") return <Entrance title={words.join.wrongTitle} lead={words.join.wrongText}>{toHome}</Entrance>;
  if (code === "session_ended" || code === "code_expired" || code === "code_withdrawn") {
    return <Entrance title={words.join.overTitle} lead={words.join.overText}>{toHome}</Entrance>;
  }
  return (
    <Entrance title={words.join.title}>
      {task.error === null
        ? <div class="progress" role="progressbar" aria-label={words.join.title} />
        : <Notice tone="error" action={<Button onClick={claim}>{words.common.retry}</Button>}>{wordsFor(task.error, words)}</Notice>}
    </Entrance>
  );
}
