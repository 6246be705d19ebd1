import { anchorOf, scrollerOf } from "../../act/scroll";
import type { RemoteEvent } from "../../act/event";
import { around, type Copy } from "./hit";

/** For so long after the last turn of the wheel the copy stays where the agent put it, until the customer's page has followed; in milliseconds. */
const settleMs = 250;
/** What the customer's page came to, measured in the copy, may differ by this from where the agent put it, in pixels: the two browsers break lines differently. */
const echoPx = 64;

/** A box that is held where the agent put it. */
interface Held {
  readonly top: number;
  readonly left: number;
  readonly until: number;
  /** Where the customer has it by now, as the mirror says. */
  theirs?: { readonly top: number; readonly left: number };
}

/**
 * I5: scrolling together. The wheel moves the copy at once and tells the customer's page where to go; the customer's own scrolling comes back with the
 * mirror. Only a hand's scrolling is ever told, never one that was told to us, so that nothing can go round in circles. Not linked, the copy
 * stays where the agent put it.
 */
export class ScrollTogether {
  #isLinked = true;
  /** Boxes that are held where the agent put them, and until when. */
  readonly #held = new Map<Element, Held>();
  #toTell: Element | undefined;
  #frame = 0;

  constructor(private readonly copy: Copy, private readonly mayScroll: () => boolean, private readonly send: (event: RemoteEvent) => void) {}

  /** Linked again, the copy goes to where the customer is. */
  link(isLinked: boolean): void {
    this.#isLinked = isLinked;
    if (!isLinked) return;
    for (const [scroller, { theirs }] of this.#held) if (theirs) scroller.scrollTo({ ...theirs, behavior: "instant" });
    this.#held.clear();
  }

  /** A turn of the wheel over an element of the copy. False if nothing there can scroll that way. */
  wheel(over: Element, byX: number, byY: number): boolean {
    const element = scrollableAt(over, byX, byY);
    if (!element) return false;
    const scroller = scrollerOf(element);
    const held = this.#held.get(scroller);
    scroller.scrollTo({ top: (held?.top ?? scroller.scrollTop) + byY, left: (held?.left ?? scroller.scrollLeft) + byX, behavior: "instant" });
    const isTold = this.#isLinked && this.mayScroll();
    this.#held.set(scroller, { top: scroller.scrollTop, left: scroller.scrollLeft, until: isTold ? performance.now() + settleMs : Infinity });
    if (isTold) this.#toTell = element;
    this.#frame ||= requestAnimationFrame(() => { this.#tick(); });
    return true;
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#held.clear();
  }

  #tick(): void {
    this.#frame = 0;
    if (this.#toTell) this.#tell(this.#toTell);
    this.#toTell = undefined;
    const now = performance.now();
    for (const [scroller, held] of this.#held) this.#hold(scroller, held, now);
    if (this.#held.size > 0) this.#frame = requestAnimationFrame(() => { this.#tick(); });
  }

  #hold(scroller: Element, held: Held, now: number): void {
    const { top, left, until, theirs } = held;
    if (!scroller.isConnected || scroller.ownerDocument.defaultView === null) {
      this.#held.delete(scroller);
    } else if (now > until) {
      this.#held.delete(scroller);
      // The customer went elsewhere meanwhile: theirs is the newer word.
      if (theirs && Math.abs(theirs.top - top) > echoPx) scroller.scrollTo({ ...theirs, behavior: "instant" });
    } else if (Math.abs(scroller.scrollTop - top) > 1 || Math.abs(scroller.scrollLeft - left) > 1) {
      held.theirs = { top: scroller.scrollTop, left: scroller.scrollLeft };
      scroller.scrollTo({ top, left, behavior: "instant" });
    }
  }

  #tell(element: Element): void {
    const at = anchorOf(element, (node) => this.copy.idOf(node));
    if (at) this.send({ kind: "scroll", ...at });
  }
}

/** The nearest box around that can go that way; out of frames too. */
function scrollableAt(element: Element, byX: number, byY: number): Element | undefined {
  for (let at: Element | null = element; at; at = around(at) ?? frameOf(at)) {
    const root = at.ownerDocument.documentElement;
    const isPage = at === root;
    const box = isPage ? scrollerOf(at) : at;
    if (!isPage && !isScrollBox(at)) continue;
    if ((byY !== 0 && hasRoom(box.scrollTop, box.scrollHeight - box.clientHeight, byY)) || (byX !== 0 && hasRoom(box.scrollLeft, box.scrollWidth - box.clientWidth, byX))) return at;
  }
  return undefined;
}

function frameOf(element: Element): Element | null {
  const frame = element.ownerDocument.defaultView?.frameElement ?? null;
  // The copy's own frame belongs to the console.
  return frame?.closest(".replica") ? null : frame;
}

function isScrollBox(element: Element): boolean {
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  return style !== undefined && /auto|scroll/.test(style.overflowX + style.overflowY) && element !== element.ownerDocument.body;
}

function hasRoom(at: number, most: number, by: number): boolean {
  return by > 0 ? at < most - 1 : at > 0;
}
