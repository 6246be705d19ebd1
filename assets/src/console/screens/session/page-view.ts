import type { RemoteEvent } from "../../../act/event";
import type { Holder, Outcome, Refusal } from "../../../act/outcome";
import { type Missing, type PlaceholderWords, Replica } from "../../../mirror/replica";
import { Hand } from "../../hand/hand";
import { hitAt } from "../../hand/hit";
import { DrawingSheet, type Marking } from "../../hand/marking";
import type { Modes } from "../../hand/modes";
import { TheirCaret } from "../../hand/their-caret";
import type { Grant } from "../../session/edges";
import type { Feed } from "../../session/cobrowse";
import type { ScreenPlace } from "./gestures";
import { PointerLayer } from "./pointer-layer";
import { type Seen, SeenFrame, seenOf } from "./seen";
import type { Size } from "./zoom";

/** Where the replica is built: an empty page of this origin, with a policy of its own (src/mirror/README.md). */
const blankPage = "/console/replica.html";

export interface PageViewEvents {
  /** The customer's window has this size, in their CSS pixels. */
  readonly onSize: (size: Size) => void;
  /** They see only this part of it; null for all. */
  readonly onSeen: (seen: Seen | null) => void;
  readonly onLocation: (location: { readonly url: string; readonly title: string }) => void;
  /** A page can be seen: the first one, or the next one. */
  readonly onPaint: () => void;
  readonly sendMirror: (message: Uint8Array) => void;
  readonly sendAsset: (message: Uint8Array) => void;
  /** What of the page is not shown, and why. */
  readonly onMissing: (missing: readonly Missing[]) => void;
  readonly modes: Modes;
  readonly grants: () => readonly Grant[];
  readonly act: (event: RemoteEvent) => number;
  readonly marking: Marking;
  /** The customer's name, for their caret. */
  readonly customer: () => string;
  /** Whose input counts now. */
  readonly onHeld: (by: Holder) => void;
  readonly sendPointer: (frame: Uint8Array) => void;
  /** The agent looks around on their own from here on. */
  readonly onUnlinked: () => void;
  /** Nothing came of what the hand did, or the customer is being asked. */
  readonly onNote: (why: Refusal | "asking") => void;
  /** What became of something that the agent did otherwise than by hand; true if it was that. */
  readonly onOutcome: (outcome: Outcome) => boolean;
}

/**
 * The customer's page as a plain element: the replica, the customer's pointer over it, and the agent's hand, all in the customer's own pixels. Scaling it is
 * up to whoever shows it.
 */
export class PageView {
  readonly element: HTMLElement;
  /** Give this to the session. */
  readonly feed: Feed;
  readonly hand: Hand;
  readonly #replica: Replica;
  readonly #sheet: DrawingSheet;
  readonly #caret: TheirCaret;

  constructor(document: Document, label: string, placeholders: PlaceholderWords, events: PageViewEvents) {
    const host = document.createElement("div");
    host.className = "replica";
    this.#replica = new Replica({
      host,
      blankPage,
      send: events.sendMirror,
      sendAsset: events.sendAsset,
      onMissing: events.onMissing,
      words: placeholders,
      onViewport: (viewport) => {
        const seen = seenOf(viewport);
        frame.show(seen);
        events.onSize({ width: viewport.width, height: viewport.height });
        events.onSeen(seen);
      },
      onLocation: events.onLocation,
      onFrame: (copy) => {
        copy.title = label;
        pointer.reset();
        hand.reset();
        sheet.reset();
      },
      onPaint: () => { events.onPaint(); },
      follows: (box, asked) => hand.scrolling.follows(box, asked),
    });
    const frame = new SeenFrame(document);
    const pointer = new PointerLayer(document, (node) => this.#boxOf(node));
    const sheet = new DrawingSheet({
      document, send: events.act, boxOf: (node) => this.#boxOf(node),
      placeAt: (left, top) => {
        const hit = hitAt(this.#replica, left, top);
        return hit && { node: hit.node, x: hit.x, y: hit.y };
      },
    });
    const hand = new Hand({
      pen: sheet.pen, marking: events.marking,
      document, copy: this.#replica, modes: events.modes, grants: events.grants, send: events.act, sendPointer: events.sendPointer, onNote: events.onNote, onUnlinked: events.onUnlinked,
      boxOf: (element) => this.#boxIn(element),
    });
    const caret = new TheirCaret({
      document, name: events.customer, nodeById: (id) => this.#replica.nodeById(id), boxOf: (element) => this.#boxIn(element), shared: (node) => hand.fields.shared(node),
    });
    this.hand = hand;
    this.#sheet = sheet;
    this.#caret = caret;
    events.marking.use(sheet);
    this.element = document.createElement("div");
    this.element.className = "page-view";
    this.element.append(host, frame.element, sheet.element, pointer.element, hand.element, caret.element);
    this.feed = {
      onConnected: () => {
        this.#replica.reset();
        pointer.reset();
        hand.reset();
        sheet.reset();
        caret.reset();
        events.onHeld("both");
      },
      onMirror: (frame) => { this.#replica.receive(frame); },
      onMirrorEarly: (frame) => { this.#replica.glimpse(frame); },
      onAsset: (message) => { this.#replica.receiveAsset(message); },
      onPointer: (frame) => { pointer.receive(frame); },
      onOutcome: (outcome) => {
        if (outcome.kind === "held") events.onHeld(outcome.by);
        else if (!events.onOutcome(outcome)) {
          hand.outcome(outcome);
          if (outcome.kind === "caret") caret.told(outcome.node, outcome.at);
          sheet.outcome(outcome);
        }
      },
    };
  }

  /** The copy itself, as it is now; null while there is none. */
  get document(): Document | null {
    return this.#replica.frame.contentDocument;
  }

  /** Scrolls the customer's page that is at this place of the screen. */
  scrollAt(place: ScreenPlace, byX: number, byY: number): void {
    this.hand.scrollAt({ clientX: place.x, clientY: place.y }, byX, byY);
  }

  destroy(): void {
    this.hand.stop();
    this.#sheet.stop();
    this.#caret.stop();
    this.#replica.destroy();
    this.element.remove();
  }

  #boxOf(id: number): DOMRectReadOnly | null {
    const node = this.#replica.nodeById(id);
    const element = node?.nodeType === Node.DOCUMENT_NODE ? (node as Document).documentElement : node?.nodeType === Node.ELEMENT_NODE ? (node as Element) : node?.parentElement;
    return element ? this.#boxIn(element) : null;
  }

  /** An element's box in the picture; one inside a frame of the page is moved by where that frame is. */
  #boxIn(element: Element): DOMRectReadOnly {
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
