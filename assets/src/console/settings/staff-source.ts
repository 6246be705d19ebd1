import type { SettingsApi, Hours, RightsChange, Role, Staff } from "./api";
import type { Source } from "./collection";

/** What an administrator decides about somebody. E-mail and password are asked for when the person is added; later they have a dialog of their own (SignInDialog). */
export interface PersonDraft {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: Role;
  readonly main_group: string;
  readonly groups: readonly string[];
  /** Null for an empty field. */
  readonly capacity: number | null;
  readonly supervised: boolean;
  readonly rights: RightsChange;
  readonly hours: Hours | null;
}

export function staffSource(api: SettingsApi): Source<Staff, PersonDraft> {
  return {
    list: () => api.staff(),
    add: ({ name, email, password, role }) => api.addStaff({ name: name.trim(), email: email.trim(), password, role }),
    change: (id, { name, role, main_group, groups, capacity, supervised, rights, hours }) =>
      api.changeStaff(id, { name: name.trim(), role, main_group, groups: [...groups], capacity: capacity ?? 1, supervised, rights, ...(hours === null ? {} : { hours }) }),
    remove: (id) => api.removeStaff(id),
    draftOf: ({ name, email, role, main_group, groups, capacity, supervised, rights, hours }) =>
      ({ name, email, password: "", role, main_group, groups, capacity, supervised, rights, hours: hours ?? null }),
    blank: () => ({ name: "", email: "", password: "", role: "assistant", main_group: "", groups: [], capacity: 3, supervised: true, rights: { grant: [], deny: [] }, hours: null }),
    shown: (person, { name, role, main_group }) => ({ ...person, name, role, main_group }),
  };
}
