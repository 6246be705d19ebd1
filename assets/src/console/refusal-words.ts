import { Refusal } from "./caller";
import type { Words } from "./words/en";

/** What to tell the person: what happened and what to do next. */
export function wordsFor(error: unknown, words: Words): string {
  const { errors } = words;
  if (!(error instanceof Refusal)) return errors.unexpected;
  switch (error.code) {
    case "network":
      return errors.network;
    case "not_signed_in":
    case "token_wrong":
      return errors.notSignedIn;
    case "sign_in_wrong":
      return errors.signInWrong;
    case "no_right":
      return errors.noRight;
    case "too_many_tries":
      return errors.tooMany(error.retryAfter);
    case "too_busy":
      return errors.tooBusy;
    case "storage":
      return errors.storage;
    case "email_taken":
      return errors.emailTaken;
    case "last_administrator":
      return errors.lastAdministrator;
    case "limit_reached":
      return words.leading.limitReached;
    case "last_group":
      return errors.lastGroup;
    case "mail_off":
      return errors.mailOff;
    case "mail_refused":
      return errors.mailRefused;
    case "short_taken":
      return errors.shortTaken;
    case "reset_wrong":
      return errors.resetWrong;
    case "not_found":
    case "session_unknown":
    case "session_ended":
      return errors.notFound;
    case "setup_done":
      return errors.setupDone;
    case "setup_token_wrong":
      return errors.setupWrong;
    case "code_wrong":
      return errors.codeWrong;
    case "code_used":
    case "code_expired":
    case "code_withdrawn":
      return errors.codeGone;
    case "link_used":
      return errors.linkUsed;
    case "link_wrong":
      return errors.linkWrong;
    case "bad_request":
      return fieldWords(error.field, words) ?? errors.badRequest;
    default:
      return errors.unexpected;
  }
}

/** What is wrong with one field, by the server's name for it. */
function fieldWords(field: string | null, words: Words): string | null {
  const { errors } = words;
  switch (field) {
    case "name":
      return errors.badName;
    case "email":
      return errors.badEmail;
    case "password":
      return errors.badPassword;
    case "label":
      return errors.badName;
    case "url":
      return words.leading.wrong.no_address;
    case "origins":
      return errors.badOrigins;
    default:
      return null;
  }
}
