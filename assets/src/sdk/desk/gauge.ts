/** How many answers are remembered, and how many it takes to say anything: the first one wakes up a telephone's radio. */
const remembered = 5;
const enough = 3;
/** A page that is answered this late is no longer followed but waited for, in milliseconds. Satellites take 700. */
const slowMs = 1500;

/** P10: how long the server takes to answer this page, by the last few times. */
export class Gauge {
  readonly #times: number[] = [];

  took(ms: number): void {
    this.#times.push(ms);
    if (this.#times.length > remembered) this.#times.shift();
  }

  get isSlow(): boolean {
    const sorted = [...this.#times].sort((a, b) => a - b);
    return sorted.length >= enough && (sorted[Math.floor(sorted.length / 2)] ?? 0) > slowMs;
  }
}
