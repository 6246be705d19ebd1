/**
 * The customer's pointer, as it crosses the `pointer` channel: 15 bytes per event.
 *
 *	0      kind
 *	1      device (low 4 bits) and whether it is pressed (bit 4)
 *	2      finger: which of several touches
 *	3–6    sequence number
 *	7–10   id of the node under the pointer
 *	11–12  offset from the node's left edge, in 1/65535 of its width
 *	13–14  offset from its top edge, in 1/65535 of its height
 *
 * Numbers have their high byte first. A node and an offset within it stay right at another size of the window; a position on the screen
 * would not. The channel loses and reorders, and gives up what it could not send in time (channels.ts), so a receiver drops what is older than what it has
 * (PointerOrder), and a sender says the rare things, down, up and leave, again (PointerTeller).
 */

export type PointerKind = "move" | "down" | "up" | "leave";
export type PointerDevice = "mouse" | "touch" | "pen";

export interface PointerEventMessage {
  readonly kind: PointerKind;
  readonly device: PointerDevice;
  readonly isPressed: boolean;
  /** 0–255; 0 for a mouse. */
  readonly finger: number;
  /** Counts up by one per event over all fingers; may start anew with every link. */
  readonly seq: number;
  /** The mirror's id of the node. 0 with `leave`: nowhere. */
  readonly node: number;
  /** 0–1 within the node's box. */
  readonly x: number;
  readonly y: number;
}

export const pointerBytes = 15;

const kinds: readonly PointerKind[] = ["move", "down", "up", "leave"];
const devices: readonly PointerDevice[] = ["mouse", "touch", "pen"];
const pressedBit = 16;
/** Offsets are whole 65535ths: a tenth of a pixel on the largest element that fits a screen. */
const scale = 65535;

export function encodePointer(event: PointerEventMessage): Uint8Array {
  const bytes = new Uint8Array(pointerBytes);
  const view = new DataView(bytes.buffer);
  bytes[0] = kinds.indexOf(event.kind);
  bytes[1] = devices.indexOf(event.device) | (event.isPressed ? pressedBit : 0);
  bytes[2] = event.finger;
  view.setUint32(3, event.seq);
  view.setUint32(7, event.node);
  view.setUint16(11, toFraction(event.x));
  view.setUint16(13, toFraction(event.y));
  return bytes;
}

/** Reads an event, or returns undefined for bytes that are none. */
export function decodePointer(bytes: Uint8Array): PointerEventMessage | undefined {
  if (bytes.length !== pointerBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = kinds[view.getUint8(0)];
  const flags = view.getUint8(1);
  const device = devices[flags & ~pressedBit];
  if (kind === undefined || device === undefined) return undefined;
  return {
    kind,
    device,
    isPressed: (flags & pressedBit) !== 0,
    finger: view.getUint8(2),
    seq: view.getUint32(3),
    node: view.getUint32(7),
    x: view.getUint16(11) / scale,
    y: view.getUint16(13) / scale,
  };
}

function toFraction(part: number): number {
  return Math.round(Math.min(1, Math.max(0, part)) * scale);
}

/**
 * When the rare things are said again, in milliseconds: in another packet than the first time, for browsers put into one what is said at once; and when a line that let
 * nothing out has come to itself again, so that no finger stays down for ever.
 */
const againAfter = [60, 900];

/** The sending half: counts the events. */
export class PointerTeller {
  readonly #send: (bytes: Uint8Array) => void;
  readonly #again = new Set<ReturnType<typeof setTimeout>>();
  #seq = 0;

  constructor(send: (bytes: Uint8Array) => void) {
    this.#send = send;
  }

  tell(event: Omit<PointerEventMessage, "seq">): void {
    const bytes = encodePointer({ ...event, seq: (this.#seq = (this.#seq + 1) >>> 0) });
    this.#send(bytes);
    if (event.kind === "move") return;
    for (const wait of againAfter) {
      const timer = setTimeout(() => {
        this.#again.delete(timer);
        this.#send(bytes.slice());
      }, wait);
      this.#again.add(timer);
    }
  }

  stop(): void {
    for (const timer of this.#again) clearTimeout(timer);
    this.#again.clear();
  }
}

/** Tells fresh events from late and repeated ones, for each finger by itself. One per link. */
export class PointerOrder {
  readonly #last = new Map<number, number>();

  /** True once for every event that is newer than all before it. */
  accepts(event: PointerEventMessage): boolean {
    if (event.seq <= (this.#last.get(event.finger) ?? -1)) return false;
    this.#last.set(event.finger, event.seq);
    return true;
  }
}
