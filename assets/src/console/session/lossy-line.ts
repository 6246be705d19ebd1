import { Lane, type LanePeer } from "../../link/lane";
import type { LineMemory } from "./edges";

/** So many signs that packets were lost, or held up for long, make a line that a lane is worth its while for; one of a line that had one before. */
const enough = 2;
/** A beat that comes so soon after the one before it was held up, in milliseconds: they leave 400 apart, and a line alone hardly varies by so much. */
const tooSoon = 100;
/** Without a beat for this long, although other messages come, three are lost or held up, in milliseconds. A hidden page's come once a second. */
const silentFor = 1400;
/** A connection that takes this long from the customer's answer on, in milliseconds, five round trips at least, is over a line that is slow or has lost packets already. */
const slowFrom = 800;

/** Gives a connection a lane (src/link/lane.ts) once its line turns out to lose packets. Most lines do not, and are spared the second connection. */
export class LossyLine {
  readonly #peer: LanePeer;
  readonly #line: LineMemory;
  #lane: Lane | undefined;
  #signs = 0;
  #lastBeat: number | undefined;
  #beatAt = performance.now();
  /** The last beat came too soon. Those that were held up together are one sign. */
  #isBunch = false;
  #answeredAt = Infinity;
  /** One did not come to be: the two do not reach each other that way. Or there is nobody to reach any more. */
  #isVain = false;

  constructor(peer: LanePeer, line: LineMemory) {
    this.#peer = peer;
    this.#line = line;
  }

  /** The customer has answered: the two browsers begin to look for each other. */
  answered(): void {
    this.#answeredAt = performance.now();
  }

  /** The connection is up. It has a lane from the start where it took long, and where the one before it had one: a next page is no better line. */
  up(): void {
    this.#beatAt = performance.now();
    if (this.#line.isLossy || this.#beatAt - this.#answeredAt >= slowFrom) this.#offer();
  }

  /** A copy came in place of its message. */
  rescued(): void {
    this.#sign();
  }

  /** A beat has come, by the lowest byte of its number. They come in their order, or not at all; behind something large Firefox holds them up, and Chromium loses nearly all. */
  beat(number: number): void {
    const before = this.#lastBeat ?? number - 1;
    const now = performance.now();
    const isTooSoon = this.#lastBeat !== undefined && now - this.#beatAt < tooSoon;
    const missing = (number - before - 1) & 0xff;
    this.#lastBeat = number;
    this.#beatAt = now;
    if (missing > 0) this.#sign(missing);
    else if (isTooSoon && !this.#isBunch) this.#sign();
    this.#isBunch = isTooSoon;
  }

  /** Any other message has come. */
  heard(): void {
    const now = performance.now();
    if (now - this.#beatAt < silentFor) return;
    this.#beatAt = now;
    this.#sign(enough);
  }

  /** The customer's answer to the offer of a lane. */
  accept(sdp: string): void {
    this.#lane?.accept(sdp);
  }

  /** The connection is over. */
  close(): void {
    this.#isVain = true;
    this.#lane?.close();
  }

  #sign(count = 1): void {
    if (!this.#lane && (this.#signs += count) >= (this.#line.isLossy ? 1 : enough)) this.#offer();
  }

  #offer(): void {
    if (this.#lane || this.#isVain) return;
    this.#signs = 0;
    this.#line.isLossy = true;
    this.#lane = Lane.offer(this.#peer, (wasOpen) => {
      this.#lane = undefined;
      this.#isVain ||= !wasOpen;
    });
  }
}
