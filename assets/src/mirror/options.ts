import type { AssetPolicy } from "./wire";
import type { MaskOptions } from "./mask";
import type { SheetMemory } from "./sheets";

export interface CaptureOptions extends MaskOptions {
  /** Takes one complete frame to the replica. Frames must arrive whole and in order; their size is the transport's concern. */
  send(frame: Uint8Array<ArrayBuffer>): void;
  /** Bytes handed to `send` that have not left yet. While there are many, capture waits, and sends the net difference later. */
  backlog?(): number;
  /** Style sheets the agent has from earlier pages of this session. Without it every page sends all of them. */
  readonly sheets?: SheetMemory;
  /** Which assets the agent may ask for, over a channel of their own (courier.ts). By default none. */
  readonly assets?: AssetPolicy;
  /** A canvas has come that is shown as a picture, for a Painter (painter.ts). Without it canvases stay empty. */
  canvas?(canvas: HTMLCanvasElement): void;
  /** A frame has come, or loaded, whose document this page may not read. It may send its own (`Capture.nest`). */
  frame?(frame: HTMLIFrameElement): void;
  /** A message of the replica's for the document in such a frame. */
  inner?(frame: Element, message: Uint8Array<ArrayBuffer>): void;
  /** What is told of the page's address; by default all of it, and without query and fragment in private-by-default mode. */
  address?(url: string): string;
}
