import type { PageLink } from "./page-links";

/** The pages whose name or address has every word of the search in it, whatever its case and accents; all of them for an empty one. */
export function found<T extends PageLink>(pages: readonly T[], search: string): readonly T[] {
  const wanted = plain(search).split(/\s+/).filter((word) => word !== "");
  if (wanted.length === 0) return pages;
  return pages.filter(({ label, url }) => {
    const text = plain(`${label} ${decoded(url)}`);
    return wanted.every((word) => text.includes(word));
  });
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Addresses are read as people write them. */
function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}
