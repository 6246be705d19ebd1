/** How many times as fast time passes. */
export const QUICKER = 20;

/** What waits this long, in milliseconds, waits for the page to be at rest, or for something that has gone wrong. */
const LONG = 400;

/** While it is on, whatever waits long goes on waiting. */
export interface Pause {
  isOn: boolean;
}

/**
 * Makes a window's time pass faster, so that what waits for a rest of seconds is tried thousands of times in a minute. Animation frames come in
 * a task of their own, at once. What the browser itself does by frames (scroll events) keeps its own pace.
 */
export function quicken(win: Window & typeof globalThis, pause: Pause): void {
  const now = win.performance.now.bind(win.performance);
  const timeout = win.setTimeout.bind(win);
  const clearTimeout = win.clearTimeout.bind(win);
  const origin = now();
  Object.defineProperty(win.performance, "now", { value: () => origin + (now() - origin) * QUICKER, configurable: true });
  /** Timers that were put off, by the number under which the page knows them. */
  const putOff = new Map<number, number>();
  const quick = (handler: TimerHandler, delay = 0, ...rest: unknown[]): number => {
    const due = (): void => {
      if (delay >= LONG && pause.isOn) {
        putOff.set(timer, timeout(due, delay / QUICKER));
        return;
      }
      putOff.delete(timer);
      (handler as (...all: unknown[]) => void)(...rest);
    };
    const timer = timeout(due, delay / QUICKER);
    return timer;
  };
  const clear = (timer: number): void => {
    clearTimeout(timer);
    clearTimeout(putOff.get(timer));
    putOff.delete(timer);
  };
  const frames = new Map<number, FrameRequestCallback>();
  const { port1, port2 } = new MessageChannel();
  let last = 0;
  port1.onmessage = ({ data }: MessageEvent<number>) => {
    const callback = frames.get(data);
    frames.delete(data);
    callback?.(win.performance.now());
  };
  const request = (callback: FrameRequestCallback): number => {
    frames.set(++last, callback);
    port2.postMessage(last);
    return last;
  };
  Object.assign(win, { setTimeout: quick, clearTimeout: clear, requestAnimationFrame: request, cancelAnimationFrame: (frame: number) => { frames.delete(frame); } });
}

/** Lets everything that is due have its turn. */
export function turn(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(0);
  });
}
