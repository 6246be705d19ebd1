import type { Missing } from "./needs";
import type { PlaceholderWords } from "./paintings";
import type { Viewport } from "./stage-events";

/** What keeps the replica from showing the page as it is. */
export interface Problem {
  /** "format": the stream is not ours. "gap": frames were lost, a new snapshot is on its way. "content": one thing is not shown right. */
  readonly kind: "format" | "gap" | "content";
  readonly text: string;
}

export interface ReplicaOptions {
  /** The replica makes its own frames in here, one on top of the other. */
  readonly host: HTMLElement;
  /** Address of the blank page that the replica is built in, of the embedder's own origin. README.md names the headers it needs. */
  readonly blankPage: string;
  /** Takes a message to Capture.receive. */
  send(message: Uint8Array<ArrayBuffer>): void;
  /** The customer's viewport. The frame has this size already; scaling it to fit is up to the embedder. */
  onViewport?(viewport: Viewport): void;
  /** A page is on screen: the first one, or the next one in place of the last. `page` is Capture.page. */
  onPaint?(page: number): void;
  /** The first page is on screen. */
  onFirstPaint?(): void;
  onLocation?(location: { url: string; title: string }): void;
  /** Another frame element is the visible one now; the last is gone. */
  onFrame?(frame: HTMLIFrameElement): void;
  onProblem?(problem: Problem): void;
  /**
   * Whether a box of the replica goes to where the customer has it; without this it always does. `asked` is the last number given to Capture.scrolledFor for this box
   * (0: none), negative when the customer's box is elsewhere than was asked for then.
   */
  follows?(box: Element, asked: number): boolean;
  /** Takes a message to Courier.receive. Without it, what this browser cannot load itself is not shown. */
  sendAsset?(message: Uint8Array<ArrayBuffer>): void;
  /** What stands in place of what cannot be shown. */
  readonly words?: PlaceholderWords;
  /** What of the page on screen is not shown, and why; all of it at every change. */
  onMissing?(list: readonly Missing[]): void;
}
