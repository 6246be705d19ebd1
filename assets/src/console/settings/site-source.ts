import { pageLines, pagesIn } from "../leading/page-lines";
import type { SettingsApi, Site } from "./api";
import type { Source } from "./collection";
import { originsIn } from "./snippet";

/** A site as it is typed: addresses and pages are lines of text. */
export interface SiteDraft {
  readonly name: string;
  readonly origins: string;
  readonly ask: boolean;
  readonly relay_only: boolean;
  readonly assets: Site["assets"];
  readonly viewer: Site["viewer"];
  readonly pages: string;
}

export function siteSource(api: SettingsApi): Source<Site, SiteDraft> {
  const body = ({ name, origins, ask, relay_only, assets, viewer, pages }: SiteDraft) => {
    const sent = pagesIn(pages);
    return { name: name.trim(), origins: originsIn(origins) ?? [], ask, relay_only, assets, viewer, pages: sent.kind === "pages" ? [...sent.pages] : [] };
  };
  return {
    list: () => api.sites(),
    add: (draft) => api.addSite(body(draft)),
    change: (id, draft) => api.changeSite(id, body(draft)),
    remove: (id) => api.removeSite(id),
    draftOf: ({ name, origins, ask, relay_only, assets, viewer, pages }) => ({ name, origins: origins.join("\n"), ask, relay_only, assets, viewer, pages: pageLines(pages) }),
    blank: () => ({ name: "", origins: "", ask: true, relay_only: false, assets: "needed", viewer: "console", pages: "" }),
    shown: (site, draft) => ({ ...site, ...body(draft) }),
  };
}
