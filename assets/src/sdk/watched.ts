/** Calls whenever the person turns to this tab or away from it. */
export function onTurn(win: Window, then: (isWatched: boolean) => void): void {
  const look = () => { then(isWatched(win)); };
  win.addEventListener("focus", look);
  win.addEventListener("blur", look);
  win.document.addEventListener("visibilitychange", look);
}

/** Whether the person is in this tab: of two windows side by side, in one of them only. */
export function isWatched(win: Window): boolean {
  return win.document.visibilityState === "visible" && win.document.hasFocus();
}
