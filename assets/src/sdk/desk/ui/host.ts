import type { Begin } from "../visit-world";

/** What a person does in the chat's window. */
export interface ChatActions {
  readonly start: (begin: Begin) => void;
  readonly leaveMessage: (begin: Begin) => void;
  readonly say: (text: string) => void;
  readonly types: () => void;
  /** Files that the person chose, dropped or pasted. */
  readonly sendFiles: (files: readonly File[]) => void;
  readonly end: () => void;
  readonly rate: (stars: number, comment: string) => void;
  readonly mailTranscript: (email: string) => void;
  readonly again: () => void;
  readonly declineInvitation: () => void;
  /** The end of the conversation came into sight, or is out of it. */
  readonly look: (isLooking: boolean) => void;
  readonly setLanguage: (language: string) => void;
  /** The window was opened or closed. */
  readonly opened: (isOpen: boolean) => void;
  /** To the code of a co-browse. */
  readonly shareWithCode: () => void;
}

/** What the form offers to begin with. */
export interface Person {
  readonly name: string;
  readonly email: string;
}

