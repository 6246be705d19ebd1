import type { Modifiers, RemoteEvent } from "../../act/event";
import type { Outcome, Refusal } from "../../act/outcome";
import { encodePointer, type PointerKind } from "../../link/pointer";
import type { Pen } from "../../marks/pen";
import type { Grant } from "../session/edges";
import { Fields } from "./fields";
import { editableAt, type Hit, hitAt, partOf } from "./hit";
import { Keys } from "./keys";
import type { Marking } from "./marking";
import type { Modes } from "./modes";
import { type ScrolledCopy, ScrollTogether } from "./together";

export interface HandOptions {
  readonly document: Document;
  readonly copy: ScrolledCopy;
  readonly modes: Modes;
  /** I6: what draws, and whether it is in hand. */
  readonly pen: Pen;
  readonly marking: Marking;
  readonly grants: () => readonly Grant[];
  readonly send: (event: RemoteEvent) => number;
  readonly sendPointer: (frame: Uint8Array) => void;
  /** An element's box in the picture, for elements in frames of the page too. */
  readonly boxOf: (element: Element) => DOMRectReadOnly;
  /** The agent's own scrolling is not shared any more. */
  readonly onUnlinked: () => void;
  /** Nothing came of it, or the customer is being asked. */
  readonly onNote: (why: Refusal | "asking") => void;
}

/** Two presses within this time and distance are a double click; in milliseconds and pixels. */
const doubleMs = 500;
const doublePx = 6;

/**
 * The agent's hand over the copy of the page (I2, I3): catches pointer, wheel and keys, finds out what they are about, and tells it to the
 * customer's side by element. What to do with it is decided there.
 */
export class Hand {
  readonly element: HTMLElement;
  readonly scrolling: ScrollTogether;
  readonly fields: Fields;
  readonly #keys: Keys;
  #pressed: { readonly hit: Hit; readonly button: number } | undefined;
  #lastPress = { at: -Infinity, x: 0, y: 0, clicks: 0 };
  #moved: PointerEvent | undefined;
  #frame = 0;
  #seq = 0;
  #isPointing = false;
  readonly #off = new AbortController();

  constructor(private readonly options: HandOptions) {
    const { document, copy, modes } = options;
    this.element = document.createElement("div");
    this.element.className = "hand";
    this.scrolling = new ScrollTogether({ copy, mayScroll: () => options.grants().includes("scroll"), send: options.send, onUnlinked: options.onUnlinked });
    this.#keys = new Keys(document, modes, options.send);
    this.fields = new Fields({ document, copy, modes, keys: this.#keys, room: this.element, send: options.send, boxOf: options.boxOf });
    this.element.append(this.#keys.element);
    const { signal } = this.#off;
    const stopTool = options.marking.tool.subscribe((tool) => { this.element.dataset["tool"] = tool ?? ""; });
    signal.addEventListener("abort", stopTool);
    this.element.addEventListener("pointermove", (event) => { this.#pointerMoved(event); }, { signal });
    this.element.addEventListener("pointerdown", (event) => { this.#pointerDown(event); }, { signal });
    this.element.addEventListener("pointerup", (event) => { this.#pointerUp(event); }, { signal });
    this.element.addEventListener("pointercancel", () => { this.#cancel(); }, { signal });
    this.element.addEventListener("pointerleave", () => { this.#leave(); }, { signal });
    this.element.addEventListener("contextmenu", (event) => { if (modes.mode.value !== "plain") event.preventDefault(); }, { signal });
    this.element.addEventListener("wheel", (event) => { this.#wheel(event); }, { signal, passive: false });
    const view = document.defaultView;
    view?.addEventListener("keydown", (event) => { this.#held(event); }, { signal, capture: true });
    view?.addEventListener("keyup", (event) => { this.#held(event); }, { signal, capture: true });
    view?.addEventListener("blur", () => { modes.hold({ altKey: false, ctrlKey: false, metaKey: false }); }, { signal });
    const stopMode = modes.mode.subscribe((mode) => {
      this.element.dataset["mode"] = mode;
      if (mode === "plain") this.#leave();
    });
    signal.addEventListener("abort", stopMode);
  }

  /** What the customer's side said. */
  outcome(outcome: Outcome): void {
    switch (outcome.kind) {
      case "field":
      case "change":
        this.fields.outcome(outcome);
        return;
      case "asking":
        this.options.onNote("asking");
        return;
      case "denied":
        this.scrolling.denied(outcome.seq);
        if (outcome.why === "masked_field" || outcome.why === "password_field" || outcome.why === "no_typing_here") this.fields.close();
        if (outcome.why !== "stale") this.options.onNote(outcome.why);
        return;
      case "done":
      case "mark":
      case "unmark":
      case "held":
    }
  }

  /** Another page, or another connection: nothing of the last one is under way. */
  reset(): void {
    this.#pressed = undefined;
    this.#seq = 0;
    this.fields.close();
    this.scrolling.reset();
  }

  stop(): void {
    this.reset();
    this.#off.abort();
    cancelAnimationFrame(this.#frame);
  }

  #cancel(): void {
    this.#pressed = undefined;
    this.options.pen.cancel();
  }

  /** Moves wait for the frame: the last one may not have come to the pen yet. */
  #endDrawing(event: PointerEvent): void {
    const { pen } = this.options;
    if (!pen.isDown) return;
    const { x, y } = this.#place(event);
    pen.move(x, y);
    pen.end();
  }

  #pointerMoved(event: PointerEvent): void {
    this.options.modes.hold(event);
    this.#moved = event;
    this.#tick();
  }

  #move(event: PointerEvent): void {
    if (this.options.pen.isDown) {
      const { x, y } = this.#place(event);
      this.options.pen.move(x, y);
      return;
    }
    const hit = this.options.modes.mode.value === "plain" ? undefined : this.#hit(event);
    if (!hit) return;
    this.#point("move", hit, this.#pressed !== undefined);
    if (this.#pressed && this.options.modes.mode.value === "act") this.#send(event, "move", this.#dragged(hit, event));
  }

  #pointerDown(event: PointerEvent): void {
    if (event.target !== this.element) return;
    this.options.modes.hold(event);
    this.fields.close();
    const mode = this.options.modes.mode.value;
    const tool = mode === "act" ? null : this.options.marking.tool.value;
    if (mode === "plain" && tool === null) return;
    event.preventDefault();
    const hit = this.#hit(event);
    if (!hit) return;
    this.element.setPointerCapture(event.pointerId);
    if (tool !== null && event.button === 0) {
      const { x, y } = this.#place(event);
      this.options.pen.begin(tool, x, y);
      return;
    }
    this.#countClicks(event);
    this.#pressed = { hit, button: event.button };
    this.#point("down", hit, true);
    if (mode !== "act") return;
    this.#keys.aim(hit);
    this.#send(event, "down", hit);
  }

  #pointerUp(event: PointerEvent): void {
    this.#endDrawing(event);
    const pressed = this.#pressed;
    this.#pressed = undefined;
    if (!pressed) return;
    const hit = this.#hit(event) ?? pressed.hit;
    this.#point("up", hit, false);
    if (this.options.modes.mode.value !== "act") return;
    this.#send(event, "up", this.#dragged(hit, event, pressed.hit));
    if (event.button === 0 && hit.node === pressed.hit.node) {
      this.fields.edit(hit);
      this.#tick();
    }
  }

  /** A slider keeps the pointer that took hold of it. */
  #dragged(hit: Hit, event: PointerEvent, pressed = this.#pressed?.hit): Hit {
    if (pressed?.element.localName !== "input" || (pressed.element as HTMLInputElement).type !== "range") return hit;
    const { x, y } = this.#place(event);
    const box = this.options.boxOf(pressed.element);
    const own = pressed.element.getBoundingClientRect();
    return { ...pressed, ...partOf(pressed.element, x - box.left + own.left, y - box.top + own.top) };
  }

  /** Clicking is not always granted where filling in is: then a press is just the way to a field. */
  #send(event: PointerEvent, phase: "down" | "move" | "up", { node, x, y, element }: Hit): void {
    const grants = this.options.grants();
    if (!grants.includes("click") && grants.includes("fill") && editableAt(element)) return;
    this.options.send({ kind: "pointer", phase, node, x, y, button: Math.max(0, event.button), clicks: this.#lastPress.clicks, modifiers: this.#modifiers(event) });
  }

  /** Once a frame, for as long as there is something to follow. */
  #tick(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.fields.follow();
      if (this.#moved) this.#move(this.#moved);
      this.#moved = undefined;
      if (this.fields.isOpen) this.#tick();
    });
  }

  #wheel(event: WheelEvent): void {
    // Where the page is shown larger than its room, the room goes first.
    const room = this.element.closest(".viewer");
    const hasRoom = room !== null && event.deltaY !== 0 && (event.deltaY > 0 ? room.scrollTop + room.clientHeight < room.scrollHeight - 1 : room.scrollTop > 0);
    if (hasRoom) return;
    const hit = this.#hit(event);
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
    if (hit) this.scrolling.wheel(hit.element, event.deltaX * unit, event.deltaY * unit);
    event.preventDefault();
  }

  /** Alt and Ctrl count while the hand is over the page or has the keys, not while the agent writes in the chat. */
  #held(event: KeyboardEvent): void {
    const { modes, document } = this.options;
    if (!this.element.matches(":hover") && !this.element.contains(document.activeElement)) return;
    modes.hold(event);
    const isKeyOfTools = event.type === "keydown" && modes.mode.value !== "act" && !this.fields.isOpen && !event.ctrlKey && !event.metaKey && !isField(event.target);
    if (isKeyOfTools && this.options.marking.key(event.key)) event.preventDefault();
    // Alone, it would open the browser's menu.
    if (event.key === "Alt") event.preventDefault();
    if (event.key === "Escape" && event.type === "keydown" && !event.isComposing) {
      this.fields.close();
      modes.reset();
      this.options.marking.isOpen.value = false;
    }
  }

  #leave(): void {
    if (!this.#isPointing) return;
    this.#isPointing = false;
    this.#tell("leave", { node: 0, x: 0, y: 0 }, false);
  }

  #point(kind: PointerKind, hit: Hit, isPressed: boolean): void {
    if (!this.options.grants().includes("point")) return;
    this.#isPointing = true;
    this.#tell(kind, hit, isPressed);
  }

  /** The channel may lose what is said once: all but moves is said twice. */
  #tell(kind: PointerKind, { node, x, y }: Pick<Hit, "node" | "x" | "y">, isPressed: boolean): void {
    const frame = encodePointer({ kind, device: "mouse", isPressed, finger: 0, seq: ++this.#seq, node, x, y });
    this.options.sendPointer(frame);
    if (kind !== "move") this.options.sendPointer(frame);
  }

  #countClicks({ timeStamp, clientX, clientY }: PointerEvent): void {
    const { at, x, y, clicks } = this.#lastPress;
    const isNext = timeStamp - at < doubleMs && Math.hypot(clientX - x, clientY - y) < doublePx;
    this.#lastPress = { at: timeStamp, x: clientX, y: clientY, clicks: isNext ? (clicks % 3) + 1 : 1 };
  }

  /** The key that holds the mode is not pressed in the customer's page. */
  #modifiers(event: PointerEvent): Modifiers {
    return { shift: event.shiftKey, ctrl: event.ctrlKey, alt: event.altKey && !this.options.modes.isHeld.value, meta: event.metaKey };
  }

  #place(event: MouseEvent): { x: number; y: number } {
    const box = this.element.getBoundingClientRect();
    const scale = box.width > 0 ? this.element.offsetWidth / box.width : 1;
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
  }

  #hit(event: MouseEvent): Hit | undefined {
    const { x, y } = this.#place(event);
    return hitAt(this.options.copy, x, y);
  }
}

/** Where digits are text, not keys of tools. The unseen field that catches keys is none. */
function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea:not(.hand-keys), select, [contenteditable]");
}
