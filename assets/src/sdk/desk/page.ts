import { MAX_PAGE, MAX_TITLE } from "../../shared/wire.gen";
import type { PageHere } from "./visit-world";

/** The page as the desk may see it: fragments can carry tokens, and query strings people's names, so that neither goes along. */
export function here(): PageHere {
  return { page: `${location.origin}${location.pathname}`.slice(0, MAX_PAGE), title: document.title.slice(0, MAX_TITLE) };
}

/** How often the address is looked at, in milliseconds. Looking is cheap and patches nothing; the desk need not know sooner. */
const glanceMs = 2000;

/** Calls when the page got another address without being loaded anew (history.pushState), while it is in sight. */
export function watchAddress(changed: () => void): void {
  let last = `${location.pathname} ${document.title}`;
  setInterval(() => {
    if (document.visibilityState === "hidden") return;
    const now = `${location.pathname} ${document.title}`;
    if (now === last) return;
    last = now;
    changed();
  }, glanceMs);
}
