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
  /** Where a mouse event is in the picture. */
  readonly place: (event: MouseEvent) => { readonly x: number; readonly y: number };
}

/** Two presses within this time and distance are a double click; in milliseconds and pixels. */
const doubleMs = 500;
const doublePx = 6;

/** I3: a press of the agent's, from the button's going down to its coming up again. */
export class Pressing {
  #pressed: Hit | undefined;
  #last = { at: -Infinity, x: 0, y: 0, clicks: 0 };

  constructor(private readonly options: PressingOptions) {}

  /** What the button went down on. */
  get pressed(): Hit | undefined {
    return this.#pressed;
  }

  down(event: PointerEvent, hit: Hit): void {
    this.#countClicks(event);
    this.#pressed = hit;
    if (this.options.modes.mode.value === "act") this.#send(event, "down", hit);
  }

  move(event: PointerEvent, hit: Hit): void {
    if (this.#pressed && this.options.modes.mode.value === "act") this.#send(event, "move", this.#dragged(hit, event, this.#pressed));
  }

  /** Returns where the button went down, and undefined if it never did. */
  up(event: PointerEvent, hit: Hit | undefined): Hit | undefined {
    const pressed = this.#pressed;
    this.#pressed = undefined;
    if (pressed && this.options.modes.mode.value === "act") this.#send(event, "up", this.#dragged(hit ?? pressed, event, pressed));
    return pressed;
  }

  cancel(): void {
    this.#pressed = undefined;
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
    this.options.send({ kind: "pointer", phase, node, x, y, button: Math.max(0, event.button), clicks: this.#last.clicks, modifiers: this.#modifiers(event) });
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
