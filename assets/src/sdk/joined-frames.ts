import { again } from "./framed";

/** The mirror of the page around the frames. */
export interface Around {
  idOf(node: Node): number | undefined;
  /** Takes a frame of the stream of a document in a frame element. */
  nest(frame: Element, bytes: Uint8Array): void;
}

/** What a frame's own script says once it is there (loader.ts). */
const shown = "tandem.shown";

/**
 * Frames of the site's other origins that show themselves (M3): each is asked to, by its origin and no other, and answers over a port of its own. A frame
 * that has not loaded its script yet says so later.
 */
export class JoinedFrames {
  readonly #window: Window;
  readonly #around: Around;
  readonly #origins: () => readonly string[];
  readonly #ports = new Map<Element, MessagePort>();
  readonly #onMessage = (event: MessageEvent<unknown>): void => {
    if (event.data !== shown || this.#origins().indexOf(event.origin) < 0) return;
    const frame = [...this.#window.document.querySelectorAll("iframe")].find(({ contentWindow }) => contentWindow === event.source);
    // Another document than the one that had joined.
    if (frame) this.#invite(frame, event.origin);
  };

  constructor(window: Window, around: Around, origins: () => readonly string[]) {
    this.#window = window;
    this.#around = around;
    this.#origins = origins;
    window.addEventListener("message", this.#onMessage);
    for (const frame of window.document.querySelectorAll("iframe")) this.entered(frame);
  }

  /** A frame is part of a new stream, or new in this one. */
  entered(frame: HTMLIFrameElement): void {
    const port = this.#ports.get(frame);
    const origin = originOf(frame.src);
    if (port) port.postMessage(again);
    else if (this.#origins().indexOf(origin) >= 0) this.#invite(frame, origin);
  }

  /** A message of the replica's for the document in a frame. */
  tell(frame: Element, message: Uint8Array<ArrayBuffer>): void {
    this.#ports.get(frame)?.postMessage(message);
  }

  stop(): void {
    this.#window.removeEventListener("message", this.#onMessage);
    for (const frame of [...this.#ports.keys()]) this.#drop(frame);
  }

  #invite(frame: HTMLIFrameElement, origin: string): void {
    this.#drop(frame);
    const { port1, port2 } = new MessageChannel();
    this.#ports.set(frame, port1);
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (this.#around.idOf(frame) === undefined) this.#drop(frame);
      else if (data instanceof Uint8Array) this.#around.nest(frame, data);
    };
    frame.contentWindow?.postMessage("tandem.join", origin, [port2]);
  }

  #drop(frame: Element): void {
    const port = this.#ports.get(frame);
    port?.postMessage(null);
    port?.close();
    this.#ports.delete(frame);
  }
}

function originOf(address: string): string {
  try {
    return new URL(address).origin;
  } catch {
    return "";
  }
}
