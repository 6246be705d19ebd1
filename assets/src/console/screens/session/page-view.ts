import { Replica } from "../../../mirror/replica";
import type { Feed } from "../../session/cobrowse";
import { PointerLayer } from "./pointer-layer";
import type { Size } from "./zoom";

/** Where the replica is built: an empty page of this origin, with a policy of its own (src/mirror/README.md). */
const blankPage = "/console/replica.html";

export interface PageViewEvents {
  /** The customer's window has this size, in their CSS pixels. */
  readonly onSize: (size: Size) => void;
  readonly onLocation: (location: { readonly url: string; readonly title: string }) => void;
  /** A page can be seen: the first one, or the next one. */
  readonly onPaint: () => void;
  readonly sendMirror: (message: Uint8Array) => void;
}

/**
 * The customer's page as a plain element: the replica, and the customer's pointer over it, both in the customer's own pixels. Scaling it is
 * up to whoever shows it.
 */
export class PageView {
  readonly element: HTMLElement;
  /** Give this to the session. */
  readonly feed: Feed;
  readonly #replica: Replica;

  constructor(document: Document, label: string, events: PageViewEvents) {
    const host = document.createElement("div");
    host.className = "replica";
    this.#replica = new Replica({
      host,
      blankPage,
      send: events.sendMirror,
      onViewport: ({ width, height }) => { events.onSize({ width, height }); },
      onLocation: events.onLocation,
      onFrame: (frame) => {
        frame.title = label;
        pointer.reset();
      },
      onPaint: () => { events.onPaint(); },
    });
    const pointer = new PointerLayer(document, (node) => this.#boxOf(node));
    this.element = document.createElement("div");
    this.element.className = "page-view";
    this.element.append(host, pointer.element);
    this.feed = {
      onConnected: () => {
        this.#replica.reset();
        pointer.reset();
      },
      onMirror: (frame) => { this.#replica.receive(frame); },
      onPointer: (frame) => { pointer.receive(frame); },
    };
  }

  destroy(): void {
    this.#replica.destroy();
    this.element.remove();
  }

  /** The node's box in the picture; a node inside a frame of the page is moved by where that frame is. */
  #boxOf(id: number): DOMRectReadOnly | null {
    const node = this.#replica.nodeById(id);
    const element = node?.nodeType === Node.DOCUMENT_NODE ? (node as Document).documentElement : node?.nodeType === Node.ELEMENT_NODE ? (node as Element) : node?.parentElement;
    if (!element) return null;
    let { left, top } = element.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    let view = element.ownerDocument.defaultView;
    while (view && view.frameElement && view.frameElement !== this.#replica.frame) {
      const frame = view.frameElement.getBoundingClientRect();
      left += frame.left + view.frameElement.clientLeft;
      top += frame.top + view.frameElement.clientTop;
      view = view.frameElement.ownerDocument.defaultView;
    }
    return new DOMRect(left, top, width, height);
  }
}
