import { cannedSource } from "./canned-source";
import { Collection } from "./collection";
import { groupSource } from "./group-source";
import { invitationSource, looksSource } from "./looks-source";
import { mailSource } from "./mail-source";
import type { SettingsApi } from "./api";
import { siteSource } from "./site-source";
import { staffSource } from "./staff-source";

/** Every record that the settings show, and every form that somebody has begun to fill in: it lives as long as the sign-in. */
export class Store {
  readonly api: SettingsApi;
  readonly staff;
  readonly groups;
  readonly canned;
  readonly sites;
  readonly looks;
  readonly invitations;
  readonly mail;

  constructor(api: SettingsApi) {
    this.api = api;
    this.staff = new Collection(staffSource(api));
    this.groups = new Collection(groupSource(api));
    this.canned = new Collection(cannedSource(api));
    this.sites = new Collection(siteSource(api));
    this.looks = new Collection(looksSource(api));
    this.invitations = new Collection(invitationSource(api));
    this.mail = new Collection(mailSource(api));
  }
}
