import type { Site } from "../api";
import { readAddress } from "./address";

type Page = Site["pages"][number];

/** What an administrator wrote, `address|label` in each line; or the first line that is neither that nor empty. */
export type PageLines = { readonly kind: "pages"; readonly pages: readonly Page[] } | { readonly kind: "wrong"; readonly line: number };

/** As many characters as the server takes (web/openapi.yaml, PageLabel). */
const maxLabel = 80;

export function pagesIn(text: string): PageLines {
  const pages: Page[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    // An address has no bar in it (RFC 3986 leaves that out), a label may.
    const bar = line.indexOf("|");
    const label = line.slice(bar + 1).trim();
    const read = readAddress(line.slice(0, Math.max(0, bar)), "");
    if (read.kind === "wrong" || label === "" || [...label].length > maxLabel) return { kind: "wrong", line: at + 1 };
    pages.push({ url: read.url, label });
  }
  return { kind: "pages", pages };
}

export function pageLines(pages: readonly Page[]): string {
  return pages.map(({ url, label }) => `${url}|${label}`).join("\n");
}
