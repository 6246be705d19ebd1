/**
 * warm.js: loads beforehand what the site's favourites need (I10), once the agent's side says that the session is at rest. Which pages these are the server says to this page itself:
 * no agent can name one.
 */
import { Api } from "./api";
import type { Settings } from "./settings";
import { load } from "./stored";
import { TabMemory } from "./tab-memory";
import { Warmer } from "./warm/warmer";

/** What the browser knows of the line (Network Information API, where there is one). */
interface Line {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
}

/** Lines on which nothing is loaded that nobody has asked for. */
const slow = new Set(["slow-2g", "2g", "3g"]);
/** Browsers without requestIdleCallback wait this long between two requests, in milliseconds. */
const pauseMs = 200;

/** Whether the person's browser asks for thrift, or the line is too slow to spare. */
export function isThrifty({ connection }: { readonly connection?: Line }): boolean {
  return connection?.saveData === true || slow.has(connection?.effectiveType ?? "");
}

/** Each page once in a session and tab. */
export async function warm({ base }: Settings, mayWarm: () => boolean): Promise<void> {
  const stored = load();
  if (!stored || isThrifty(navigator as { readonly connection?: Line })) return;
  const list = await new Api(base).pagesToWarm(stored.session, stored.token);
  const memory = new TabMemory("tandem.warm");
  const [session, ...before] = (memory.read() ?? "").split(" ");
  const done = session === stored.session ? before : [];
  const pages = list.kind === "ok" ? list.value.filter((page) => done.indexOf(page) < 0) : [];
  if (pages.length === 0) return;
  memory.write([stored.session, ...done, ...pages].join(" "));
  const loaded = new Set(performance.getEntriesByType("resource").map(({ name }) => name));
  await new Warmer({
    fetch: (url, how) => fetch(url, how),
    here: new URL(location.href),
    mayGoOn: () => mayWarm() && document.visibilityState === "visible",
    idle: async () => new Promise((next) => {
      if (typeof requestIdleCallback === "function") requestIdleCallback(() => { next(); });
      else setTimeout(next, pauseMs);
    }),
    isLoaded: (address) => loaded.has(address),
  }).warm(pages);
}
