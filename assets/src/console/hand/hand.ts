import type { RemoteEvent } from "../../act/event";
import type { Outcome, Refusal } from "../../act/outcome";
import type { Pen } from "../../marks/pen";
import type { Grant } from "../session/edges";
import { Fields } from "./fields";
import { type Hit, hitAt } from "./hit";
import { Keys } from "./keys";
import type { Marking } from "./marking";
import type { Modes } from "./modes";
import { OwnPointer } from "./own-pointer";
import { Pressing } from "./pressing";
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

/** A place on the screen, as mouse events tell it. */
type OnScreen = Pick<MouseEvent, "clientX" | "clientY">;

/**
 * The agent's hand over the copy of the page (I2, I3): catches pointer, wheel and keys, finds out what they are about, and tells it to the
 * customer's side by element. What to do with it is decided there.
 */
export class Hand {
  readonly element: HTMLElement;
  readonly scrolling: ScrollTogether;
  readonly fields: Fields;
  readonly #keys: Keys;
  readonly #pointer: OwnPointer;
  readonly #pressing: Pressing;
  #moved: PointerEvent | undefined;
  #frame = 0;
  readonly #off = new AbortController();

  constructor(private readonly options: HandOptions) {
    const { document, copy, modes } = options;
    this.element = document.createElement("div");
    this.element.className = "hand";
    this.scrolling = new ScrollTogether({ copy, mayScroll: () => options.grants().includes("scroll"), send: options.send, onUnlinked: options.onUnlinked });
    this.#keys = new Keys(document, modes, options.send);
    this.fields = new Fields({ document, copy, modes, keys: this.#keys, room: this.element, send: options.send, boxOf: options.boxOf });
    this.#pointer = new OwnPointer(options.grants, options.sendPointer);
    this.#pressing = new Pressing({
      modes, grants: options.grants, send: options.send, boxOf: options.boxOf, place: (event) => this.#place(event), rootOf: ({ ownerDocument }) => copy.idOf(ownerDocument.documentElement),
    });
    this.element.append(this.#keys.element);
    this.#listen();
  }

  #listen(): void {
    const { document, modes } = this.options;
    const { signal } = this.#off;
    const stopTool = this.options.marking.tool.subscribe((tool) => { this.element.dataset["tool"] = tool ?? ""; });
    signal.addEventListener("abort", stopTool);
    this.element.addEventListener("pointermove", (event) => { this.#pointerMoved(event); }, { signal });
    this.element.addEventListener("pointerdown", (event) => { this.#pointerDown(event); }, { signal });
    this.element.addEventListener("pointerup", (event) => { this.#pointerUp(event); }, { signal });
    this.element.addEventListener("pointercancel", () => { this.#cancel(); }, { signal });
    this.element.addEventListener("pointerleave", () => { this.#pointer.leave(); }, { signal });
    this.element.addEventListener("contextmenu", (event) => { if (modes.mode.value !== "plain") event.preventDefault(); }, { signal });
    this.element.addEventListener("wheel", (event) => { this.#wheel(event); }, { signal, passive: false });
    const view = document.defaultView;
    view?.addEventListener("keydown", (event) => { this.#held(event); }, { signal, capture: true });
    view?.addEventListener("keyup", (event) => { this.#held(event); }, { signal, capture: true });
    view?.addEventListener("blur", () => { modes.hold({ altKey: false, ctrlKey: false, metaKey: false }); }, { signal });
    const stopMode = modes.mode.subscribe((mode) => {
      this.element.dataset["mode"] = mode;
      if (mode === "plain") this.#pointer.leave();
    });
    signal.addEventListener("abort", stopMode);
  }

  /** What the customer's side said. */
  outcome(outcome: Outcome): void {
    switch (outcome.kind) {
      case "field":
      case "change":
      case "caret":
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

  /** Scrolls what is at this place of the screen, by so much of the customer's pixels. */
  scrollAt(at: OnScreen, byX: number, byY: number): void {
    const hit = this.#hit(at);
    if (hit) this.scrolling.wheel(hit.element, byX, byY);
  }

  /** Another page, or another connection: nothing of the last one is under way. */
  reset(): void {
    this.#pressing.forget();
    this.#pointer.reset();
    this.fields.close();
    this.scrolling.reset();
  }

  stop(): void {
    this.reset();
    this.#off.abort();
    cancelAnimationFrame(this.#frame);
  }

  #cancel(): void {
    this.#pressing.letGo();
    this.options.pen.cancel();
  }

  #pointerMoved(event: PointerEvent): void {
    this.options.modes.hold(event);
    this.#moved = event;
    this.#tick();
  }

  /** Moves wait for the frame. What comes before it must not overtake the last one: a drag would end short of where it was let go. */
  #catchUp(): void {
    const moved = this.#moved;
    this.#moved = undefined;
    if (moved) this.#move(moved);
  }

  #move(event: PointerEvent): void {
    if (this.options.pen.isDown) {
      const { x, y } = this.#place(event);
      this.options.pen.move(x, y);
      return;
    }
    const hit = this.options.modes.mode.value === "plain" ? undefined : this.#hit(event);
    if (!hit) return;
    this.#pointer.show("move", hit, this.#pressing.pressed !== undefined);
    this.#pressing.move(event, hit);
  }

  #pointerDown(event: PointerEvent): void {
    if (event.target !== this.element) return;
    this.#catchUp();
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
    this.#pointer.show("down", hit, true);
    if (mode === "act") this.#keys.aim(hit);
    this.#pressing.down(event, hit);
  }

  #pointerUp(event: PointerEvent): void {
    this.#catchUp();
    this.options.pen.end();
    const hit = this.#pressing.pressed && this.#hit(event);
    const pressed = this.#pressing.up(event, hit);
    if (!pressed) return;
    const last = hit ?? pressed;
    this.#pointer.show("up", last, false);
    if (this.options.modes.mode.value !== "act" || event.button !== 0 || last.node !== pressed.node) return;
    this.fields.edit(last);
    this.#tick();
  }

  /** Once a frame, for as long as there is something to follow. */
  #tick(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.fields.follow();
      this.#catchUp();
      if (this.fields.isOpen) this.#tick();
    });
  }

  #wheel(event: WheelEvent): void {
    // Where the page is shown larger than its room, the room goes first.
    const room = this.element.closest(".viewer");
    const goes = (by: number, at: number, most: number): boolean => (by > 0 ? at < most - 1 : by < 0 && at > 0);
    if (room && (goes(event.deltaY, room.scrollTop, room.scrollHeight - room.clientHeight) || goes(event.deltaX, room.scrollLeft, room.scrollWidth - room.clientWidth))) return;
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
    this.scrollAt(event, event.deltaX * unit, event.deltaY * unit);
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
      this.#pressing.letGo();
      this.fields.close();
      modes.reset();
      this.options.marking.isOpen.value = false;
    }
  }

  #place(event: OnScreen): { x: number; y: number } {
    const box = this.element.getBoundingClientRect();
    const scale = box.width > 0 ? this.element.offsetWidth / box.width : 1;
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
  }

  #hit(event: OnScreen): Hit | undefined {
    const { x, y } = this.#place(event);
    return hitAt(this.options.copy, x, y);
  }
}

/** Where digits are text, not keys of tools. The unseen field that catches keys is none. */
function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea:not(.hand-keys), select, [contenteditable]");
}
