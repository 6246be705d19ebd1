import type { ComponentChildren, JSX } from "preact";
import { useApp, useWords } from "../../app";
import { codeForCopying, groupsOf } from "../../session/code";
import { Button, CopyButton } from "../../ui/controls";
import { useNow } from "../../ui/now";

/** A code's whole life, in milliseconds, as far as it is known here: the ring is full when a code is new. */
const fullLifeMs = 600_000;
/** From here on the remaining life is shown as a warning. */
const shortMs = 60_000;

interface CodeCardProps {
  /** Nine digits; null while they are on their way. */
  readonly code: string | null;
  readonly expiresAt: number | null;
  readonly busy: boolean;
  readonly onWithdraw: () => void;
  readonly onAnother: () => void;
  /** Other ways in than by typing. */
  readonly children?: ComponentChildren;
}

/** P1: the code, large, in groups of three, with what is left of its life. */
export function CodeCard({ code, expiresAt, busy, onWithdraw, onAnother, children }: CodeCardProps): JSX.Element {
  const words = useWords();
  return (
    <section class="code-card card" aria-labelledby="code-title">
      <h2 id="code-title">{words.code.title}</h2>
      <Digits code={code} />
      <Life expiresAt={expiresAt} />
      <div class="code-actions">
        <CopyButton look="primary" text={codeForCopying(code ?? "")} label={words.code.copy} />
        <Button icon="again" busy={busy} onClick={onAnother}>{words.code.another}</Button>
        <Button look="quiet" icon="close" onClick={onWithdraw}>{words.code.withdraw}</Button>
      </div>
      {children}
      <ol class="steps">{words.code.steps.map((step) => <li key={step}>{step}</li>)}</ol>
    </section>
  );
}

/** Read aloud digit by digit, not as a number of millions. */
function Digits({ code }: { code: string | null }): JSX.Element {
  const words = useWords();
  const groups = code === null ? ["···", "···", "···"] : groupsOf(code);
  return (
    <p class={`digits${code === null ? " pending" : ""}`}>
      <span class="visually-hidden">{words.code.label}: {[...(code ?? "")].join(" ")}</span>
      {groups.map((group, at) => <span key={at} class="digit-group" aria-hidden="true" data-group={at}>{group}</span>)}
    </p>
  );
}

function Life({ expiresAt }: { expiresAt: number | null }): JSX.Element {
  const app = useApp();
  const words = useWords();
  const now = useNow(app.clock, 500);
  const left = expiresAt === null ? null : Math.max(0, expiresAt - now);
  const seconds = left === null ? 0 : Math.ceil(left / 1000);
  const share = left === null ? 1 : Math.min(1, left / fullLifeMs);
  const circumference = 2 * Math.PI * 9;
  const minutes = Math.ceil(seconds / 60);
  return (
    <p class={`life${left !== null && left < shortMs ? " short" : ""}`}>
      <svg class="life-ring" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="9" class="life-track" />
        <circle cx="12" cy="12" r="9" class="life-left" stroke-dasharray={circumference} stroke-dashoffset={circumference * (1 - share)} />
      </svg>
      <span aria-hidden="true">{left === null ? "" : words.code.left(Math.floor(seconds / 60), seconds % 60)}</span>
      <span class="muted">{words.code.onceOnly}</span>
      <span class="visually-hidden" role="status">{left === null || minutes === 0 ? "" : words.code.leftSpoken(minutes)}</span>
    </p>
  );
}
