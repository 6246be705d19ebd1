import { el } from "../../ui/dom";

/** An address in running text. What closes the sentence or a bracket around it does not belong to it. */
const address = /\bhttps?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]}]/g;

/**
 * A text with its web addresses as links: http and https only, shown as they were written, and opened in a window that knows nothing of
 * this one.
 */
export function linkedText(text: string): readonly (Node | string)[] {
  const parts: (Node | string)[] = [];
  let from = 0;
  for (const found of text.matchAll(address)) {
    const [href] = found;
    if (!isWeb(href)) continue;
    parts.push(text.slice(from, found.index), el("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, href));
    from = found.index + href.length;
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part !== "");
}

/** A name and password in an address only serve to make it look like another. */
function isWeb(href: string): boolean {
  try {
    const { protocol, username, password } = new URL(href);
    return (protocol === "https:" || protocol === "http:") && username === "" && password === "";
  } catch {
    return false;
  }
}
