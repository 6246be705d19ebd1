import type { Gate } from "../act/gate";
import { decodePointer, PointerOrder } from "../link/pointer";
import pointerCss from "./agent-pointer.css?inline";

/** The place of a pointer: an element and the part of the way across it. */
interface Place {
  readonly element: Element;
  readonly x: number;
  readonly y: number;
}

/**
 * I2: the agent's pointer over the customer's page, with the agent's name, and a pulsing circle where they click: at the same element, wherever that
 * is on this screen. Lives in the widget's shadow root, lets every click through, and says nothing to screen readers: it only follows a hand.
 */
export class AgentPointer {
  readonly #layer = document.createElement("div");
  readonly #arrow = document.createElement("div");
  readonly #name = document.createElement("span");
  readonly #root: ShadowRoot | null;
  #order = new PointerOrder();
  #place: Place | undefined;
  readonly #follow = (): void => { this.#draw(); };

  constructor(
    host: Element,
    private readonly gate: Gate,
    private readonly agent: () => string,
  ) {
    this.#root = host.shadowRoot;
    this.#layer.className = "agent-layer";
    this.#layer.setAttribute("aria-hidden", "true");
    this.#arrow.className = "agent-pointer";
    this.#arrow.hidden = true;
    this.#arrow.append(this.#name);
    this.#layer.append(this.#arrow);
    this.#addStyles();
    this.#root?.prepend(this.#layer);
    addEventListener("scroll", this.#follow, { capture: true, passive: true });
    addEventListener("resize", this.#follow);
  }

  /** One frame of the pointer channel, from the agent. */
  receive(bytes: Uint8Array): void {
    const event = decodePointer(bytes);
    if (!event || !this.#order.accepts(event)) return;
    if (event.kind === "leave") {
      this.hide();
      return;
    }
    const verdict = this.gate.judge({ kind: "point", node: event.node });
    if (verdict.kind !== "allowed") {
      this.hide();
      return;
    }
    this.#place = { element: verdict.target, x: event.x, y: event.y };
    this.#arrow.classList.toggle("pressed", event.isPressed);
    this.#draw();
    if (event.kind === "down") this.#pulse();
  }

  hide(): void {
    this.#place = undefined;
    this.#arrow.hidden = true;
  }

  stop(): void {
    removeEventListener("scroll", this.#follow, { capture: true });
    removeEventListener("resize", this.#follow);
    this.#layer.remove();
  }

  #draw(): void {
    const at = this.#place && positionOf(this.#place);
    this.#arrow.hidden = at === undefined;
    if (!at) return;
    this.#arrow.style.translate = at;
    const name = this.agent();
    if (this.#name.textContent !== name) this.#name.textContent = name;
  }

  #pulse(): void {
    const at = this.#place && positionOf(this.#place);
    if (!at) return;
    const ring = document.createElement("div");
    ring.className = "agent-click";
    ring.style.translate = at;
    ring.addEventListener("animationend", () => { ring.remove(); });
    this.#layer.append(ring);
  }

  /** As Surface.addStyles does: constructed where there is such a thing, so that no policy forbids it. */
  #addStyles(): void {
    if (!this.#root || !("adoptedStyleSheets" in this.#root)) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(pointerCss);
    this.#root.adoptedStyleSheets = [...this.#root.adoptedStyleSheets, sheet];
  }
}

/** In this window's pixels, for an element in a frame of the page too; undefined for one that is not shown. */
function positionOf({ element, x, y }: Place): string | undefined {
  const box = element.getBoundingClientRect();
  if (!element.isConnected || (box.width === 0 && box.height === 0)) return undefined;
  let left = box.left + x * box.width;
  let top = box.top + y * box.height;
  for (let frame = element.ownerDocument.defaultView?.frameElement; frame; frame = frame.ownerDocument.defaultView?.frameElement) {
    const around = frame.getBoundingClientRect();
    left += around.left + frame.clientLeft;
    top += around.top + frame.clientTop;
  }
  return `${Math.round(left)}px ${Math.round(top)}px`;
}
