/** While somebody types, this is said again this often, in milliseconds … */
const sayEveryMs = 3000;
/** … and after this long without a key they have stopped. */
const idleMs = 4000;

/** Turns key presses into "types" and "stopped" for the other side, without a message for every key. */
export class Typing {
  /** Who heard "types" takes it as over after this long, should "stopped" be lost. */
  static readonly shownMs = 8000;
  readonly #tell: (on: boolean) => void;
  #said = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tell: (on: boolean) => void) {
    this.#tell = tell;
  }

  touched(): void {
    const now = performance.now();
    if (now - this.#said >= sayEveryMs) {
      this.#said = now;
      this.#tell(true);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.ended(); }, idleMs);
  }

  /** Sent, deleted, or left for something else. */
  ended(): void {
    clearTimeout(this.#timer);
    if (this.#said === Number.NEGATIVE_INFINITY) return;
    this.#said = Number.NEGATIVE_INFINITY;
    this.#tell(false);
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}
