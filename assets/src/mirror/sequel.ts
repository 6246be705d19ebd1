import { Auditor } from "./auditor";
import { Look } from "./look";
import type { Parts } from "./parts";

/** What a capture does for its sequel. */
export interface SequelHost {
  /** Compares and sends what is dirty, at once. */
  compare(): void;
  /** The page is at rest and was gone over: says the sum. */
  rested(): void;
}

/** What of a capture the first paint does not need: `capture.goOn((parts, host) => new Sequel(parts, host))`, once its code is loaded. */
export class Sequel {
  readonly #auditor: Auditor;

  /** Begins at once. */
  constructor(parts: Parts, { compare, rested }: SequelHost) {
    const look = new Look(parts);
    this.#auditor = new Auditor(parts.win, parts.all, { look: (twin) => { look.at(twin); }, compare, done: rested });
    this.written();
  }

  /** Something is being sent. */
  written(): void {
    this.#auditor.active();
  }

  /** A rule of a mask may look at more than the element that has changed: the next rest must not pass without going over the page. */
  urge(): void {
    this.#auditor.urge();
  }

  stop(): void {
    this.#auditor.stop();
  }
}
