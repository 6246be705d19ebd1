import { requestFor } from "../../act/scroll";
import type { RemoteEvent } from "../../act/event";
import { scrollerOf } from "../../mirror/anchor";
import { around, type Copy } from "./hit";

/** What scrolling needs of the copy besides what lies where. */
export interface ScrolledCopy extends Copy {
  /** Asks `follows` about every box again. */
  rescroll(): void;
}

export interface TogetherOptions {
  readonly copy: ScrolledCopy;
  /** Whether the customer lets the agent scroll their page. */
  readonly mayScroll: () => boolean;
  /** Returns the number of the request. */
  readonly send: (event: RemoteEvent) => number;
  /** The agent looks around on their own from here on. */
  readonly onUnlinked: () => void;
}

/** The agent has put the box somewhere, and the customer's side has not been asked yet. */
const notAsked = Infinity;

/**
 * I5: scrolling together. The wheel moves the copy at once and asks the customer's page to come along; where that is, comes back with the mirror, and says which request
 * it has seen last. The customer's page decides: the copy stays where the agent put it until the answer to the last request has come, and
 * follows the customer from then on. Not linked, the page
 * and what the agent scrolls in it stay where the agent put them. Only a hand's scrolling is ever told, never one that was told to us, so that nothing can go round in circles.
 *
 *	wheel ──► copy ──request n──► customer's page ──where, "as n asked" | "elsewhere, after n"──► follows()
 */
export class ScrollTogether {
  #isLinked = true;
  /** Boxes that the agent has put somewhere: the number of the last request about it. */
  readonly #asked = new Map<Element, number>();
  readonly #toTell = new Map<Element, Element>();
  #frame = 0;

  constructor(private readonly options: TogetherOptions) {}

  /** Linked again, the copy goes to where the customer is. */
  link(isLinked: boolean): void {
    if (isLinked === this.#isLinked) return;
    this.#isLinked = isLinked;
    this.#asked.clear();
    if (isLinked) this.options.copy.rescroll();
  }

  /** The customer has a box somewhere: whether the copy's goes there. `asked` is Replica's: the last of our requests that they have seen, negative if they are elsewhere since. */
  follows(box: Element, asked: number): boolean {
    if (!this.#isLinked && box === box.ownerDocument.scrollingElement) return false;
    const last = this.#asked.get(box);
    if (last === undefined) return true;
    // As we asked: the copy is there already, and was there when the agent put it.
    if (Math.abs(asked) < last || asked === last) return false;
    this.#asked.delete(box);
    return true;
  }

  /** Nothing came of a request: the customer's page is where it was. */
  denied(seq: number): void {
    for (const [box, last] of this.#asked) {
      if (last !== seq) continue;
      this.#asked.delete(box);
      this.options.copy.rescroll();
    }
  }

  /** A turn of the wheel over an element of the copy. False if nothing there can scroll that way. */
  wheel(over: Element, byX: number, byY: number): boolean {
    const element = scrollableAt(over, byX, byY);
    if (!element) return false;
    const box = scrollerOf(element);
    if (this.#isLinked && !this.options.mayScroll()) {
      this.link(false);
      this.options.onUnlinked();
    }
    box.scrollTo({ top: box.scrollTop + byY, left: box.scrollLeft + byX, behavior: "instant" });
    this.#asked.set(box, notAsked);
    if (!this.#isLinked) return true;
    this.#toTell.set(box, element);
    this.#frame ||= requestAnimationFrame(() => { this.#tell(); });
    return true;
  }

  /** Another page or another link: requests are counted anew. */
  reset(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#asked.clear();
    this.#toTell.clear();
  }

  /** Once a frame, however fast the wheel turns. */
  #tell(): void {
    this.#frame = 0;
    for (const [box, element] of this.#toTell) {
      const request = this.#isLinked ? requestFor(element, (node) => this.options.copy.idOf(node)) : undefined;
      if (request) this.#asked.set(box, this.options.send(request));
      else this.#asked.delete(box);
    }
    this.#toTell.clear();
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
