import type { Modifiers, RemoteEvent } from "../../act/event";
import type { Grant } from "../session/edges";
import { editableAt, type Hit, partOf } from "./hit";
import type { Modes } from "./modes";

export interface PressingOptions {
  readonly modes: Modes;
  readonly grants: () => readonly Grant[];
  readonly send: (event: RemoteEvent) => number;
  /** An element's box in the picture. */
  readonly boxOf: (element: Element) => DOMRectReadOnly;
  /** By which number the customer's side knows the root of an element's document. */
  readonly rootOf: (element: Element) => number | undefined;
  /** Where a mouse event is in the picture. */
  readonly place: (event: MouseEvent) => { readonly x: number; readonly y: number };
}

/** Two presses within this time and distance are a double click; in milliseconds and pixels. */
const doubleMs = 500;
const doublePx = 6;
const noKeys: Modifiers = { shift: false, ctrl: false, alt: false, meta: false };

/** I3: a press of the agent's, from the button's going down to its coming up again. What went down in the customer's page comes up there, whatever the keys are by then. */
export class Pressing {
  #held: { readonly hit: Hit; readonly button: number; readonly isActing: boolean } | undefined;
  #last = { at: -Infinity, x: 0, y: 0, clicks: 0 };

  constructor(private readonly options: PressingOptions) {}

  /** What the button went down on. */
  get pressed(): Hit | undefined {
    return this.#held?.hit;
  }

  down(event: PointerEvent, hit: Hit): void {
    this.#countClicks(event);
    const isActing = this.#isActing;
    this.#held = { hit, button: buttonOf(event), isActing };
    if (isActing) this.#send(event, "down", hit);
  }

  move(event: PointerEvent, hit: Hit): void {
    if (this.#held?.isActing && this.#isActing) this.#send(event, "move", this.#dragged(hit, event, this.#held.hit));
  }

  /** Returns where the button went down, and undefined if it never did. */
  up(event: PointerEvent, hit: Hit | undefined): Hit | undefined {
    const held = this.#held;
    this.#held = undefined;
    if (held?.isActing) this.#send(event, "up", this.#dragged(hit ?? held.hit, event, held.hit));
    return held?.hit;
  }

  /** Comes up away from everything: what is dragged is let go of, and nothing is clicked. */
  letGo(): void {
    const held = this.#held;
    this.#held = undefined;
    const node = held?.isActing ? this.options.rootOf(held.hit.element) : undefined;
    if (held && node !== undefined) this.options.send({ kind: "pointer", phase: "up", node, x: 0, y: 0, button: held.button, clicks: 1, modifiers: noKeys });
  }

  /** There is no page any more in which anything could come up. */
  forget(): void {
    this.#held = undefined;
  }

  get #isActing(): boolean {
    return this.options.modes.mode.value === "act";
  }

  /** A slider keeps the pointer that took hold of it. */
  #dragged(hit: Hit, event: PointerEvent, pressed: Hit): Hit {
    if (pressed.element.localName !== "input" || (pressed.element as HTMLInputElement).type !== "range") return hit;
    const { x, y } = this.options.place(event);
    const box = this.options.boxOf(pressed.element);
    const own = pressed.element.getBoundingClientRect();
    return { ...pressed, ...partOf(pressed.element, x - box.left + own.left, y - box.top + own.top) };
  }

  /** Clicking is not always granted where filling in is: then a press is just the way to a field. */
  #send(event: PointerEvent, phase: "down" | "move" | "up", { node, x, y, element }: Hit): void {
    const grants = this.options.grants();
    if (!grants.includes("click") && grants.includes("fill") && editableAt(element)) return;
    this.options.send({ kind: "pointer", phase, node, x, y, button: buttonOf(event), clicks: this.#last.clicks, modifiers: this.#modifiers(event) });
  }

  #countClicks({ timeStamp, clientX, clientY }: PointerEvent): void {
    const { at, x, y, clicks } = this.#last;
    const isNext = timeStamp - at < doubleMs && Math.hypot(clientX - x, clientY - y) < doublePx;
    this.#last = { at: timeStamp, x: clientX, y: clientY, clicks: isNext ? (clicks % 3) + 1 : 1 };
  }

  /** The key that holds the mode is not pressed in the customer's page. */
  #modifiers(event: PointerEvent): Modifiers {
    return { shift: event.shiftKey, ctrl: event.ctrlKey, alt: event.altKey && !this.options.modes.isHeld.value, meta: event.metaKey };
  }
}

/** A move's button is -1: none has changed. */
function buttonOf(event: PointerEvent): number {
  return Math.max(0, event.button);
}
