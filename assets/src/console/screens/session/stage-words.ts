import type { Stage } from "../../session/stage";
import type { Words } from "../../words/en";

export interface StageWords {
  readonly title: string;
  readonly text: string;
}

/** Every stage in words (P9): what is going on, and what comes next. */
export function stageWords(stage: Stage, { stage: words }: Words): StageWords {
  switch (stage.kind) {
    case "waiting":
      return { title: words.short.waiting, text: "" };
    case "live":
      return words.loadingPage;
    case "expired":
      return stage.reason === "guessed" ? words.guessed : words.expired;
    case "interrupted":
      return { title: words.interrupted.title, text: interruptedText(stage.reason, words) };
    case "ended":
      return { title: words.ended.title, text: endedText(stage.reason, words) };
    case "expected":
      return { title: words.expected.title(stage.title), text: words.expected.text };
    case "loading":
    case "arriving":
    case "asking":
    case "connecting":
    case "navigating":
    case "left":
    case "outside":
    case "elsewhere":
    case "refused":
    case "withdrawn":
    case "unknown":
      return words[stage.kind];
  }
}

type Reason = Extract<Stage, { kind: "ended" }>["reason"];

function interruptedText(reason: Reason, { interrupted }: Words["stage"]): string {
  switch (reason) {
    case "agent_gone":
    case "link_lost":
      return interrupted[reason];
    case "customer_gone":
      return `${interrupted.customer_gone} ${interrupted.waits}`;
    default:
      return `${interrupted.other} ${interrupted.waits}`;
  }
}

function endedText(reason: Reason, { ended }: Words["stage"]): string {
  switch (reason) {
    case "agent_stopped":
    case "customer_stopped":
    case "timed_out":
    case "admin":
      return ended[reason];
    default:
      return ended.other;
  }
}
