import type { SettingsApi, Canned } from "./api";
import type { Source } from "./collection";

export interface CannedDraft {
  readonly scope: Canned["scope"];
  readonly group: string;
  readonly short: string;
  readonly text: string;
  /** Empty for any. */
  readonly language: string;
}

/** What the server takes after the slash (web/openapi.yaml, NewCanned). */
export const shortNames = /^[a-z0-9][a-z0-9_-]{0,31}$/;

export function cannedSource(api: SettingsApi): Source<Canned, CannedDraft> {
  const body = ({ scope, group, short, text, language }: CannedDraft) =>
    ({ scope, short, text: text.trim(), ...(scope === "group" ? { group } : {}), ...(language === "" ? {} : { language }) });
  return {
    list: () => api.canned(),
    add: (draft) => api.addCanned(body(draft)),
    change: (id, draft) => api.changeCanned(id, body(draft)),
    remove: (id) => api.removeCanned(id),
    draftOf: ({ scope, group, short, text, language }) => ({ scope, group: group ?? "", short, text, language: language ?? "" }),
    blank: () => ({ scope: "person", group: "", short: "", text: "", language: "" }),
    shown: (canned, { scope, short, text }) => ({ ...canned, scope, short, text }),
  };
}
