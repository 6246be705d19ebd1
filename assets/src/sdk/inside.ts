/** The page's own origin, the site's further origins as the server has them, and the hosts that the page names, with what is below them. */
export function isInside(url: URL, domains: readonly string[], origins: readonly string[]): boolean {
  if (url.origin === location.origin || origins.indexOf(url.origin) >= 0) return true;
  const host = url.hostname.toLowerCase();
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}
