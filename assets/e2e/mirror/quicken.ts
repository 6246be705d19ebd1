/** How many times as fast time passes. */
export const QUICKER = 20;

/**
 * Makes a window's time pass faster, so that what waits for a rest of seconds is tried thousands of times in a minute. Animation frames come in
 * a task of their own, at once. What the browser itself does by frames (scroll events) keeps its own pace.
 */
export function quicken(win: Window & typeof globalThis, times = QUICKER): void {
  const now = win.performance.now.bind(win.performance);
  const timeout = win.setTimeout.bind(win);
  const origin = now();
  Object.defineProperty(win.performance, "now", { value: () => origin + (now() - origin) * times, configurable: true });
  const quick = (handler: TimerHandler, delay = 0, ...rest: unknown[]): number => timeout(handler, delay / times, ...rest);
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
  Object.assign(win, { setTimeout: quick, requestAnimationFrame: request, cancelAnimationFrame: (frame: number) => { frames.delete(frame); } });
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
