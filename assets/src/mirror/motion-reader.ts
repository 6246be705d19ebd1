import { Cover } from "./mask";
import { isAllowed, LONGEST_MOTIONS, type Frame, type Motion, MOST_MOTIONS } from "./motion";
import type { Parts } from "./parts";
import { Patches } from "./patches";
import { Key } from "./wire";

/** Changes are read at most so often, in milliseconds: a script that leads an animation by hand sets its time with every frame. */
const APART = 50;
/** How long after a frame was sent it is seen whether the agent still has what it was told, in milliseconds. */
const AFTER = 250;

/** What may be animated where texts are hidden: it moves and colours, and says nothing. */
const PLAIN = /^(?:opacity|visibility|transform|transformOrigin|translate|rotate|scale|color|backgroundColor|boxShadow|filter|zIndex|(?:min|max)?(?:W|w)idth|(?:min|max)?(?:H|h)eight|top|right|bottom|left|fontSize|letterSpacing|(?:margin|padding|border|outline|offset|inset)[A-Za-z]*)$/;

/** Methods and properties that change an animation, by the interface that has them. Those of animations that styles made pass through here as well. */
const METHODS: Readonly<Record<string, readonly string[]>> = { Animation: ["play", "pause", "cancel", "finish", "reverse", "updatePlaybackRate"] };
const SETTERS: Readonly<Record<string, readonly string[]>> = { Animation: ["currentTime", "startTime", "playbackRate", "effect"] };
const EFFECTS: Readonly<Record<string, readonly string[]>> = { KeyframeEffect: ["setKeyframes"], AnimationEffect: ["updateTiming"] };

/**
 * Reads what scripts animate: which animations are on which element, with which frames and timing, and where they are. Animations that styles make run at the
 * agent by themselves. A state like any other: what happened to an animation in between costs nothing, and one that runs on undisturbed is told once.
 */
export class MotionReader {
  /** What was told of each element, and of how many animations. */
  readonly #told = new Map<Element, { readonly text: string; readonly count: number }>();
  /** Elements with an animation that a script has touched since. */
  readonly #touched = new Set<Element>();
  readonly #patched = new WeakSet<object>();
  readonly #patches = new Patches();
  #timer: number | null = null;
  #due = Infinity;

  /** `roots`: the documents and shadow roots that are mirrored. */
  constructor(
    private readonly parts: Pick<Parts, "win" | "all" | "dirt" | "masks" | "wake">,
    private readonly roots: () => Iterable<Document | ShadowRoot>,
  ) {
    this.#look();
  }

  /** A script began an animation of this element. */
  begun(element: Element): void {
    this.#touched.add(element);
    this.#within(APART);
  }

  /** A frame was sent. The stream may be another one, and the element a new one to the agent. */
  written(): void {
    this.#within(AFTER);
  }

  stop(): void {
    if (this.#timer !== null) this.parts.win.clearTimeout(this.#timer);
    this.#patches.restore();
    this.#told.clear();
    this.#touched.clear();
  }

  #within(delay: number): void {
    const { win } = this.parts;
    const due = win.performance.now() + delay;
    if (this.#timer !== null) {
      if (this.#due <= due) return;
      win.clearTimeout(this.#timer);
    }
    this.#due = due;
    this.#timer = win.setTimeout(() => {
      this.#timer = null;
      this.#look();
    }, delay);
  }

  #look(): void {
    const { all, dirt } = this.parts;
    const now = this.#running();
    let any = false;
    for (const element of new Set([...now.keys(), ...this.#told.keys()])) {
      const twin = all.of(element);
      const animations = now.get(element) ?? [];
      if (twin === undefined || animations.length === 0) this.#told.delete(element);
      if (twin === undefined) continue;
      const told = this.#told.get(element);
      if (told?.text === twin.getState(Key.Motion) && told.count === animations.length && !this.#touched.has(element)) continue;
      const text = this.#write(animations, twin.cover);
      if (animations.length > 0) this.#told.set(element, { text, count: animations.length });
      dirt.state(twin, Key.Motion, text);
      any = true;
    }
    // One that is not part of the mirror yet is found with the frame that brings it.
    this.#touched.clear();
    if (any) this.parts.wake();
  }

  /** The animations that scripts have made and that are in effect, by element. */
  #running(): Map<Element, Animation[]> {
    const found = new Map<Element, Animation[]>();
    const seen = new Set<Animation>();
    for (const root of this.roots()) {
      const realm = (root.ownerDocument ?? (root as Document)).defaultView;
      if (realm !== null) this.#patch(realm);
      for (const animation of root.getAnimations()) {
        const target = scriptedOn(animation);
        if (target === null || seen.has(animation)) continue;
        seen.add(animation);
        const list = found.get(target);
        if (list === undefined) found.set(target, [animation]);
        else if (list.length < MOST_MOTIONS) list.push(animation);
      }
    }
    return found;
  }

  #write(animations: readonly Animation[], cover: Cover): string {
    if (animations.length === 0) return "";
    const text = JSON.stringify(animations.map((animation) => this.#motion(animation, cover)));
    return text.length > LONGEST_MOTIONS ? "" : text;
  }

  #motion({ effect, currentTime, playbackRate, playState }: Animation, cover: Cover): Motion {
    const { pseudoElement, composite } = effect as KeyframeEffect;
    const { delay = 0, endDelay = 0, duration, iterations = 1, iterationStart = 0, direction = "normal", easing = "linear", fill = "none" } = (effect as KeyframeEffect).getTiming();
    return {
      pseudo: pseudoElement ?? "",
      frames: (effect as KeyframeEffect).getKeyframes().map((frame) => this.#frame(frame, cover)),
      timing: {
        delay, endDelay, iterationStart, direction, easing, composite,
        duration: typeof duration === "number" ? duration : 0,
        iterations: iterations === Infinity ? -1 : iterations,
        fill: fill === "auto" ? "none" : fill,
      },
      rate: playbackRate,
      paused: playState === "paused",
      at: typeof currentTime === "number" ? Math.round(currentTime) : 0,
    };
  }

  #frame({ computedOffset, easing, composite, ...properties }: ComputedKeyframe, cover: Cover): Frame {
    const frame: Record<string, string | number> = { offset: computedOffset, easing };
    if (composite !== "auto") frame["composite"] = composite;
    for (const [name, given] of Object.entries(properties)) {
      if (name === "offset") continue;
      const value = this.parts.masks.scrub(String(given));
      if (isAllowed(name, value) && (cover === Cover.Shown || PLAIN.test(name))) frame[name] = value;
    }
    return frame;
  }

  /** Each frame has prototypes of its own. */
  #patch(realm: Window & typeof globalThis): void {
    if (this.#patched.has(realm)) return;
    this.#patched.add(realm);
    const on = (name: string): object => (Reflect.get(realm, name) as { readonly prototype: object } | undefined)?.prototype ?? {};
    const touched = (animation: unknown): void => { this.#changed(animation as Animation); };
    for (const [name, methods] of Object.entries(METHODS)) for (const method of methods) this.#patches.method(on(name), method, touched);
    for (const [name, keys] of Object.entries(SETTERS)) for (const key of keys) this.#patches.setter(on(name), key, touched);
    for (const [name, methods] of Object.entries(EFFECTS)) for (const method of methods) this.#patches.method(on(name), method, (effect) => { this.#effectChanged(effect as KeyframeEffect); });
  }

  #changed({ effect }: Animation): void {
    if (effect !== null) this.#effectChanged(effect as KeyframeEffect);
  }

  #effectChanged({ target }: KeyframeEffect): void {
    if (target !== null) this.begun(target);
  }
}

/** The element, if a script made this animation and it follows time; one that follows scrolling stays where it is. */
export function scriptedOn(animation: Animation): Element | null {
  if ("animationName" in animation || "transitionProperty" in animation) return null;
  const { effect, timeline } = animation;
  return typeof timeline?.currentTime === "number" && effect !== null && "getKeyframes" in effect ? (effect as KeyframeEffect).target : null;
}
