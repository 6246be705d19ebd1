/** Shortest time between two differences, in milliseconds: one frame of a usual screen. */
const FRAME = 16;
/** How late a difference may be in a hidden page, and how often a held-back capture looks again, in milliseconds. */
const PATIENCE = 40;

/**
 * When capture has its turn: for the first change as soon as the script that makes it is done, so that all of what it changes goes together; then at most one turn
 * each frame. One is due at a time.
 */
export class Turns {
  #isOn = false;
  #last = -Infinity;
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

  /** Something was written: the next turn is a frame away. */
  done(): void {
    this.#last = this.win.performance.now();
  }

  /** Sees to it that there is a turn: when this task's script is done, if the last one is a frame ago, else with the next frame. */
  wake(): void {
    if (!this.#isOn || this.#cancel !== null) return;
    if (this.win.performance.now() - this.#last < FRAME) {
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
