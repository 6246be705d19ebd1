/** Kinds of files that a page loads by itself and that a server hands out as they are: asking for one does nothing. */
const fixed = /\.(?:css|js|mjs|png|jpe?g|webp|avif|gif|svg|ico|woff2?|ttf|otf)$/i;

/**
 * What a page would load from its own origin, in the order in which it would: style sheets and preloads, scripts, pictures. Only addresses that look like files; one of a script
 * that does something when it is asked for is not among them. The text is read as a document that nothing runs or loads in.
 */
export function assetsOf(html: string, page: URL): readonly string[] {
  const doc = new DOMParser().parseFromString(html, "text/html");
  const base = resolved(doc.querySelector("base[href]")?.getAttribute("href"), page) ?? page;
  const found = new Set<string>();
  const sources: readonly (readonly [string, string])[] = [
    ["link[rel~=stylesheet][href], link[rel~=preload][href], link[rel~=modulepreload][href]", "href"], ["script[src]", "src"], ["img[src]:not([loading=lazy])", "src"],
  ];
  for (const [selector, name] of sources) {
    for (const element of doc.querySelectorAll(selector)) {
      const url = resolved(element.getAttribute(name), base);
      if (url?.origin === page.origin && fixed.test(url.pathname) && url.username === "") found.add(url.href.replace(/#.*/, ""));
    }
  }
  return [...found];
}

function resolved(address: string | null | undefined, base: URL): URL | undefined {
  try {
    return address ? new URL(address, base) : undefined;
  } catch {
    return undefined;
  }
}
