import type { SettingsApi, Rule, SiteDesk } from "./api";
import type { Source } from "./collection";

/** How the chat looks and behaves on one site. */
export interface SiteLooks {
  readonly id: string;
  readonly name: string;
  readonly desk: SiteDesk;
}

export type LooksDraft = Omit<SiteDesk, "rules" | "retention_days"> & {
  /** Null for an empty field. */
  readonly retention_days: number | null;
};

export interface InvitationsDraft {
  readonly rules: readonly Rule[];
}

/** What one section changes of a site's settings goes on top of what the server has by then: another section, or somebody else, may have changed the rest. */
async function change(api: SettingsApi, id: string, part: Partial<SiteDesk>): Promise<SiteLooks> {
  const [now, sites] = await Promise.all([api.siteDesk(id), api.sites()]);
  const desk = await api.changeSiteDesk(id, { ...now, ...part });
  return { id, name: sites.find((site) => site.id === id)?.name ?? "", desk };
}

async function list(api: SettingsApi): Promise<readonly SiteLooks[]> {
  const sites = await api.sites();
  return Promise.all(sites.map(async ({ id, name }) => ({ id, name, desk: await api.siteDesk(id) })));
}

const noneNew = () => Promise.reject(new Error("sites are added where their addresses are"));

export function looksSource(api: SettingsApi): Source<SiteLooks, LooksDraft> {
  const draftOf = ({ desk: { chat, presence, groups, language, label, icon, colour, corner, retention_days } }: SiteLooks): LooksDraft =>
    ({ chat, presence, groups, language, label, icon, colour, corner, retention_days });
  return {
    list: () => list(api),
    add: noneNew,
    change: (id, { retention_days, ...looks }) => change(api, id, { ...looks, retention_days: retention_days ?? 365 }),
    remove: noneNew,
    draftOf,
    blank: () => ({ chat: true, presence: true, groups: [], language: "en", label: {}, icon: "chat", colour: "", corner: "bottom-right", retention_days: 365 }),
    shown: (site) => site,
  };
}

export function invitationSource(api: SettingsApi): Source<SiteLooks, InvitationsDraft> {
  return {
    list: () => list(api),
    add: noneNew,
    change: (id, { rules }) => change(api, id, { rules: [...rules] }),
    remove: noneNew,
    draftOf: ({ desk: { rules } }) => ({ rules }),
    blank: () => ({ rules: [] }),
    shown: (site, { rules }) => ({ ...site, desk: { ...site.desk, rules: [...rules] } }),
  };
}
