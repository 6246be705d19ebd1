import type { JSX } from "preact";

/** An address in running text. What closes the sentence or a bracket around it does not belong to it. */
const address = /\bhttps?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]}]/g;

/** A text with its web addresses as links: http and https only, shown as they were written, opened in a window that knows nothing of this one. */
export function LinkedText({ text }: { text: string }): JSX.Element {
  const parts: (string | JSX.Element)[] = [];
  let from = 0;
  for (const found of text.matchAll(address)) {
    const [href] = found;
    if (!isWeb(href)) continue;
    parts.push(text.slice(from, found.index), <a href={href} target="_blank" rel="noopener noreferrer nofollow">{href}</a>);
    from = found.index + href.length;
  }
  parts.push(text.slice(from));
  return <>{parts}</>;
}

/** A name and password in an address only serve to make it look like another. */
function isWeb(href: string): boolean {
  try {
    const { username, password } = new URL(href);
    return username === "" && password === "";
  } catch {
    return false;
  }
}
