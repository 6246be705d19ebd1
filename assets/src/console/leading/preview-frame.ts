/** What is known of the page in the preview. */
export type PreviewState =
  | "loading"
  /** Its own Tandem script has said that it runs: the page is there. */
  | "shown"
  /** Nothing was heard of it: it refuses to be framed, or has no Tandem. A browser does not tell which. */
  | "silent"
  /** It has led to another origin, which the preview's policy does not let in. */
  | "left"
  /** The server does not know its origin. */
  | "foreign";

/** What the SDK says in a frame (src/sdk/loader.ts). */
const shownMessage = "tandem.shown";
/** After the frame has loaded, a page that runs has spoken by then; in milliseconds. */
const silentMs = 4000;

export interface PreviewOptions {
  readonly url: string;
  /** The customer's window, in CSS pixels: the page is laid out for it and shown smaller. */
  readonly size: { readonly width: number; readonly height: number };
  readonly label: string;
  readonly onState: (state: PreviewState) => void;
}

/**
 * I10: a page of a site, looked at before it is sent. It is framed by an empty page whose policy lets in that one origin (web/preview.go), without the
 * console's origin, without referrer and, where browsers can, without any cookies: what is in the agent's browser is not the customer's.
 */
export class PreviewFrame {
  readonly element: HTMLIFrameElement;
  #inner: HTMLIFrameElement | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #state: PreviewState = "loading";

  constructor(document: Document, private readonly options: PreviewOptions) {
    this.element = document.createElement("iframe");
    this.element.className = "preview-frame";
    this.element.title = options.label;
    this.element.src = `/console/preview?origin=${encodeURIComponent(new URL(options.url).origin)}`;
    this.element.addEventListener("load", () => { this.#opened(); });
  }

  /** Fits the page into the width there is. */
  fit(): void {
    const { width, height } = this.options.size;
    const scale = Math.min(1, this.element.clientWidth / width);
    if (!this.#inner || scale <= 0) return;
    Object.assign(this.#inner.style, { width: `${String(width)}px`, height: `${String(Math.max(height, this.element.clientHeight / scale))}px`, transform: `scale(${String(scale)})` });
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.element.remove();
  }

  #opened(): void {
    const room = this.element.contentDocument;
    if (!room?.querySelector("meta[name=tandem-preview]")) {
      this.#become("foreign");
      return;
    }
    room.addEventListener("securitypolicyviolation", () => { this.#become("left"); });
    room.defaultView?.addEventListener("message", (event) => {
      if (event.data === shownMessage && event.source === this.#inner?.contentWindow) this.#become("shown");
    });
    const inner = room.createElement("iframe");
    inner.title = this.options.label;
    inner.setAttribute("sandbox", "allow-scripts");
    inner.setAttribute("credentialless", "");
    inner.referrerPolicy = "no-referrer";
    Object.assign(room.body.style, { margin: "0", overflow: "hidden" });
    Object.assign(inner.style, { border: "0", transformOrigin: "0 0", background: "#fff" });
    inner.addEventListener("load", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => { if (this.#state === "loading") this.#become("silent"); }, silentMs);
    });
    inner.src = this.options.url;
    room.body.append(inner);
    this.#inner = inner;
    this.fit();
  }

  #become(state: PreviewState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.options.onState(state);
  }
}
