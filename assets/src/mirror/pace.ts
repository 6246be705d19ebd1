/** The first page goes out as fast as it can be written: so much may be on its way, in bytes. */
const MOST = 256 << 10;
/** So much may be on its way after that, and after a pause, when nothing is known of the line any more; on a line with room it doubles in each round trip. In bytes. */
const START = 16 << 10;
/** … and so much on the worst of lines, which after losses carries a few packets in a round trip. In bytes. */
const LEAST = 8 << 10;
/** A small change may wait behind others for about this, in milliseconds: that much longer than on an idle line a frame may take. */
const HORIZON = 100;
/** What is small goes out this long after the last frame all the same, in milliseconds: 8 KB/s of frames that have copies, at most. */
const HURRY = 50;
/** After a pause of this length nothing is known of the line any more, in milliseconds. */
const PAUSE = 300;
/** What was not acknowledged by then is not waited for: the replica may be of an older day. In milliseconds. */
const GIVE_UP = 5000;
/** How long the quickest acknowledgement counts as what an idle line would take, in milliseconds; twice that at most. Networks change. */
const MEMORY = 2000;
/** The longest body of a frame, in bytes: what a task may write. */
const MOST_BODY = 192 << 10;
/** Frames from this length on, in bytes, are acknowledged by the replica; smaller ones fill no line. */
export const ACKNOWLEDGED = 1 << 10;

interface Sent {
  readonly number: number;
  readonly bytes: number;
  readonly at: number;
}

/**
 * How much capture may have on its way to the replica. Nothing overtakes what has been handed over, and browsers and routers hold some hundred KB of it
 * unseen: on a slow line a small change would wait for seconds behind a large one. So the replica acknowledges large frames, and capture keeps
 * no more on its way than arrives hardly later than it would on an idle line.
 */
export class Pace {
  readonly #now: () => number;
  #window = MOST;
  /** The first page is still being written. */
  #isFirst = true;
  #sent: Sent[] = [];
  #onItsWay = 0;
  /** The quickest acknowledgement of this span of MEMORY, and of the one before. */
  #quickest = Infinity;
  #before = Infinity;
  #span = 0;
  #last = -Infinity;
  /** When any frame was handed over. */
  #handedOver = -Infinity;
  /** What was to be small, and went out without room, was large: nothing more does until something has arrived. */
  #isOver = false;
  /** When the window was made smaller last. */
  #changed = -Infinity;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A new page begins: what was on its way is nobody's concern. */
  restart(): void {
    this.#sent = [];
    this.#onItsWay = 0;
    this.#window = MOST;
    this.#isFirst = true;
    this.#last = this.#now();
  }

  /** A frame was handed over. */
  sent(number: number, bytes: number): void {
    const at = this.#now();
    this.#handedOver = at;
    if (bytes < ACKNOWLEDGED) return;
    this.#last = at;
    this.#sent.push({ number, bytes, at });
    this.#onItsWay += bytes;
  }

  /** The replica has the frame of this number, and all before it. */
  seen(number: number): void {
    const at = this.#now();
    this.#isOver = false;
    while (this.#sent[0] !== undefined && this.#sent[0].number <= number) {
      const { bytes, at: since } = this.#sent.shift() as Sent;
      this.#onItsWay -= bytes;
      this.#last = at;
      const took = at - since;
      const base = this.#idleTime(took, at);
      // What went out before says nothing of what the window is now: one late acknowledgement says as much as ten.
      if (since < this.#changed) continue;
      if (took < base + HORIZON) this.#window = Math.min(MOST, this.#window + bytes);
      else if (took > base + 2 * HORIZON) {
        this.#window = Math.max(LEAST, (this.#window * 2) / 3);
        this.#changed = at;
      }
    }
  }

  /** What an acknowledgement takes on this line when nothing else is on its way. */
  #idleTime(took: number, at: number): number {
    if (at - this.#span > MEMORY) {
      this.#before = this.#quickest;
      this.#quickest = Infinity;
      this.#span = at;
    }
    this.#quickest = Math.min(this.#quickest, took);
    return Math.min(this.#quickest, this.#before);
  }

  /**
   * Whether more may be written, with so many bytes written but not handed over yet, and the first page written or not. Asked before `body`: after the first page, and after a
   * pause, both begin small.
   */
  allows(pending: number, hasFirst: boolean): boolean {
    const at = this.#now();
    const isOver = this.#isFirst && hasFirst;
    if (isOver) this.#changed = at;
    if (isOver || (this.#sent.length === 0 && at - this.#last > PAUSE)) this.#window = Math.min(this.#window, START);
    this.#isFirst = !hasFirst;
    const before = at - GIVE_UP;
    while (this.#sent[0] !== undefined && this.#sent[0].at < before) this.#onItsWay -= (this.#sent.shift() as Sent).bytes;
    return this.#onItsWay + pending < this.#window;
  }

  /** Something went out although there was no room. */
  hurried(bytes: number): void {
    this.#isOver = bytes >= ACKNOWLEDGED;
  }

  /** Whether something small may go out although there is no room: not often. */
  get hurries(): boolean {
    return !this.#isOver && this.#now() - this.#handedOver >= HURRY;
  }

  /** How long the body of a frame may be, about, in bytes. */
  get body(): number {
    return Math.min(MOST_BODY, this.#window / 2);
  }
}
