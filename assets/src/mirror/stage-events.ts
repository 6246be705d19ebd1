import type { Reader } from "./bytes";
import type { Missing } from "./needs";
import type { ProofEvents } from "./proof";

/** The customer's viewport, in CSS pixels of the page. */
export interface Viewport {
  readonly width: number;
  readonly height: number;
  /** Without scroll bars. */
  readonly clientWidth: number;
  readonly clientHeight: number;
  /** Device pixels per CSS pixel. */
  readonly density: number;
  /** Pinch zoom. */
  readonly scale: number;
  /** The part that the customer sees: less than the whole when they have pinched in, or a keyboard covers some of it. */
  readonly seen: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

export function readViewport(reader: Reader): Viewport {
  const [width, height, clientWidth, clientHeight] = [reader.varint(), reader.varint(), reader.varint(), reader.varint()];
  const [density, scale] = [reader.varint() / 1000, reader.varint() / 1000];
  const seen = { left: reader.varint(), top: reader.varint(), width: reader.varint(), height: reader.varint() };
  return { width, height, clientWidth, clientHeight, density, scale, seen };
}

/** What a stage tells its replica. */
export interface StageEvents extends ProofEvents {
  needSheet(name: string): void;
  ready(): void;
  /** Whether a box goes to where the customer has it. */
  follows(box: Element, asked: number): boolean;
  viewport(viewport: Viewport): void;
  /** Takes a message to the document in the frame of this id. */
  inner(id: number, message: Uint8Array<ArrayBuffer>): void;
  /** What stands over a frame that cannot be shown. */
  readonly label: string;
  location(url: string, title: string): void;
  /** All that the page has and this browser does not show. */
  missing(list: readonly Missing[]): void;
  /** Something could not be shown as it is; the rest goes on. */
  problem(what: string): void;
}
