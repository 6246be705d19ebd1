/**
 * Copies of small messages. A packet that a bad line loses is sent again by the reliable channel half a second later (SCTP's time-outs; three later
 * packets must have arrived before it does so sooner), and everything behind it waits. So each small message also goes over a lossy channel, together with
 * those just before it: unless all of these are lost, it is here in time. Its number says where it belongs; the reliable channel remains the truth.
 *
 *	datagram   ┌ record ┬ record … ┐   newest first
 *	record     ┌ channel: 1 byte ┬ number: 4 bytes ┬ length: 2 bytes ┬ the message ┐
 */

/** Messages of more bytes have no copies: they take several packets, of which each would have to arrive. */
export const maxCopied = 400;
/** A datagram that fits one packet of every network, in bytes. */
export const maxDatagram = 1000;
/** Older messages ride along while the datagram stays below this, so that 60 changes a second cost no more than 25 KB/s. */
const rideBelow = 420;
/** … and while they are young enough to be missed: what is older has been sent again by the channel itself. In milliseconds. */
const rideFor = 450;
/** … and at most so many. */
const maxRiders = 4;
/** Copies go a moment after the message: browsers put what is sent at once into one packet, which would be lost as one. In milliseconds. */
const copyAfter = 15;
/** … and once more if nothing new has taken them along until then: the last word of a burst is as likely to be lost as any other. In milliseconds. */
const againAfter = 60;

const recordHead = 7;

interface Copy {
  readonly channel: number;
  readonly number: number;
  readonly message: Uint8Array;
  readonly at: number;
}

/** The lossy channel that copies go over. */
export interface CopyLine {
  send(datagram: Uint8Array): void;
  /** Bytes given to it that have not left this machine. */
  backlog(): number;
  /** Another way, if there is one and it is free, for what has to wait in this one. */
  beside(datagram: Uint8Array): void;
}

/**
 * The sending half: told of every message of the reliable channels, in the order of each. After a time-out SCTP lets one packet go in a round trip: then no copy
 * is added to those that wait. They would come too late themselves, and take the room of the messages (measured: 2.5 s of copies before the latest). A lane waits as well
 * after a loss; meanwhile the connection itself may let a copy through (measured: the p95 of letters typed in Chromium went from 214 to 174 ms on a line that loses a tenth).
 */
export class CopySender {
  readonly #line: CopyLine;
  /** Messages so far, by channel. */
  readonly #numbers = new Map<number, number>();
  /** Newest first. */
  #recent: Copy[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The timer is for what has never been sent; otherwise it is for the last time. */
  #isFresh = false;

  constructor(line: CopyLine) {
    this.#line = line;
  }

  /** A message is given to a reliable channel. */
  sent(channel: number, message: Uint8Array): void {
    const number = this.#numbers.get(channel) ?? 0;
    this.#numbers.set(channel, (number + 1) >>> 0);
    if (message.length > maxCopied) return;
    this.#recent = [{ channel, number, message, at: performance.now() }, ...this.#recent.slice(0, maxRiders)];
    if (!this.#isFresh) this.#wait(true, copyAfter);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #wait(isFresh: boolean, forMs: number): void {
    clearTimeout(this.#timer);
    this.#isFresh = isFresh;
    this.#timer = setTimeout(() => { this.#go(isFresh); }, forMs);
  }

  #go(isFresh: boolean): void {
    const now = performance.now();
    this.#isFresh = false;
    this.#recent = this.#recent.filter((copy) => now - copy.at < rideFor);
    if (this.#recent.length === 0) return;
    const isBusy = this.#line.backlog() > 0;
    this.#line[isBusy ? "beside" : "send"](datagramOf(this.#recent));
    if (isFresh || isBusy) this.#wait(isFresh && isBusy, againAfter);
  }
}

function datagramOf(copies: readonly Copy[]): Uint8Array {
  const parts: Copy[] = [];
  let size = 0;
  for (const copy of copies) {
    const more = recordHead + copy.message.length;
    if (parts.length > 0 && size + more > rideBelow) break;
    parts.push(copy);
    size += more;
  }
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { channel, number, message } of parts) {
    bytes[at] = channel;
    view.setUint32(at + 1, number);
    view.setUint16(at + 5, message.length);
    bytes.set(message, at + recordHead);
    at += recordHead + message.length;
  }
  return bytes;
}

/** One message as a datagram names it. */
export interface Numbered {
  readonly channel: number;
  readonly number: number;
  readonly message: Uint8Array;
}

/** What a datagram holds; undefined for bytes that none of ours sends. */
export function readCopies(datagram: Uint8Array): Numbered[] | undefined {
  const view = new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength);
  const found: Numbered[] = [];
  for (let at = 0; at < datagram.length; ) {
    if (at + recordHead > datagram.length) return undefined;
    const end = at + recordHead + view.getUint16(at + 5);
    if (end > datagram.length) return undefined;
    found.push({ channel: view.getUint8(at), number: view.getUint32(at + 1), message: datagram.subarray(at + recordHead, end) });
    at = end;
  }
  return found;
}

/** Told of copies that are here before the channel has brought their message, and whether it is that message's turn. If not they are delivered in it all the same. */
export type Early = (message: Uint8Array, isNext: boolean) => void;

/** Copies kept of messages whose predecessors are not here yet: what somebody types while a line lets nothing through for some seconds. */
const maxHeld = 64;

/** The receiving half of one reliable channel: every message once, in order, from wherever it came first. */
export class InOrder {
  readonly #deliver: (message: Uint8Array) => void;
  readonly #early: Early;
  /** Messages that came over the channel itself, and messages delivered. */
  #came = 0;
  #next = 0;
  readonly #held = new Map<number, Uint8Array>();

  constructor(deliver: (message: Uint8Array) => void, early: Early = () => undefined) {
    this.#deliver = deliver;
    this.#early = early;
  }

  /** The next message of the reliable channel. */
  came(message: Uint8Array): void {
    const number = this.#came++;
    if (number === this.#next) this.#go(message);
  }

  /** A copy of the message with this number. */
  copied(number: number, message: Uint8Array): void {
    if (number < this.#next || number >= this.#next + maxHeld || this.#held.has(number)) return;
    const isNext = number === this.#next;
    this.#early(message, isNext);
    if (isNext) this.#go(message);
    else this.#held.set(number, message);
  }

  #go(message: Uint8Array): void {
    for (let next: Uint8Array | undefined = message; next !== undefined; next = this.#held.get(this.#next)) {
      this.#held.delete(this.#next);
      this.#next++;
      this.#deliver(next);
    }
  }
}
