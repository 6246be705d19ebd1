/**
 * What a script animates (Web Animations), as it travels: the animations of one element, as JSON in its state. Both ends keep to what is here; neither
 * trusts the other to have done so.
 */

/** One animation of an element or of one of its pseudo-elements. */
export interface Motion {
  /** `::before` and its like, or nothing. */
  readonly pseudo: string;
  readonly frames: readonly Frame[];
  readonly timing: Timing;
  readonly rate: number;
  readonly paused: boolean;
  /** Where it is, in milliseconds of its own time. */
  readonly at: number;
}

export type Frame = Readonly<Record<string, string | number>>;

export interface Timing {
  readonly delay: number;
  readonly endDelay: number;
  readonly duration: number;
  /** −1 for ever: JSON knows no infinity. */
  readonly iterations: number;
  readonly iterationStart: number;
  readonly direction: PlaybackDirection;
  readonly easing: string;
  readonly fill: FillMode;
  readonly composite: CompositeOperation;
}

/** Animations that one element may have; real ones have one to four. */
export const MOST_MOTIONS = 32;
/** Characters of one state: a spring that was sampled into 200 frames has some 10,000. */
export const LONGEST_MOTIONS = 64 << 10;

/** What can bring in something from elsewhere. */
const OUTWARD = /url|image|src|element\s*\(|["'\\]/i;

/** Whether a property may be animated to this value at all: nothing that loads, nothing that says anything. */
export function isAllowed(property: string, value: string): boolean {
  return /^[a-zA-Z]+$/.test(property) && property !== "content" && !OUTWARD.test(value);
}

const FRAME_NUMBER = "offset";
const TIMING = { delay: 0, endDelay: 0, duration: 0, iterations: 1, iterationStart: 0 } as const;

/** The animations that a state stands for; what is not of this form is left out. */
export function motionsIn(text: string): Motion[] {
  if (text === "" || text.length > LONGEST_MOTIONS) return [];
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return [];
  }
  return Array.isArray(list) ? list.slice(0, MOST_MOTIONS).flatMap((each) => motionOf(each)) : [];
}

function motionOf(given: unknown): Motion[] {
  if (!isRecord(given) || !isRecord(given["timing"]) || !Array.isArray(given["frames"])) return [];
  const { pseudo, frames, rate, paused, at } = given;
  if (typeof pseudo !== "string" || !/^(?:::[a-z-]+)?$/.test(pseudo)) return [];
  return [{ pseudo, frames: frames.map(frameOf), timing: timingOf(given["timing"]), rate: numberOf(rate, 1), paused: paused === true, at: numberOf(at, 0) }];
}

function frameOf(given: unknown): Frame {
  const frame: Record<string, string | number> = {};
  for (const [key, value] of isRecord(given) ? Object.entries(given) : []) {
    if (key === FRAME_NUMBER && typeof value === "number") frame[key] = value;
    else if (typeof value === "string" && isAllowed(key, value)) frame[key] = value;
  }
  return frame;
}

function timingOf(given: Readonly<Record<string, unknown>>): Timing {
  const numbers = Object.entries(TIMING).map(([name, usual]) => [name, numberOf(given[name], usual)]);
  const words = ["direction", "easing", "fill", "composite"].map((name) => [name, given[name]]).filter(([, word]) => typeof word === "string");
  return { ...(Object.fromEntries(numbers) as Pick<Timing, keyof typeof TIMING>), direction: "normal", easing: "linear", fill: "none", composite: "replace", ...(Object.fromEntries(words) as object) };
}

function numberOf(given: unknown, usual: number): number {
  return typeof given === "number" && Number.isFinite(given) ? given : usual;
}

function isRecord(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === "object" && given !== null;
}
