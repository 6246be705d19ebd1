/** Shortest time between two differences, in milliseconds: one frame of a usual screen. */
const FRAME = 16;
/** … and this many times as long as the last one took, up to so many milliseconds: a page that changes all the time keeps nearly all of its thread for itself. */
const REST = 20;
const LONGEST_REST = 40;
/** How late a difference may be in a hidden page, and how often a held-back capture looks again, in milliseconds. */
const PATIENCE = 40;

/**
 * When capture has its turn: for the first change as soon as the script that makes it is done, so that all of what it changes goes together; then at most one turn
 * each frame. One is due at a time.
 */
export class Turns {
  #isOn = false;
  #last = -Infinity;
  #rest = FRAME;
  /** Takes back the turn that is due, if one is. */
  #cancel: (() => void) | null = null;

  constructor(
    private readonly win: Window,
    private readonly go: () => void,
  ) {}

  start(): void {
    this.#isOn = true;
  }

  stop(): void {
    this.#isOn = false;
    this.clear();
  }

  /** The turn that was due has come, or is of no use any more. */
  clear(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  /** Something was written since a moment: the next turn is a frame away, or more. */
  done(since: number): void {
    this.#last = this.win.performance.now();
    this.#rest = Math.min(LONGEST_REST, Math.max(FRAME, (this.#last - since) * REST));
  }

  /** Sees to it that there is a turn: when this task's script is done, if the last one is long enough ago, else with the next frame or once it is. */
  wake(): void {
    if (!this.#isOn || this.#cancel !== null) return;
    const left = this.#rest - (this.win.performance.now() - this.#last);
    if (left > FRAME) {
      this.after(left, this.go);
      return;
    }
    if (left > 0) {
      this.later();
      return;
    }
    let isDue = true;
    this.#cancel = () => { isDue = false; };
    queueMicrotask(() => { if (isDue) this.go(); });
  }

  later(): void {
    const frame = this.win.requestAnimationFrame(this.go);
    // Hidden pages get no animation frames.
    const timer = this.win.setTimeout(this.go, PATIENCE);
    this.#cancel = () => {
      this.win.cancelAnimationFrame(frame);
      this.win.clearTimeout(timer);
    };
  }

  /** Sees to it that there is a turn soon, but not in this task. */
  yield(): void {
    if (!this.#isOn) return;
    this.clear();
    this.soon();
  }

  /** Yields to the page, then goes on with what the last turn left. */
  soon(): void {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = this.go;
    port2.postMessage(0);
    this.#cancel = () => {
      port1.onmessage = null;
      port1.close();
    };
  }

  /** Nothing is done for so many milliseconds; then this. */
  after(delay: number, then: () => void): void {
    const timer = this.win.setTimeout(then, delay);
    this.#cancel = () => { this.win.clearTimeout(timer); };
  }
}
