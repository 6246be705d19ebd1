/**
 * How long to wait before the next try: doubling, with half of it random, so that a thousand pages that lost the same server do not come
 * back in step.
 */
export class Backoff {
  readonly #firstMs: number;
  readonly #maxMs: number;
  readonly #random: () => number;
  #tries = 0;

  constructor(firstMs: number, maxMs: number, random: () => number = Math.random) {
    this.#firstMs = firstMs;
    this.#maxMs = maxMs;
    this.#random = random;
  }

  /** The next delay in milliseconds: between half and all of first · 2^tries, at most max. */
  next(): number {
    const full = Math.min(this.#maxMs, this.#firstMs * 2 ** Math.min(this.#tries, 30));
    this.#tries++;
    return Math.round(full / 2 + (full / 2) * this.#random());
  }

  /** It worked: start over. */
  reset(): void {
    this.#tries = 0;
  }
}
