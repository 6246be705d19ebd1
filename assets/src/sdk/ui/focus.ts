/** Everything in a card that can have the focus, in order. */
function focusable(card: HTMLElement): readonly HTMLElement[] {
  return [...card.querySelectorAll<HTMLElement>("button:not([disabled]), input:not([disabled]), textarea:not([disabled]), [tabindex='0']")];
}

/** Keeps Tab and Shift+Tab within a card: for the question, which has to be answered first. */
export function trapFocus(card: HTMLElement): void {
  card.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const stops = focusable(card);
    const active = (card.getRootNode() as ShadowRoot).activeElement;
    const first = stops[0];
    const last = stops[stops.length - 1];
    if (event.shiftKey ? active === first || active === card : active === last) {
      event.preventDefault();
      (event.shiftKey ? last : first)?.focus();
    }
  });
}

/** Calls when Esc is pressed in a card. */
export function onEscape(card: HTMLElement, then: () => void): void {
  card.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    then();
  });
}

/** What a site's own handlers and shortcuts must not take for its own. */
const inputEvents = [
  "keydown", "keyup", "keypress", "beforeinput", "input", "change", "paste", "copy", "cut", "click", "dblclick", "contextmenu", "pointerdown",
  "pointerup", "mousedown", "mouseup", "touchstart", "touchend", "focusin", "focusout", "submit",
];

/** Ends the way of what happens in the widget at its root, before the page's handlers. */
export function keepToItself(root: ShadowRoot): void {
  for (const type of inputEvents) root.addEventListener(type, (event) => { event.stopPropagation(); });
}
