import type { Me } from "../api";
import type { App } from "../app";
import { hashOf, type Route } from "../route";

/** Where a co-browse opens (I13). */
export const viewers = ["console", "tab", "popup"] as const;
export type Viewer = (typeof viewers)[number];

/** What the agent chose: one of them, or to leave it to the site's administrator. */
export type ViewerChoice = "site" | Viewer;
export const viewerChoices: readonly ViewerChoice[] = ["site", ...viewers];

/**
 * Where it opens: as the agent wants, else as the administrator set it for the site. Before the customer has come the site may not be known; then it
 * is what all sites have in common.
 */
export function viewerFor(choice: ViewerChoice, sites: Me["sites"], siteId: string | null): Viewer {
  if (choice !== "site") return choice;
  const wanted = new Set(sites.filter((site) => siteId === null || site.id === siteId).map((site) => site.viewer));
  const [only] = wanted;
  return wanted.size === 1 && only !== undefined ? only : "console";
}

/** As wide as a page and the chat beside it; no larger than the screen. */
const popup = "popup,width=1360,height=900";

/**
 * Opens an empty window, at once: browsers only allow it while the click that asks for it is fresh. Null where the browser has blocked it, or where there
 * is nothing to open.
 */
export function openWindow(viewer: Viewer, open: typeof window.open = (...how) => window.open(...how)): Window | null {
  if (viewer === "console") return null;
  const opened = open("about:blank", "_blank", viewer === "popup" ? popup : "");
  return opened === null || opened.closed ? null : opened;
}

/** Shows a session in the window that was opened for it. */
export function showIn(opened: Window, id: string, origin: string): void {
  opened.location.replace(`${origin}/console/${hashOf({ screen: "viewer", id })}`);
}

/** The place of another session in this window: a window that has nothing but the viewer stays so. */
export function sameKindOfWindow(app: Pick<App, "route">, id: string): Route {
  return { screen: app.route.value.screen === "viewer" ? "viewer" : "session", id };
}
