/** A difference smaller than this is a tool bar of the browser or a rounding; in CSS pixels. */
const least = 2;

/**
 * M10: what is fixed to the window's edges is out of sight when somebody has pinched in, and under the keyboard when they type. Tells the widget's styles which part of the
 * window is seen, so that Stop and everything else stays in it, as large as ever: `data-seen`, and by custom properties the distances between the edges of both, the part's size in pixels of the
 * widget, and the scale that undoes the pinching.
 */
export function keepInSight(win: Window, host: HTMLElement): void {
  const view = win.visualViewport;
  if (!view) return;
  const follow = (): void => {
    const { clientWidth } = win.document.documentElement;
    const shrunk = Math.max(1, clientWidth / win.innerWidth || 1); // as in the mirror's scenery.ts
    const { offsetLeft, offsetTop, width, height, scale } = view;
    const right = clientWidth - offsetLeft - width;
    const below = win.innerHeight * shrunk - offsetTop - height;
    // A scroll bar of a desktop is no keyboard.
    const isAll = Math.abs(scale - 1) < 0.01 && offsetLeft < least && offsetTop < least && right < least && below < 20;
    host.toggleAttribute("data-seen", !isAll);
    const lengths: Readonly<Record<string, number>> = { left: offsetLeft, top: offsetTop, right, below, width: width * scale, height: height * scale };
    for (const name of Object.keys(lengths)) set(host, name, isAll ? "" : `${(lengths[name] ?? 0).toFixed(1)}px`);
    set(host, "inverse", isAll ? "" : (1 / scale).toFixed(4));
  };
  view.addEventListener("resize", follow);
  view.addEventListener("scroll", follow);
  follow();
}

function set(host: HTMLElement, name: string, value: string): void {
  host.style.setProperty(`--seen-${name}`, value);
}
