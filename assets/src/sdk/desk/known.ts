import type { Settings } from "../settings";

/** Where the browser keeps who it is on the site, once it has written. */
export function visitorKey(siteKey: string): string {
  return `tandem.visitor.${siteKey}`;
}

/** Whether this browser has written to the desk: there may be a conversation to go on with. For the loader, which needs no more. */
export function isKnown({ siteKey }: Settings): boolean {
  try {
    return localStorage.getItem(visitorKey(siteKey)) !== null;
  } catch {
    return false;
  }
}
