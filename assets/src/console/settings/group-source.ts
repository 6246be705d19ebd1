import type { SettingsApi, Group, Hours, RightsChange, Texts } from "./api";
import type { Source } from "./collection";

export interface GroupDraft {
  readonly name: string;
  readonly names: Texts;
  readonly greetings: Texts;
  readonly messages: boolean;
  /** Null for an empty field. */
  readonly pick_up_seconds: number | null;
  readonly rights: RightsChange;
  readonly hours: Hours | null;
}

export function groupSource(api: SettingsApi): Source<Group, GroupDraft> {
  const body = ({ name, names, greetings, messages, pick_up_seconds, rights, hours }: GroupDraft) =>
    ({ name: name.trim(), names, greetings, messages, pick_up_seconds: pick_up_seconds ?? 30, rights, ...(hours === null ? {} : { hours }) });
  return {
    list: () => api.groups(),
    add: (draft) => api.addGroup(body(draft)),
    change: (id, draft) => api.changeGroup(id, body(draft)),
    remove: (id) => api.removeGroup(id),
    draftOf: ({ name, names, greetings, messages, pick_up_seconds, rights, hours }) => ({ name, names, greetings, messages, pick_up_seconds, rights, hours: hours ?? null }),
    blank: () => ({ name: "", names: {}, greetings: {}, messages: true, pick_up_seconds: 30, rights: { grant: [], deny: [] }, hours: null }),
    shown: (group, { name }) => ({ ...group, name }),
  };
}
