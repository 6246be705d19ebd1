/** Each tab of a session holds a lock of this name and its id. */
const prefix = "tandem.tab.";

/**
 * Which of the site's tabs are still there, by locks that the browser takes back whatever becomes of a tab. A word in `pagehide` is not enough: one
 * that crashed says nothing, and of one that was closed Firefox loses the word about every fourth time.
 */
export class TabLives {
  readonly #locks: LockManager | undefined;
  readonly #onEnd: (tab: string) => void;
  /** Gives the own lock back. */
  #release: (() => void) | undefined;
  /** The others' locks that are waited for. */
  readonly #watched = new Map<string, AbortController>();

  /** `onEnd`: the lock of a watched tab is free. It may not have been taken yet, so it is better asked once more. */
  constructor(navigator: Navigator, onEnd: (tab: string) => void) {
    // Missing on pages that did not come over https.
    this.#locks = (navigator as Partial<Navigator>).locks;
    this.#onEnd = onEnd;
  }

  begin(own: string): void {
    if (this.#release) return;
    const held = new Promise<void>((resolve) => { this.#release = resolve; });
    this.#request(own, "exclusive", undefined, () => held);
  }

  watch(tab: string): void {
    if (this.#watched.has(tab)) return;
    const { signal } = this.#watched.set(tab, new AbortController()).get(tab) ?? {};
    this.#request(tab, "shared", signal, () => {
      if (signal?.aborted) return;
      this.#watched.delete(tab);
      this.#onEnd(tab);
    });
  }

  forget(tab: string): void {
    this.#watched.get(tab)?.abort();
    this.#watched.delete(tab);
  }

  /** Nothing is held or waited for any more: a page that does may not be kept for the way back. */
  end(): void {
    this.#release?.();
    this.#release = undefined;
    for (const tab of [...this.#watched.keys()]) this.forget(tab);
  }

  #request(tab: string, mode: LockMode, signal: AbortSignal | undefined, then: () => Promise<void> | void): void {
    // Refused on a page that is going away, and when it is no longer waited for.
    this.#locks?.request(prefix + tab, { mode, ...(signal && { signal }) }, then).catch(() => undefined);
  }
}
