/** Keeps the agent's focus where it is: a dialog that opens or closes in the replica moves it, and the agent may be writing to the customer at that moment. */
export class Focus {
  /** What had it before the replica was last changed. */
  #before: Element | null = null;

  /** The replica in this frame is about to change. */
  note(frame: HTMLIFrameElement): void {
    if (document.activeElement !== frame) this.#before = document.activeElement;
  }

  keep(frame: HTMLIFrameElement): void {
    if (document.activeElement !== frame) return;
    const before = this.#before;
    if (before instanceof HTMLElement && before !== document.body) before.focus({ preventScroll: true });
    else frame.blur();
  }
}
