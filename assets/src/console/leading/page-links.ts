/** A page that the customer can be sent to, as a line of the link menu. */
export interface PageLink {
  readonly url: string;
  /** What the link is called; where it says nothing, its path. */
  readonly label: string;
}

/** Longer words are no label but a teaser; in characters. */
const maxLabel = 120;
/** Pages with more links are catalogues: nobody reads such a list to its end. */
const maxLinks = 2_000;

/** Every link of the copy to a web page, in the order of the page and each address once: in shadow roots and frames of the page too. */
export function linksOf(copy: Document | null): readonly PageLink[] {
  const found = new Map<string, string>();
  if (copy) collect(copy, found);
  return Array.from(found, ([url, label]) => ({ url, label: label === "" ? pathOf(url) : label }));
}

function collect(root: ParentNode, found: Map<string, string>): void {
  // Capture has resolved the addresses: in the copy they are complete.
  for (const element of root.querySelectorAll<Element>("*")) {
    if (found.size >= maxLinks) return;
    if (element.shadowRoot) collect(element.shadowRoot, found);
    const inner = element.localName === "iframe" ? (element as HTMLIFrameElement).contentDocument : null;
    if (inner) collect(inner, found);
    const url = element.localName === "a" || element.localName === "area" ? webAddress(element) : null;
    // The same address again may be the one that says what it is: a picture first and its caption then.
    if (url !== null && (found.get(url) ?? "") === "") found.set(url, labelOf(element));
  }
}

function webAddress(link: Element): string | null {
  const address = link.getAttribute("href") ?? link.getAttribute("xlink:href") ?? "";
  return /^https?:/i.test(address) ? address : null;
}

function labelOf(link: Element): string {
  const words = [link.getAttribute("aria-label"), link.textContent, link.querySelector("img[alt]")?.getAttribute("alt"), link.getAttribute("alt"), link.getAttribute("title")];
  for (const word of words) {
    const label = word?.trim().replace(/\s+/g, " ") ?? "";
    if (label !== "") return label.length > maxLabel ? `${label.slice(0, maxLabel - 1)}…` : label;
  }
  return "";
}

function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/]*/i, "") || "/";
}
