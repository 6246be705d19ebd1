/** The server wants to hear within each minute in which somebody did something (docs/protocol.md, "Duty"); half of that leaves room for a slow line. */
const everyMs = 30_000;

/** What a person at work does: any key or press, and the wheel. Moving the mouse alone can be a table that shakes. */
const signs = ["pointerdown", "keydown", "wheel"] as const;

/** Tells the server that somebody is at the screen, so that it does not make them away. Returns what ends it. */
export function tellAlive(target: Pick<Window, "addEventListener" | "removeEventListener">, tell: () => boolean, now: () => number): () => void {
  let last = -Infinity;
  const sign = () => {
    if (now() - last < everyMs) return;
    if (tell()) last = now();
  };
  for (const kind of signs) target.addEventListener(kind, sign, { capture: true, passive: true });
  return () => { for (const kind of signs) target.removeEventListener(kind, sign, { capture: true }); };
}
