import { maxUrl } from "../../act/event";

/** What an agent typed into the address bar: where it leads, or why it leads nowhere. */
export type Typed =
  | { readonly kind: "address"; readonly url: string }
  | { readonly kind: "wrong"; readonly why: "empty" | "no_address" | "not_web" | "has_password" | "too_long" };

/** A name with a dot in it, an address in numbers, or this very machine; perhaps with a port. */
const host = /^(?:localhost|\[[0-9a-f:.]+\]|[^\s/?#:@]+\.[^\s/?#:@]+)(?::\d{1,5})?(?:[/?#]|$)/i;
const scheme = /^[a-z][a-z0-9+.-]*:/i;
const withPort = /^[^\s/?#:@]+:\d{1,5}(?:[/?#]|$)/;

/**
 * Reads an address as browsers do: complete, without its scheme ("shop.example/help"), or beginning at the page's own host ("/help", "?page=2",
 * "#delivery"). `here` is the page that the customer is on.
 */
export function readAddress(text: string, here: string): Typed {
  const typed = text.trim();
  if (typed === "") return wrong("empty");
  const url = resolve(typed, here);
  if (!url) return wrong("no_address");
  if (url.protocol !== "https:" && url.protocol !== "http:") return wrong("not_web");
  if (url.username !== "" || url.password !== "") return wrong("has_password");
  return url.href.length > maxUrl ? wrong("too_long") : { kind: "address", url: url.href };
}

function resolve(typed: string, here: string): URL | null {
  if (/^[/?#]/.test(typed)) return parse(typed, here);
  if (host.test(typed)) return parse(`${schemeFor(typed, here)}//${typed}`);
  // "shop:8080" is a host with a port and no address of a scheme called "shop".
  if (scheme.test(typed) && !withPort.test(typed)) return parse(typed);
  return withPort.test(typed) ? parse(`${schemeFor(typed, here)}//${typed}`) : null;
}

/** The page's own scheme on the page's own host, where https need not exist (a test installation); https elsewhere. */
function schemeFor(typed: string, here: string): string {
  const current = parse(here);
  return current && parse(`${current.protocol}//${typed}`)?.host === current.host ? current.protocol : "https:";
}

function parse(address: string, base?: string): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}

function wrong(why: Extract<Typed, { kind: "wrong" }>["why"]): Typed {
  return { kind: "wrong", why };
}

/** Without the scheme, which the symbol before it stands for. */
export function shortAddress(url: string): string {
  return url.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
