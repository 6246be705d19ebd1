import { decodePointer, type PointerEventMessage, PointerOrder } from "../../../link/pointer";

/** Where a node of the customer's page is in the picture of it, in the customer's CSS pixels; null when it is not there. */
export type BoxOf = (node: number) => DOMRectReadOnly | null;

/**
 * The customer's pointer, clicks and touches as symbols over the picture (I1). Positions are the customer's own pixels: the layer lies inside
 * what is scaled. The symbols are scaled back by the custom property --inverse, so that they stay legible.
 *
 *	mouse   an arrow that follows; a ring at each press
 *	touch   one disc per finger while it is down; a ring where it came down
 */
export class PointerLayer {
  readonly element: HTMLElement;
  readonly #boxOf: BoxOf;
  readonly #symbols = new Map<number, HTMLElement>();
  #order = new PointerOrder();

  constructor(document: Document, boxOf: BoxOf) {
    this.element = document.createElement("div");
    this.element.className = "pointer-layer";
    this.element.setAttribute("aria-hidden", "true");
    this.#boxOf = boxOf;
  }

  /** A new link counts its events anew, and knows other nodes. */
  reset(): void {
    this.#order = new PointerOrder();
    for (const symbol of this.#symbols.values()) symbol.remove();
    this.#symbols.clear();
  }

  /** Takes one frame of the pointer channel; what is late, repeated, malformed or nowhere changes nothing. */
  receive(frame: Uint8Array): void {
    const event = decodePointer(frame);
    if (!event || !this.#order.accepts(event)) return;
    const box = event.kind === "leave" ? null : this.#boxOf(event.node);
    if (!box) {
      if (event.kind === "leave") this.#remove(event.finger);
      return;
    }
    const left = box.left + box.width * event.x;
    const top = box.top + box.height * event.y;
    if (event.kind === "down") this.#ring(left, top, event.device);
    if (event.device !== "mouse" && !event.isPressed) {
      this.#remove(event.finger);
      return;
    }
    this.#place(event, left, top);
  }

  #place(event: PointerEventMessage, left: number, top: number): void {
    const symbol = this.#symbols.get(event.finger) ?? this.#add(event.finger);
    symbol.className = `pointer ${event.device}${event.isPressed ? " pressed" : ""}`;
    symbol.style.translate = at(left, top);
  }

  #add(finger: number): HTMLElement {
    const symbol = this.element.ownerDocument.createElement("span");
    this.#symbols.set(finger, symbol);
    this.element.append(symbol);
    return symbol;
  }

  #remove(finger: number): void {
    this.#symbols.get(finger)?.remove();
    this.#symbols.delete(finger);
  }

  #ring(left: number, top: number, device: string): void {
    const ring = this.element.ownerDocument.createElement("span");
    ring.className = `ring ${device}`;
    ring.style.translate = at(left, top);
    ring.addEventListener("animationend", () => { ring.remove(); });
    this.element.append(ring);
  }
}

/** A tenth of a pixel is as fine as the eye. */
function at(left: number, top: number): string {
  return `${String(Math.round(left * 10) / 10)}px ${String(Math.round(top * 10) / 10)}px`;
}
