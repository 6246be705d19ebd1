/** A link of these kinds cannot carry a page that changes. */
const slow = new Set(["slow-2g", "2g"]);

/** P10: whether the browser has measured a link that is too slow (Network Information API, where there is one). */
export function isSlowLine({ navigator }: { readonly navigator: object }): boolean {
  const { connection } = navigator as { readonly connection?: { readonly effectiveType?: string } };
  return slow.has(connection?.effectiveType ?? "");
}

/**
 * What sharing needs has some 20 KB. A line that takes longer over it than this, in milliseconds, is what browsers that measure call "2g": an answer after 1.4 s and 70 kbit/s
 * (Network Information API, effective connection types).
 */
const longestMs = 3700;

/** P10: whether this takes longer to load, in any browser. What cannot be loaded at all is told where it is needed. */
export async function loadsSlowly(loading: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => { timer = setTimeout(resolve, longestMs, true); });
  const loaded = loading.then(() => false, () => false);
  return Promise.race([loaded, late]).finally(() => { clearTimeout(timer); });
}

/** Whether a file of ours was so long on its way, by its address and in milliseconds. False where the browser does not say. */
export function tookLonger(address: string, ms: number): boolean {
  return performance.getEntriesByName(address).some(({ duration }) => duration > ms);
}
