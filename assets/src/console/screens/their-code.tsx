import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { codeLength, readTyped } from "../../shared/typed-code";
import { useApp, useWords } from "../app";
import { wordsFor } from "../refusal-words";
import { Button, Notice } from "../ui/controls";
import { useTask } from "../ui/loading";

/** P4: the code that a customer shows, typed by the agent. */
export function TheirCode(): JSX.Element {
  const app = useApp();
  const words = useWords();
  const task = useTask();
  const [digits, setDigits] = useState("");
  const [isShort, setIsShort] = useState(false);
  const join = () => {
    setIsShort(digits.length < codeLength);
    if (digits.length < codeLength || task.busy) return;
    task.run(async () => {
      const pairing = await app.api.redeem(digits);
      app.go({ screen: "session", id: pairing.id });
    });
  };
  return (
    <form class="their-code" noValidate onSubmit={(event) => { event.preventDefault(); join(); }}>
      <label for="their-code">{words.home.theirCode}</label>
      <input id="their-code" class="input" inputMode="numeric" autocomplete="off" spellcheck={false} placeholder="000 000 000" dir="ltr" aria-invalid={isShort}
        onInput={({ currentTarget: field }) => {
          const typed = readTyped(field.value, field.selectionStart ?? field.value.length);
          field.value = typed.text;
          field.setSelectionRange(typed.caret, typed.caret);
          setIsShort(false);
          setDigits(typed.digits);
        }} />
      <Button type="submit" busy={task.busy}>{words.home.join}</Button>
      {isShort && <p class="field-error" role="alert">{words.home.incomplete}</p>}
      {task.error !== null && <Notice tone="error">{wordsFor(task.error, words)}</Notice>}
    </form>
  );
}
