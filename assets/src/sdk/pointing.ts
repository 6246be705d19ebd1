import { type PointerDevice, type PointerKind, PointerTeller } from "../link/pointer";

/** Where positions are measured against: the mirror's numbers for nodes. */
export interface NodeIds {
  idOf(node: Node): number | undefined;
}

/** What is listened to. */
const kinds: Readonly<Record<string, PointerKind>> = {
  pointermove: "move", pointerdown: "down", pointerup: "up", pointercancel: "leave", pointerout: "leave",
  touchmove: "move", touchstart: "down", touchend: "up", touchcancel: "leave",
};

/**
 * Tells the agent where the customer points, clicks and touches (I1): which element, and where within it. Moves go out once a frame, the
 * newest per finger; presses and releases at once, and again, because the channel may lose one.
 */
export class Pointing {
  readonly #window: Window;
  readonly #host: Element;
  readonly #ids: NodeIds;
  readonly #teller: PointerTeller;
  /** Moves that wait for the frame, by finger. */
  readonly #moves = new Map<number, () => void>();
  #frame = 0;
  readonly #hear = (event: Event): void => { this.#heard(event as PointerEvent | TouchEvent); };

  constructor(window: Window, host: Element, ids: NodeIds, send: (bytes: Uint8Array) => void) {
    this.#window = window;
    this.#host = host;
    this.#ids = ids;
    this.#teller = new PointerTeller(send);
    for (const type of Object.keys(kinds)) this.#window.addEventListener(type, this.#hear, { capture: true, passive: true });
  }

  stop(): void {
    for (const type of Object.keys(kinds)) this.#window.removeEventListener(type, this.#hear, true);
    this.#window.cancelAnimationFrame(this.#frame);
    this.#moves.clear();
    this.#teller.stop();
  }

  #heard(event: PointerEvent | TouchEvent): void {
    const kind = kinds[event.type] ?? "leave";
    if ("changedTouches" in event) {
      for (const { identifier, clientX, clientY } of event.changedTouches) this.#tellOf(kind, "touch", identifier, kind === "down" || kind === "move", clientX, clientY);
      return;
    }
    const { type, pointerType, pointerId, clientX, clientY, buttons, relatedTarget } = event;
    const isTouch = pointerType === "touch";
    // A finger that scrolls or pinches is a pointer no more, but a touch until it is lifted (M10).
    if (isTouch && "ontouchstart" in this.#window) return;
    // Leaves the window: pointerleave does not bubble, pointerout to nowhere does.
    if (type === "pointerout" && relatedTarget) return;
    this.#tellOf(kind, isTouch || pointerType === "pen" ? pointerType : "mouse", pointerId, buttons !== 0, clientX, clientY);
  }

  #tellOf(kind: PointerKind, device: PointerDevice, id: number, isPressed: boolean, clientX: number, clientY: number): void {
    // Touches count up for ever, or are any number; there is one mouse, or one pen.
    const finger = device === "touch" ? 1 + ((id >>> 0) % 255) : 0;
    const tell = (): void => { this.#tell(kind, device, finger, isPressed, clientX, clientY); };
    if (kind === "move") this.#moves.set(finger, tell);
    else {
      this.#moves.delete(finger);
      tell();
      return;
    }
    this.#frame ||= this.#window.requestAnimationFrame(() => {
      this.#frame = 0;
      for (const move of this.#moves.values()) move();
      this.#moves.clear();
    });
  }

  #tell(kind: PointerKind, device: PointerDevice, finger: number, isPressed: boolean, clientX: number, clientY: number): void {
    const target = kind === "leave" ? undefined : this.#targetOf(clientX, clientY);
    if (!target && (kind === "move" || kind === "down")) return;
    // Lifted over the widget, a finger is gone all the same.
    this.#teller.tell({ kind: target ? kind : "leave", device, isPressed, finger, node: target?.id ?? 0, x: target?.x ?? 0, y: target?.y ?? 0 });
  }

  /** The innermost element under the pointer that the mirror knows. Nothing is told while the pointer is on the widget. */
  #targetOf(clientX: number, clientY: number): { id: number; x: number; y: number } | undefined {
    let node: Node | null = innermostAt(this.#window.document, clientX, clientY);
    for (; node; node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null)) {
      if (node === this.#host) return undefined;
      const id = node instanceof Element ? this.#ids.idOf(node) : undefined;
      if (id === undefined || !(node instanceof Element)) continue;
      const box = node.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      return { id, x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
    }
    return undefined;
  }
}

/** The element at a place, inside open shadow roots too. */
function innermostAt(document: Document, x: number, y: number): Element | null {
  let element = document.elementFromPoint(x, y);
  for (;;) {
    const inner = element?.shadowRoot?.elementFromPoint(x, y);
    if (!inner || inner === element) return element;
    element = inner;
  }
}
