/** A link of these kinds cannot carry a page that changes. */
const slow = new Set(["slow-2g", "2g"]);

/** P10: whether the browser has measured a link that is too slow (Network Information API, where there is one). */
export function isSlowLine({ navigator }: { readonly navigator: object }): boolean {
  const { connection } = navigator as { readonly connection?: { readonly effectiveType?: string } };
  return slow.has(connection?.effectiveType ?? "");
}
