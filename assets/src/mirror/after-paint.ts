/** How long a window may take for a frame before it is taken for hidden, in milliseconds. */
const HIDDEN = 200;

/** Runs something once the next frame is on screen; in a hidden window, which has none, soon. */
export function afterPaint(then: () => void): void {
  const timer = window.setTimeout(then, HIDDEN);
  window.requestAnimationFrame(() => {
    window.clearTimeout(timer);
    window.setTimeout(then);
  });
}
