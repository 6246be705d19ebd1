/** A blank page that takes longer than this, in milliseconds, is asked for again: its request may have gone to a network that is gone. */
const AGAIN = 1000;
/** … and later tries leave the slowest lines time to answer. */
const AGAIN_AT_MOST = 8000;

/** Runs something with a frame whose blank document is there. */
export type Begin = (frame: HTMLIFrameElement, doc: Document) => void;

/**
 * The empty frames that pages are built in. One is always made ahead, so that the next page need not wait for it. A frame whose address does not answer,
 * or answers with the browser's own error page, is replaced until one is there: a page that waits for its frame would otherwise stand still for good.
 */
export class BlankFrames {
  #spare: HTMLIFrameElement;
  #begin: Begin | null = null;
  #isReady = false;
  #wait = AGAIN;
  #timer: number | null = null;
  #isDestroyed = false;

  constructor(
    private readonly host: HTMLElement,
    private readonly address: string,
  ) {
    this.#spare = this.#make();
  }

  /** The frame that is made ahead. */
  get spare(): HTMLIFrameElement {
    return this.#spare;
  }

  /** Gives the spare away as soon as its document is there, and makes the next. Who asked before and has none yet gets none any more. */
  take(begin: Begin): void {
    this.#begin = begin;
    if (this.#isReady) this.#give();
    else this.#watch();
  }

  destroy(): void {
    this.#isDestroyed = true;
    this.#begin = null;
    this.#stopWatching();
    this.#spare.remove();
  }

  #give(): void {
    const begin = this.#begin;
    const frame = this.#spare;
    const doc = frame.contentDocument;
    if (begin === null) return;
    if (doc === null) {
      this.#again();
      return;
    }
    this.#begin = null;
    this.#wait = AGAIN;
    this.#stopWatching();
    this.#spare = this.#make();
    begin(frame, doc);
  }

  #again(): void {
    this.#stopWatching();
    this.#spare.remove();
    this.#wait = Math.min(AGAIN_AT_MOST, 2 * this.#wait);
    this.#spare = this.#make();
    this.#watch();
  }

  #watch(): void {
    this.#timer ??= window.setTimeout(() => { this.#again(); }, this.#wait);
  }

  #stopWatching(): void {
    if (this.#timer !== null) window.clearTimeout(this.#timer);
    this.#timer = null;
  }

  /**
   * A frame that runs no script and takes no input: whoever wants to know what is under a point asks the document in it.
   * It is invisible, not absent, so that its images and fonts load.
   */
  #make(): HTMLIFrameElement {
    const frame = this.host.ownerDocument.createElement("iframe");
    frame.setAttribute("sandbox", "allow-same-origin");
    frame.setAttribute("tabindex", "-1");
    frame.title = "";
    // A frame and a document that are both dark have no ground between them but what lies behind: a dark page would stand on white in a console that is dark.
    Object.assign(frame.style, { colorScheme: "light", position: "absolute", left: "0", top: "0", border: "0", width: "100%", height: "100%", visibility: "hidden", pointerEvents: "none", background: "#fff" });
    this.#isReady = false;
    frame.addEventListener("load", () => { this.#loaded(frame); }, { once: true });
    frame.src = this.address;
    this.host.append(frame);
    return frame;
  }

  #loaded(frame: HTMLIFrameElement): void {
    if (this.#isDestroyed || frame !== this.#spare) return;
    // There is no hurry to try again before the frame is wanted.
    this.#isReady = frame.contentDocument !== null && isBlank(frame.contentDocument);
    if (this.#isReady) this.#give();
  }
}

/** A page with something in it is a proxy's word that the server is away, without the blank page's policy. The browser's own error page cannot be looked into. */
function isBlank(doc: Document): boolean {
  return doc.body.childElementCount === 0 && doc.body.textContent.trim() === "";
}
