import { type Motion, motionsIn } from "./motion";
import type { Twin } from "./twin";
import { Key } from "./wire";

/** What plays already is left to play on if it is no more than this off, in milliseconds: a jump would show more than the delay does. */
const NEAR = 100;

interface Played {
  /** What it was made of, without where it is. */
  readonly made: string;
  readonly animation: Animation;
}

/** Plays in the replica what scripts animate at the customer's. */
export class MotionPlayer {
  readonly #played = new Map<Twin, Played[]>();

  /** The state of a node is another now, or its node is. */
  play(twin: Twin): void {
    const element = twin.node as Element;
    const left = this.#played.get(twin) ?? [];
    const now: Played[] = [];
    for (const motion of motionsIn(twin.getState(Key.Motion))) {
      const { at, ...rest } = motion;
      const made = JSON.stringify(rest);
      const index = left.findIndex((each) => each.made === made && isOn(each.animation, element) && isNear(each.animation, at));
      const [same] = index < 0 ? [] : left.splice(index, 1);
      const played = same ?? begin(element, motion, made);
      if (played !== null) now.push(played);
    }
    for (const { animation } of left) animation.cancel();
    if (now.length > 0) this.#played.set(twin, now);
    else this.#played.delete(twin);
  }

  forget(twin: Twin): void {
    for (const { animation } of this.#played.get(twin) ?? []) animation.cancel();
    this.#played.delete(twin);
  }
}

function begin(element: Element, { pseudo, frames, timing, rate, paused, at }: Motion, made: string): Played | null {
  if (!("animate" in element)) return null;
  try {
    const animation = element.animate(frames.map((frame) => ({ ...frame })), {
      ...timing,
      iterations: timing.iterations < 0 ? Infinity : timing.iterations,
      ...(pseudo === "" ? {} : { pseudoElement: pseudo }),
    });
    if (paused) animation.pause();
    animation.playbackRate = rate;
    animation.currentTime = at;
    return { made, animation };
  } catch {
    return null; // A pseudo-element, or an easing, that this browser does not know.
  }
}

function isOn({ effect, playState }: Animation, element: Element): boolean {
  return playState !== "idle" && effect !== null && (effect as KeyframeEffect).target === element;
}

function isNear({ currentTime }: Animation, at: number): boolean {
  return typeof currentTime === "number" && Math.abs(currentTime - at) < NEAR;
}
