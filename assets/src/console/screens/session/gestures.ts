import { wheeledTo } from "./zoom";

/** A place on the screen, in CSS pixels of the console. */
export interface ScreenPlace {
  readonly x: number;
  readonly y: number;
}

export interface GesturesOptions {
  /** What the page is shown in: it scrolls where the page is larger. */
  readonly room: HTMLElement;
  readonly scale: () => number;
  /** Shows the page at this scale, with what is at that place staying there. */
  readonly zoomTo: (scale: number, around: ScreenPlace) => void;
  /** Whether one finger, or the mouse, is for the agent's hand: it points, acts or draws. Otherwise it moves the page about. */
  readonly isForHand: () => boolean;
  /** Scrolls the customer's page that is at this place. */
  readonly scrollPage: (at: ScreenPlace, byX: number, byY: number) => void;
}

/** Nearer than this to where it came down, a finger has not moved; in CSS pixels. */
const slop = 8;

/** What is pressed for itself, inside the room too. */
const controls = "button, input, select, textarea, a, .address-bar, .mark-strip, .hold-note";

/**
 * M10: the agent's zooming and panning: two fingers on a touch screen, one where it is not for the hand, the mouse likewise where the page is larger than its room, and the
 * wheel or a track pad with Ctrl (Cmd). Sees everything before the hand does. What a first finger does is kept from the hand until it is certain that no second
 * one comes, so that pinching never clicks.
 *
 *	finger ──► held ──moves, lifts──► the hand          (isForHand)
 *	              └──second finger──► pinch
 *	finger ──► pan ───second finger──► pinch            (otherwise)
 */
export class Gestures {
  readonly #fingers = new Map<number, ScreenPlace>();
  #phase: "none" | "held" | "hand" | "pan" | "pinch" = "none";
  /** What the hand has not been told yet. */
  #held: PointerEvent | undefined;
  #grip: { readonly middle: ScreenPlace; readonly span: number } = { middle: { x: 0, y: 0 }, span: 1 };
  #mouse: { readonly id: number; at: ScreenPlace; hasMoved: boolean } | undefined;
  readonly #off = new AbortController();

  constructor(private readonly options: GesturesOptions) {
    const { room } = options;
    const listen = (type: "pointerdown" | "pointermove" | "pointerup" | "pointercancel", then: (event: PointerEvent) => void): void => {
      room.addEventListener(type, (event) => { if (event !== this.#held) then(event); }, { capture: true, signal: this.#off.signal });
    };
    listen("pointerdown", (event) => { this.#down(event); });
    listen("pointermove", (event) => { this.#moved(event); });
    listen("pointerup", (event) => { this.#up(event); });
    listen("pointercancel", (event) => { this.#up(event); });
    // Whatever touch-action says, Chromium takes a quick finger for a fling, and the next tap, on the tool bar say, for what stops it: no click.
    room.addEventListener("touchmove", (event) => { if (this.#phase !== "none" && event.cancelable) event.preventDefault(); }, { capture: true, passive: false, signal: this.#off.signal });
    room.addEventListener("wheel", (event) => { this.#wheel(event); }, { capture: true, passive: false, signal: this.#off.signal });
  }

  stop(): void {
    this.#off.abort();
  }

  #down(event: PointerEvent): void {
    const isControl = event.target instanceof Element && event.target.closest(controls) !== null;
    if (event.pointerType !== "touch") {
      if (!isControl && event.pointerType === "mouse" && event.button === 0 && !this.options.isForHand()) this.#mouse = { id: event.pointerId, at: placeOf(event), hasMoved: false };
      return;
    }
    if (isControl && this.#fingers.size === 0) return;
    if (this.#phase === "hand") {
      event.stopPropagation();
      return;
    }
    this.#fingers.set(event.pointerId, placeOf(event));
    event.stopPropagation();
    if (this.#fingers.size > 1) {
      this.#phase = "pinch";
      this.#held = undefined;
      this.#grip = gripOf(this.#fingers);
    } else if (this.options.isForHand()) {
      // No mouse events after it: they would take the focus from a field that the hand opens.
      event.preventDefault();
      this.#phase = "held";
      this.#held = event;
    } else this.#phase = "pan";
  }

  #moved(event: PointerEvent): void {
    if (event.pointerType !== "touch") {
      this.#mouseMoved(event);
      return;
    }
    const before = this.#fingers.get(event.pointerId);
    if (!before) {
      if (this.#phase !== "none") event.stopPropagation();
      return;
    }
    const now = placeOf(event);
    if (this.#phase === "held") {
      if (distance(before, now) < slop) event.stopPropagation();
      else this.#letGo();
    }
    if (this.#phase === "hand" || this.#phase === "held") return;
    event.stopPropagation();
    this.#fingers.set(event.pointerId, now);
    if (this.#phase === "pan") this.#pan(now, before.x - now.x, before.y - now.y);
    else if (this.#phase === "pinch" && this.#fingers.size > 1) this.#pinch();
  }

  #up(event: PointerEvent): void {
    if (event.pointerType !== "touch") {
      this.#mouse = undefined;
      return;
    }
    if (!this.#fingers.delete(event.pointerId)) {
      if (this.#phase !== "none") event.stopPropagation();
      return;
    }
    if (this.#phase === "held" && event.type === "pointerup") this.#letGo(); // a tap
    else if (this.#phase !== "hand") event.stopPropagation();
    this.#held = undefined;
    this.#grip = gripOf(this.#fingers);
    // The finger that is left after a pinch moves nothing: it is about to be lifted too.
    if (this.#fingers.size === 0) this.#phase = "none";
  }

  /** The hand hears of the finger that was kept from it. */
  #letGo(): void {
    const held = this.#held;
    this.#phase = "hand";
    if (!held) return;
    this.#held = new PointerEvent(held.type, held);
    held.target?.dispatchEvent(this.#held);
  }

  #pinch(): void {
    const { middle, span } = this.#grip;
    this.#grip = gripOf(this.#fingers);
    this.options.zoomTo((this.options.scale() * this.#grip.span) / span, middle);
    this.#pan(this.#grip.middle, middle.x - this.#grip.middle.x, middle.y - this.#grip.middle.y);
  }

  /** First the room, then, with what is left over, the page in it. */
  #pan(at: ScreenPlace, byX: number, byY: number): void {
    const { room, scale, scrollPage } = this.options;
    const { scrollLeft, scrollTop } = room;
    room.scrollBy({ left: byX, top: byY, behavior: "instant" });
    const restX = byX - (room.scrollLeft - scrollLeft);
    const restY = byY - (room.scrollTop - scrollTop);
    if (this.#phase === "pan" && (Math.abs(restX) >= 1 || Math.abs(restY) >= 1)) scrollPage(at, restX / scale(), restY / scale());
  }

  #mouseMoved(event: PointerEvent): void {
    const mouse = this.#mouse;
    if (!mouse || mouse.id !== event.pointerId) return;
    const { room } = this.options;
    const now = placeOf(event);
    if (!mouse.hasMoved && distance(mouse.at, now) < slop) return;
    if (!mouse.hasMoved) room.setPointerCapture(event.pointerId);
    mouse.hasMoved = true;
    room.scrollBy({ left: mouse.at.x - now.x, top: mouse.at.y - now.y, behavior: "instant" });
    mouse.at = now;
  }

  #wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.options.zoomTo(wheeledTo(this.options.scale(), event.deltaMode === 0 ? event.deltaY : Math.sign(event.deltaY) * 100), placeOf(event));
  }
}

function placeOf({ clientX, clientY }: MouseEvent): ScreenPlace {
  return { x: clientX, y: clientY };
}

function distance(one: ScreenPlace, other: ScreenPlace): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

/** Between the first two fingers. */
function gripOf(fingers: ReadonlyMap<number, ScreenPlace>): { middle: ScreenPlace; span: number } {
  const [one = { x: 0, y: 0 }, other = one] = fingers.values();
  return { middle: { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 }, span: Math.max(1, distance(one, other)) };
}
