import { Lane, type LanePeer } from "../../link/lane";
import type { LineMemory } from "./edges";

/** So many signs that packets were lost, or held up for long, make a line that a lane is worth its while for. */
const enough = 2;

/** Gives a connection a lane (src/link/lane.ts) once its line turns out to lose packets. Most lines do not, and are spared the second connection. */
export class LossyLine {
  readonly #peer: LanePeer;
  readonly #line: LineMemory;
  #lane: Lane | undefined;
  #signs = 0;
  #lastBeat: number | undefined;
  /** One did not come to be: the two do not reach each other that way. Or there is nobody to reach any more. */
  #isVain = false;

  constructor(peer: LanePeer, line: LineMemory) {
    this.#peer = peer;
    this.#line = line;
  }

  /** The connection is up. Where the one before it had a lane, it has one from the start: a next page is no better line. */
  up(): void {
    if (this.#line.isLossy) this.#offer();
  }

  /** A copy came in place of its message. */
  rescued(): void {
    this.#sign();
  }

  /** A beat has come, by the lowest byte of its number. They come in their order, or not at all. */
  beat(number: number): void {
    const expected = ((this.#lastBeat ?? number - 1) + 1) & 0xff;
    this.#lastBeat = number;
    if (number !== expected) this.#sign();
  }

  /** The customer's answer to the offer. */
  answered(sdp: string): void {
    this.#lane?.accept(sdp);
  }

  /** The connection is over. */
  close(): void {
    this.#isVain = true;
    this.#lane?.close();
  }

  #sign(): void {
    if (!this.#lane && ++this.#signs >= enough) this.#offer();
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
