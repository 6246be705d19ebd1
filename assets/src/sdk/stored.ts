/**
 * What a tab remembers from page to page: which session it belongs to. Kept as plain words with spaces between, so that the loader needs no
 * parser and nothing depends on the page's JSON.
 */
export interface Stored {
  readonly session: string;
  readonly token: string;
  /**
   * on: go on sharing on the next page. away: another tab has the session. stopped: the person pressed Stop and the server has not been reached
   * since; nothing is shared any more.
   */
  readonly state: "on" | "away" | "stopped";
}

const key = "tandem.session";

/** Storage can be forbidden (sandboxed pages, blocked cookies): then a session lasts as long as its page. */
export function load(): Stored | undefined {
  try {
    const [session, token, state] = (sessionStorage.getItem(key) ?? "").split(" ");
    if (session && token && (state === "on" || state === "away" || state === "stopped")) return { session, token, state };
  } catch {
    // Nothing is remembered then.
  }
  return undefined;
}

export function save({ session, token, state }: Stored): void {
  write(`${session} ${token} ${state}`);
}

export function forget(): void {
  write(undefined);
}

function write(text: string | undefined): void {
  try {
    if (text === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // As above.
  }
}
