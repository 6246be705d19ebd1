/** Between two beats. A byte each way; browsers slow timers of hidden tabs to one a second, and everything below with them. */
export const beatMs = 400;
/** Beats without a sign of life after which the link is doubted, and after which it is given up: 0.8 and 1.6 s. At 10 % loss a link is given up wrongly once in some 700 hours. */
const doubtAfter = 2;
const deadAfter = 4;

export interface PulseWorld {
  /** Sends a beat. The other browser's network stack acknowledges it, even while its page is busy or shows a dialog. */
  readonly beat: () => void;
  /** What this machine has received over the link so far; undefined if the browser does not say. */
  readonly bytesReceived: () => Promise<number | undefined>;
  /** It may be our own network that is gone: time to see whether anything else answers. */
  readonly onDoubt: () => void;
  readonly onDead: () => void;
}

/**
 * Whether the other browser is still there. Browsers find out by themselves after 5 to 30 s; somebody who has changed networks should be back
 * before that.
 *
 * Silence is counted in beats of our own, not in time: a page that was blocked for a minute has heard nothing in a minute, which means nothing.
 */
export class Pulse {
  readonly #world: PulseWorld;
  readonly #timer: ReturnType<typeof setInterval>;
  #heard = true;
  /** Beats since anything came. */
  #quiet = 0;
  #silent = 0;
  #bytes: number | undefined;
  #isAsking = false;
  #isStopped = false;

  constructor(world: PulseWorld) {
    this.#world = world;
    this.#timer = setInterval(() => { void this.#tick(); }, beatMs);
  }

  /** Anything came from the other side. */
  hear(): void {
    this.#heard = true;
  }

  /** Messages come, whatever the browser says of the connection. */
  get hears(): boolean {
    return this.#quiet < deadAfter;
  }

  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#timer);
  }

  async #tick(): Promise<void> {
    this.#world.beat();
    this.#quiet = this.#heard ? 0 : this.#quiet + 1;
    if (this.#heard) {
      this.#heard = false;
      this.#silent = 0;
      this.#bytes = undefined;
      return;
    }
    // The page over there may only be busy. Its browser's acknowledgements do not reach us as messages, but they are counted.
    if (this.#isAsking) return;
    this.#isAsking = true;
    const bytes = await this.#world.bytesReceived().catch(() => undefined);
    this.#isAsking = false;
    if (!this.#isStopped && bytes !== undefined) this.#count(bytes);
  }

  #count(bytes: number): void {
    const isAlive = this.#heard || (this.#bytes !== undefined && bytes > this.#bytes);
    this.#bytes = bytes;
    this.#silent = isAlive ? 0 : this.#silent + 1;
    if (this.#silent === doubtAfter) this.#world.onDoubt();
    if (this.#silent === deadAfter) this.#world.onDead();
  }
}
