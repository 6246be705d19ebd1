import { encodePointer, type PointerDevice, type PointerEventMessage, type PointerKind } from "../link/pointer";

/** Where positions are measured against: the mirror's numbers for nodes. */
export interface NodeIds {
  idOf(node: Node): number | undefined;
}

/**
 * Tells the agent where the customer points, clicks and touches (I1): which element, and where within it. Moves go out once a frame, the
 * newest per finger; presses and releases at once, and twice, because the channel may lose one.
 */
export class Pointing {
  readonly #window: Window;
  readonly #host: Element;
  readonly #ids: NodeIds;
  readonly #send: (bytes: Uint8Array) => void;
  #seq = 0;
  /** Moves that wait for the frame, by finger. */
  readonly #moves = new Map<number, PointerEvent>();
  #frame = 0;
  readonly #listeners: readonly (readonly [string, (event: PointerEvent) => void])[] = [
    ["pointermove", (event) => { this.#moved(event); }],
    ["pointerdown", (event) => { this.#pressed(event, "down"); }],
    ["pointerup", (event) => { this.#pressed(event, "up"); }],
    ["pointercancel", (event) => { this.#pressed(event, "leave"); }],
    // Leaves the window: pointerleave does not bubble, pointerout to nowhere does.
    ["pointerout", (event) => { if (event.relatedTarget === null) this.#pressed(event, "leave"); }],
  ];

  constructor(window: Window, host: Element, ids: NodeIds, send: (bytes: Uint8Array) => void) {
    this.#window = window;
    this.#host = host;
    this.#ids = ids;
    this.#send = send;
    for (const [type, listener] of this.#listeners) this.#window.addEventListener(type, listener as EventListener, { capture: true, passive: true });
  }

  stop(): void {
    for (const [type, listener] of this.#listeners) this.#window.removeEventListener(type, listener as EventListener, { capture: true });
    this.#window.cancelAnimationFrame(this.#frame);
    this.#moves.clear();
  }

  #moved(event: PointerEvent): void {
    this.#moves.set(finger(event), event);
    if (this.#moves.size > 1 || this.#frame !== 0) return;
    this.#frame = this.#window.requestAnimationFrame(() => {
      this.#frame = 0;
      for (const move of this.#moves.values()) this.#tell(move, "move");
      this.#moves.clear();
    });
  }

  #pressed(event: PointerEvent, kind: PointerKind): void {
    this.#moves.delete(finger(event));
    this.#tell(event, kind);
  }

  #tell(event: PointerEvent, kind: PointerKind): void {
    const target = kind === "leave" ? undefined : this.#targetOf(event);
    if (kind !== "leave" && !target) return;
    const message: PointerEventMessage = {
      kind,
      device: deviceOf(event),
      isPressed: event.buttons !== 0,
      finger: finger(event),
      seq: (this.#seq = (this.#seq + 1) >>> 0),
      node: target?.id ?? 0,
      x: target?.x ?? 0,
      y: target?.y ?? 0,
    };
    const bytes = encodePointer(message);
    this.#send(bytes);
    if (kind !== "move") this.#send(bytes);
  }

  /** The innermost element under the pointer that the mirror knows. Nothing is told while the pointer is on the widget. */
  #targetOf(event: PointerEvent): { id: number; x: number; y: number } | undefined {
    let node: Node | null = innermostAt(this.#window.document, event.clientX, event.clientY);
    for (; node; node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null)) {
      if (node === this.#host) return undefined;
      const id = node instanceof Element ? this.#ids.idOf(node) : undefined;
      if (id === undefined || !(node instanceof Element)) continue;
      const box = node.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      return { id, x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
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

/** A mouse's id is any number; touches count up for ever. */
function finger(event: PointerEvent): number {
  return event.pointerType === "touch" ? 1 + (event.pointerId % 255) : 0;
}

function deviceOf(event: PointerEvent): PointerDevice {
  return event.pointerType === "touch" || event.pointerType === "pen" ? event.pointerType : "mouse";
}
