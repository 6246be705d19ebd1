import { en } from "./en";
import { es } from "./es";
import type { Obstacle } from "../obstacle";

/** Everything that the widget says. A language is one file with one of these; names in ‹…› positions are arguments. */
export interface Words {
  /** BCP 47, for the `lang` attribute and for the form of numbers and times. */
  readonly lang: string;
  readonly dir: "ltr" | "rtl";
  /** Used where the agent has no name yet. */
  readonly yourAgent: string;
  readonly close: string;
  readonly code: {
    readonly title: string;
    readonly hint: string;
    readonly label: string;
    readonly go: string;
    readonly checking: string;
    readonly incomplete: string;
    /** By ProblemCode of the server. */
    readonly problems: Readonly<Record<"code_wrong" | "code_used" | "code_expired" | "code_withdrawn" | "origin_not_allowed" | "too_busy", string>>;
    readonly tooManyTries: (wait: string) => string;
    readonly slow: string;
    readonly offline: string;
    readonly other: string;
  };
  readonly shown: {
    readonly show: string;
    readonly title: string;
    readonly hint: string;
    readonly left: (time: string) => string;
    readonly cancel: string;
  };
  readonly waiting: { readonly title: string; readonly text: (agent: string) => string };
  readonly question: {
    readonly title: (agent: string, site: string) => string;
    readonly seen: string;
    readonly follows: string;
    readonly hidden: string;
    readonly stop: string;
    readonly yes: string;
    readonly no: string;
  };
  readonly bar: {
    readonly label: string;
    readonly connecting: (agent: string) => string;
    readonly live: (agent: string) => string;
    readonly interrupted: string;
    readonly resting: (agent: string) => string;
    readonly agentAway: (agent: string) => string;
    readonly offline: string;
    readonly chat: string;
    /** Opens what the agent may do, and the customer's tools. */
    readonly more: string;
    readonly unread: (count: number) => string;
    readonly stop: string;
    readonly stopHint: string;
  };
  /** P7: each level by its name, and in one line what it means. */
  readonly rights: {
    readonly may: (agent: string) => string;
    readonly mayToo: (agent: string) => string;
    readonly levels: Readonly<Record<"point" | "scroll" | "fill" | "click" | "navigate", { readonly name: string; readonly explained: string }>>;
  };
  /** What the customer can use beside the agent. */
  readonly tools: { readonly label: string } & Readonly<Record<"draw" | "hold" | "shade", { readonly name: string; readonly explained: string }>>;
  /** Questions about one thing that the agent is about to do. */
  readonly confirm: {
    readonly ownClick: { readonly title: (agent: string, label: string) => string; readonly text: string };
    readonly outside: { readonly title: (agent: string, host: string) => string; readonly text: (url: string) => string };
    readonly yes: string;
    readonly no: string;
  };
  readonly chat: {
    readonly title: (agent: string) => string;
    readonly empty: (agent: string) => string;
    readonly write: string;
    readonly send: string;
    readonly you: string;
    readonly opens: (host: string) => string;
    readonly sending: string;
    readonly offline: string;
    readonly refused: string;
    readonly tooLong: (most: number) => string;
  };
  readonly notices: Readonly<Record<"refused" | "failed", Notice>> & {
    /** Why this page cannot be shared from this browser. */
    readonly cannot: Readonly<Record<Obstacle, Notice>>;
    readonly ended: Readonly<Record<"customer_stopped" | "agent_stopped" | "timed_out" | "admin" | "expired" | "other", Notice>>;
  };
  readonly actions: {
    readonly newCode: string;
    readonly tryAgain: string;
    readonly endSession: string;
  };
}

/** A title and what it means for the person. */
export interface Notice {
  readonly title: string;
  readonly text: (agent: string) => string;
}

/** The words for a language tag; English for any that we do not have. A new language is a file beside en.ts and a line here. */
export function wordsFor(lang: string): Words {
  return lang.slice(0, 2).toLowerCase() === "es" ? es : en;
}
