import type { FileOutcome } from "../../../shared/wire.gen";
import { en } from "./en";
import { es } from "./es";

/** Everything that the chat says to visitors. A language is one file with one of these, and a line below. */
export interface DeskWords {
  /** BCP 47, for the `lang` attribute and for the form of numbers and times. */
  readonly lang: string;
  readonly dir: "ltr" | "rtl";
  /** The language's own name. */
  readonly languageName: string;
  readonly language: string;
  readonly close: string;
  readonly back: string;
  readonly unread: (count: number) => string;
  readonly home: {
    readonly title: string;
    readonly choose: string;
    readonly open: string;
    readonly closed: string;
    readonly shut: string;
    readonly share: string;
    readonly shareHint: string;
  };
  readonly form: {
    readonly name: string;
    readonly email: string;
    readonly optional: string;
    readonly message: string;
    readonly start: string;
    readonly starting: string;
    /** Nobody is there: the form for a message. */
    readonly away: string;
    /** Nobody is there, and no message can be left. */
    readonly shut: string;
    readonly leave: string;
    readonly badEmail: string;
    readonly empty: string;
    readonly tooLong: (most: number) => string;
    readonly nobody: string;
    readonly refused: string;
  };
  readonly talk: {
    readonly waiting: string;
    readonly position: (place: number) => string;
    readonly wait: (minutes: number) => string;
    readonly withAgent: (agent: string) => string;
    readonly left: string;
    readonly write: string;
    readonly send: string;
    readonly emoji: string;
    readonly you: string;
    readonly agent: string;
    readonly typing: (agent: string) => string;
    readonly sending: string;
    readonly sent: string;
    readonly delivered: string;
    readonly read: string;
    readonly refused: string;
    readonly offline: string;
    readonly end: string;
    readonly endAsk: string;
    readonly endYes: string;
    readonly endNo: string;
    readonly attach: string;
    /** A file of a person's in the conversation; `outcome` is what became of one that did not arrive. */
    readonly file: (name: string, outcome: Exclude<FileOutcome, "sent" | "elsewhere"> | undefined) => string;
    readonly fileFrom: (name: string) => string;
  };
  /** What the server noted; `name` is who did it. */
  readonly events: {
    readonly assigned: (name: string) => string;
    readonly returned: string;
    readonly transferred: (to: string) => string;
    readonly cobrowse_started: string;
    readonly cobrowse_ended: string;
    readonly joined: (name: string) => string;
    readonly parted: (name: string) => string;
    readonly left: string;
    readonly ended: string;
  };
  readonly ended: {
    readonly title: string;
    readonly byAgent: string;
    readonly byYou: string;
    readonly gone: string;
    readonly other: string;
    readonly rate: string;
    readonly stars: (count: number) => string;
    readonly comment: string;
    readonly rateSend: string;
    readonly thanks: string;
    readonly transcript: string;
    readonly download: string;
    readonly mail: string;
    readonly mailSend: string;
    readonly mailed: (address: string) => string;
    readonly mailRefused: string;
    readonly again: string;
  };
  readonly invitation: { readonly from: (name: string) => string; readonly title: string; readonly yes: string; readonly no: string };
}

/** Every language that the chat speaks. */
export const deskLanguages: readonly DeskWords[] = [en, es];

/** The words for a language tag; English for any that we do not have. */
export function deskWordsFor(lang: string): DeskWords {
  const main = lang.slice(0, 2).toLowerCase();
  return deskLanguages.find((words) => words.lang === main) ?? en;
}
