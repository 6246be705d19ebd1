/** The two lines that put Tandem on a website (N1). */
export function snippetFor(server: string, siteKey: string, label: string): string {
  return `<script src="${server}/sdk.js" data-site="${siteKey}" async></script>\n<button type="button" data-tandem-open>${label}</button>`;
}

/**
 * The origins that somebody typed, one per line. A path or a slash behind is cut off, since people copy addresses from the address bar.
 * Null when there is none, or one that is no address.
 */
export function originsIn(text: string): string[] | null {
  const lines = text.split(/[\s,]+/).filter((line) => line !== "");
  const origins = lines.map(originOf);
  if (origins.length === 0 || origins.includes(null)) return null;
  return [...new Set(origins.filter((origin) => origin !== null))];
}

function originOf(line: string): string | null {
  try {
    const url = new URL(/^[a-z]+:\/\//i.test(line) ? line : `https://${line}`);
    return url.protocol === "https:" || url.protocol === "http:" ? url.origin : null;
  } catch {
    return null;
  }
}
