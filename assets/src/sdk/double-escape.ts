/** How far apart the two presses may be, in milliseconds: a double click of a slow hand. */
const withinMs = 600;

/**
 * P8: Esc pressed twice stops sharing, wherever the focus is. Only a person's own keys count: the page's scripts, and the agent through them, could make
 * events too. Returns what takes the listener off again.
 */
export function onDoubleEscape(target: Window, then: () => void): () => void {
  let last = -Infinity;
  const pressed = (event: KeyboardEvent): void => {
    if (!event.isTrusted || event.repeat || event.isComposing) return;
    if (event.key !== "Escape") {
      last = -Infinity;
      return;
    }
    const isSecond = event.timeStamp - last <= withinMs;
    last = isSecond ? -Infinity : event.timeStamp;
    if (isSecond) then();
  };
  target.addEventListener("keydown", pressed, true);
  return () => { target.removeEventListener("keydown", pressed, true); };
}
