import type { Modifiers, PointerRequest } from "./event";
import { didChange, didInput, realmOf, setValue } from "./native";

/**
 * Carries out the agent's pointer as the sequence of events that a mouse makes (Pointer Events §11, UI Events §3.5): pointerdown, mousedown, focus; moves;
 * pointerup, mouseup, click, dblclick or contextmenu. A dispatched `click` also does what a click does: it follows links, toggles boxes, sends forms. What
 * browsers do for real input alone is done here: focus, and the thumb of a slider.
 */
export class Presser {
  /** Where the button went down, until it comes up. */
  #pressed: { readonly target: Element; readonly button: number; readonly slidFrom: string | undefined } | undefined;

  down(target: Element, request: PointerRequest): void {
    const slider = asSlider(target);
    this.#pressed = { target, button: request.button, slidFrom: slider?.value };
    this.#pointer(target, "pointerdown", request);
    const goesOn = this.#mouse(target, "mousedown", request);
    if (goesOn) focusFrom(target);
    if (goesOn && slider && request.button === 0) slide(slider, request.x);
  }

  move(target: Element, request: PointerRequest): void {
    this.#pointer(target, "pointermove", request);
    this.#mouse(target, "mousemove", request);
    // A slider keeps the pointer that took hold of it, wherever it goes.
    const slider = asSlider(this.#pressed?.target);
    if (slider && slider === target && this.#pressed?.button === 0) slide(slider, request.x);
  }

  up(target: Element, request: PointerRequest): void {
    const pressed = this.#pressed;
    this.#pressed = undefined;
    this.#pointer(target, "pointerup", request);
    this.#mouse(target, "mouseup", request);
    if (!pressed || pressed.button !== request.button) return;
    const slider = asSlider(pressed.target);
    if (slider && pressed.slidFrom !== undefined && slider.value !== pressed.slidFrom) didChange(slider);
    const clicked = commonAncestor(pressed.target, target);
    if (!clicked) return;
    if (request.button === 2) {
      this.#mouse(clicked, "contextmenu", request);
    } else if (request.button === 1) {
      this.#mouse(clicked, "auxclick", request);
    } else {
      this.#mouse(clicked, "click", request);
      if (request.clicks === 2) this.#mouse(clicked, "dblclick", request);
    }
  }

  /** Lets go of whatever is held, as when the right to click was taken back in mid-drag. */
  cancel(): void {
    const pressed = this.#pressed;
    this.#pressed = undefined;
    const realm = pressed && realmOf(pressed.target);
    if (realm) pressed.target.dispatchEvent(new realm.PointerEvent("pointercancel", { bubbles: true, composed: true, pointerId: 1, pointerType: "mouse", isPrimary: true }));
  }

  #pointer(target: Element, type: string, request: PointerRequest): void {
    const realm = realmOf(target);
    if (realm) target.dispatchEvent(new realm.PointerEvent(type, { ...place(target, type, request), pointerId: 1, pointerType: "mouse", isPrimary: true, pressure: type === "pointerup" ? 0 : 0.5 }));
  }

  /** False if the page forbade what follows. */
  #mouse(target: Element, type: string, request: PointerRequest): boolean {
    const realm = realmOf(target);
    if (!realm) return false;
    const init = place(target, type, request);
    return target.dispatchEvent(type === "click" || type === "contextmenu" || type === "auxclick" ? new realm.PointerEvent(type, { ...init, pointerId: 1, pointerType: "mouse" }) : new realm.MouseEvent(type, init));
  }
}

function place(target: Element, type: string, request: PointerRequest): MouseEventInit {
  const box = target.getBoundingClientRect();
  const clientX = box.left + request.x * box.width;
  const clientY = box.top + request.y * box.height;
  const isHeld = type === "pointerdown" || type === "mousedown" || type === "pointermove" || type === "mousemove";
  return {
    bubbles: true,
    cancelable: true,
    composed: true,
    view: realmOf(target) ?? null,
    detail: type.startsWith("pointer") ? 0 : request.clicks,
    button: type === "pointermove" ? -1 : request.button,
    buttons: isHeld ? ([1, 4, 2][request.button] ?? 1) : 0,
    clientX,
    clientY,
    screenX: clientX + (realmOf(target)?.screenX ?? 0),
    screenY: clientY + (realmOf(target)?.screenY ?? 0),
    ...modifierInit(request.modifiers),
  };
}

export function modifierInit(held: Modifiers): { shiftKey: boolean; ctrlKey: boolean; altKey: boolean; metaKey: boolean } {
  return { shiftKey: held.shift, ctrlKey: held.ctrl, altKey: held.alt, metaKey: held.meta };
}

/** Focuses the nearest element around the target that takes focus, or takes it from whatever has it: what a mouse does. */
function focusFrom(target: Element): void {
  const before = target.ownerDocument.activeElement;
  for (let at: Element | null = target; at; at = at.parentElement ?? ((at.getRootNode() as Partial<ShadowRoot>).host ?? null)) {
    (at as HTMLElement).focus({ preventScroll: true });
    const root = at.getRootNode() as Document | ShadowRoot;
    if (root.activeElement === at) return;
  }
  (before as HTMLElement | null)?.blur();
}

function asSlider(element: Element | undefined): HTMLInputElement | undefined {
  return element?.localName === "input" && (element as HTMLInputElement).type === "range" ? (element as HTMLInputElement) : undefined;
}

/** Moves a slider's thumb to a place on it. The browser rounds to the slider's own step. */
function slide(slider: HTMLInputElement, x: number): void {
  const low = slider.min === "" ? 0 : Number(slider.min);
  const high = slider.max === "" ? 100 : Number(slider.max);
  const isMirrored = realmOf(slider)?.getComputedStyle(slider).direction === "rtl";
  const before = slider.value;
  setValue(slider, String(low + (isMirrored ? 1 - x : x) * (high - low)));
  if (slider.value !== before) didInput(slider, "", null);
}

/** A click happens on the nearest element around both ends of the press (UI Events, "click"). */
function commonAncestor(a: Element, b: Element): Element | null {
  for (let at: Element | null = a; at; at = at.parentElement) if (at.contains(b)) return at;
  return null;
}
