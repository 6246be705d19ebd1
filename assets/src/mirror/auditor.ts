import type { Population } from "./population";
import type { Twin } from "./twin";

export interface Audited {
  /** Something large has been written in part: the rest waits for room on the line, and the page is not at rest although nothing is sent. */
  isCutShort(): boolean;
  /** Marks everything about a node for comparison. */
  look(twin: Twin): void;
  /** Marks where boxes are scrolled to for comparison. */
  places(): void;
  /** Compares and sends what was marked. */
  compare(): void;
  /** The page is at rest and everything was looked at: time to say the sum. */
  done(): void;
}

/** How long the page must be at rest, in milliseconds; up to twice that. */
const REST = 400;
/** A page is gone over at most so often, in milliseconds. What came to rest sooner after the last time is gone over once they are past. */
const APART = 20_000;
/** It is looked at after so many milliseconds even if it never rests. */
const LONGEST = 5000;
/** How often a page at rest says its sum, in milliseconds. It is known by then; saying it is one short frame. */
const BEAT = 4000;
/** Nodes looked at in one go: one or two milliseconds' worth. */
const GO = 250;
/** Nodes looked at after one stretch of activity; a larger page is gone through in turns. */
const ROUND = 5000;

/**
 * Goes over the page when it has come to rest, a little at a time: what no observer tells (a scroll position from before
 * consent, a rule of a mask that looks at siblings, a property set past its prototype) is found then. Afterwards both
 * sides compare sums. A page at rest that was gone over costs one short frame now and then.
 */
export class Auditor {
  #pending: Twin[] = [];
  #timer: number | null = null;
  #beat: number | null = null;
  #auditing = false;
  #since = 0;
  /** When something was sent last. A timer that comes too soon after it waits once more, which costs less than setting it anew with every frame. */
  #active = -Infinity;
  #audited = -Infinity;
  /** Where in a large page the next round begins. */
  #from = 0;
  /** How many nodes are still to be gone over since the last change; all of them after one. */
  #owed = Infinity;

  constructor(
    private readonly win: Window,
    private readonly all: Population,
    private readonly audited: Audited,
  ) {}

  /** Something was sent. */
  active(): void {
    // What an audit itself finds must not begin the next one.
    if (this.#auditing) return;
    this.#active = this.win.performance.now();
    this.#owed = Infinity;
    if (this.#beat !== null) this.win.clearTimeout(this.#beat);
    this.#beat = null;
    if (this.#timer !== null) return;
    this.#since = this.#active;
    this.#schedule(REST);
  }

  /** Something changed of which nothing may have been sent: the page is gone over once more, when that is due again. */
  stirred(): void {
    if (!this.#auditing) this.#owed = Infinity;
  }

  /** The next rest must not pass without going over the page. */
  urge(): void {
    this.#audited = -Infinity;
    this.#owed = Infinity;
  }

  stop(): void {
    if (this.#timer !== null) this.win.clearTimeout(this.#timer);
    if (this.#beat !== null) this.win.clearTimeout(this.#beat);
    this.#timer = null;
    this.#beat = null;
    this.#pending = [];
  }

  #next(): Twin[] {
    const all = [...this.all.living];
    if (this.#from >= all.length) this.#from = 0;
    const round = all.slice(this.#from, this.#from + ROUND);
    this.#from += ROUND;
    this.#owed = Math.min(this.#owed, all.length) - ROUND;
    return round;
  }

  #schedule(delay: number): void {
    this.#timer = this.win.setTimeout(() => { this.#go(); }, delay);
  }

  #isDue(): boolean {
    return this.#owed > 0 && this.win.performance.now() - this.#audited > APART;
  }

  #go(): void {
    this.#timer = null;
    const now = this.win.performance.now();
    if (this.audited.isCutShort() || (this.#pending.length === 0 && now - this.#active < REST && now - this.#since <= LONGEST)) {
      this.#schedule(REST);
      return;
    }
    if (this.#pending.length === 0) {
      this.audited.places();
      if (this.#isDue()) {
        this.#audited = this.win.performance.now();
        this.#pending = this.#next();
      }
    }
    for (const twin of this.#pending.splice(-GO)) if (twin.live) this.audited.look(twin);
    this.#auditing = true;
    this.audited.compare();
    this.#auditing = false;
    if (this.#pending.length > 0) this.#schedule(0);
    else if (this.all.tally.settle(deadline(this.win))) this.#done();
    else this.#schedule(0);
  }

  /** Says the sum, and goes on saying it: the last frame may be the one that was lost. */
  #done(): void {
    this.audited.done();
    this.#beat = this.win.setTimeout(() => {
      this.#beat = null;
      if (this.#isDue()) this.#go();
      else this.#done();
    }, BEAT);
  }
}

/** Says for two milliseconds that there is time. */
function deadline(win: Window): () => boolean {
  const end = win.performance.now() + 2;
  let asked = 0;
  return () => (++asked & 31) !== 0 || win.performance.now() < end;
}
