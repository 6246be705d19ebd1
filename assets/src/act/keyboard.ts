import type { KeyRequest } from "./event";
import { didChange, didInput, mayInput, realmOf, setValue } from "./native";
import { modifierInit } from "./press";

/**
 * Carries out the agent's keys: keydown, what the key does, keyup. Text in fields does not come this way (SharedField edits it); this is for keys
 * that do something, and for text in contenteditable parts. A dispatched key event does nothing by itself, so what browsers do for real
 * ones is done here: Enter, Space, Tab, Escape and the arrows.
 */
export function pressKey(target: Element, request: KeyRequest): void {
  const realm = realmOf(target);
  if (!realm) return;
  const init: KeyboardEventInit = { key: request.key, code: request.code, bubbles: true, cancelable: true, composed: true, view: realm, ...modifierInit(request.modifiers) };
  if (request.phase === "up") {
    target.dispatchEvent(new realm.KeyboardEvent("keyup", init));
    return;
  }
  if (!target.dispatchEvent(new realm.KeyboardEvent("keydown", init))) return;
  const { ctrl, alt, meta, shift } = request.modifiers;
  if (ctrl || alt || meta) return;
  act(target, request.key, shift);
}

function act(target: Element, key: string, shift: boolean): void {
  if ((target as HTMLElement).isContentEditable) {
    editRichText(target, key, shift);
    return;
  }
  switch (key) {
    case "Enter":
      enter(target);
      return;
    case " ":
      if (isPressable(target)) click(target);
      return;
    case "Tab":
      moveFocus(target, shift);
      return;
    case "Escape":
      escape(target);
      return;
    case "ArrowLeft":
    case "ArrowUp":
      step(target, -1, key === "ArrowUp");
      return;
    case "ArrowRight":
    case "ArrowDown":
      step(target, 1, key === "ArrowDown");
  }
}

function click(target: Element): void {
  (target as HTMLElement).click();
}

function isPressable(target: Element): boolean {
  if (target.localName === "button" || target.localName === "summary") return true;
  return target.localName === "input" && ["checkbox", "radio", "button", "submit", "reset"].indexOf((target as HTMLInputElement).type) >= 0;
}

/** Enter follows links, presses buttons and sends the form of a one-line field. In a text area it is a line break, which comes as an edit. */
function enter(target: Element): void {
  if (target.matches("a[href], area[href], button, summary, input[type=button], input[type=submit], input[type=reset], input[type=image]")) {
    click(target);
    return;
  }
  const form = target.localName === "input" ? (target as HTMLInputElement).form : null;
  if (!form) return;
  didChange(target);
  const button = [...form.elements].find((element) => element.matches("button[type=submit], button:not([type]), input[type=submit], input[type=image]"));
  if (button) click(button);
  else form.requestSubmit();
}

/** The order of Tab: positive tabindex first, then the order of the page (HTML, "sequential focus navigation"), within the document. */
function moveFocus(from: Element, backwards: boolean): void {
  const candidates = [...from.ownerDocument.querySelectorAll<HTMLElement>("a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]")].filter(
    (element) => element.tabIndex >= 0 && !element.matches(":disabled") && element.closest("[inert]") === null && element.getClientRects().length > 0,
  );
  const weight = (element: HTMLElement): number => (element.tabIndex > 0 ? element.tabIndex : Number.MAX_SAFE_INTEGER);
  candidates.sort((a, b) => weight(a) - weight(b));
  const at = candidates.indexOf(from as HTMLElement);
  candidates[(at + (backwards ? -1 : 1) + candidates.length) % candidates.length]?.focus();
}

/** Escape closes the dialog or popover around the target. */
function escape(target: Element): void {
  const realm = realmOf(target);
  const dialog = target.closest<HTMLDialogElement>("dialog[open]") ?? target.ownerDocument.querySelector<HTMLDialogElement>("dialog[open]:modal");
  if (realm && dialog && dialog.dispatchEvent(new realm.Event("cancel", { cancelable: true }))) {
    dialog.close();
    return;
  }
  const popover = target.closest<HTMLElement>("[popover]:popover-open");
  popover?.hidePopover();
}

/** Arrow keys: a select's option, a slider's or number's step, the next radio of the group. Up counts up in numbers and back in lists. */
function step(target: Element, by: 1 | -1, isVertical: boolean): void {
  if (target.localName === "select") {
    const select = target as HTMLSelectElement;
    choose(select, [Math.min(Math.max(select.selectedIndex + by, 0), select.options.length - 1)]);
    return;
  }
  if (target.localName !== "input") return;
  const input = target as HTMLInputElement;
  if (input.type === "radio") {
    const group = [...(input.form ?? input.ownerDocument).querySelectorAll<HTMLInputElement>("input[type=radio]")].filter((radio) => radio.name === input.name && radio.form === input.form && !radio.disabled);
    const next = group[(group.indexOf(input) + by + group.length) % group.length];
    next?.focus();
    next?.click();
  } else if (input.type === "range" || input.type === "number") {
    const size = input.step === "" || input.step === "any" ? 1 : Number(input.step);
    const wanted = (input.value === "" ? 0 : Number(input.value)) + (isVertical ? -by : by) * size;
    const low = input.min === "" ? -Infinity : Number(input.min);
    const high = input.max === "" ? Infinity : Number(input.max);
    setWhole(input, String(Math.min(Math.max(wanted, low), high)));
  }
}

function editRichText(target: Element, key: string, shift: boolean): void {
  const doc = target.ownerDocument;
  // The only way to change rich text as typing does, with the page's own undo history; every browser keeps it for that reason.
  const run = (command: string, value?: string): boolean => doc.execCommand(command, false, value);
  if (key === "Enter") run(shift ? "insertLineBreak" : "insertParagraph");
  else if (key === "Backspace") run("delete");
  else if (key === "Delete") run("forwardDelete");
  else if ([...key].length === 1) run("insertText", key);
}

/** Selects exactly these options, as a person would. */
export function choose(select: HTMLSelectElement, indexes: readonly number[]): void {
  const wanted = new Set(indexes.slice(0, select.multiple ? undefined : 1));
  let changed = false;
  for (const [index, option] of [...select.options].entries()) {
    if (wanted.has(index) && (option.disabled || option.closest("optgroup")?.disabled === true)) return;
    if (option.selected !== wanted.has(index)) changed = true;
  }
  if (!changed || (!select.multiple && ![...wanted].every((index) => index < select.options.length))) return;
  if (select.multiple) {
    for (const [index, option] of [...select.options].entries()) option.selected = wanted.has(index);
  } else {
    const realm = realmOf(select);
    const setter = realm && Object.getOwnPropertyDescriptor(realm.HTMLSelectElement.prototype, "selectedIndex")?.set;
    setter?.call(select, [...wanted][0] ?? -1);
  }
  didInput(select, "", null);
  didChange(select);
}

/** Gives a control its whole value at once: dates, times, colours, numbers. */
export function setWhole(control: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const before = control.value;
  if (before === value || control.readOnly || !mayInput(control, "insertReplacementText", value)) return;
  setValue(control, value);
  if (control.value === before) return;
  didInput(control, "insertReplacementText", value);
  didChange(control);
}
