import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Grant } from "../session/edges";

/** I2, I3: what the agent's hand does. plain: looks; nothing reaches the customer. point: shows. act: clicks, types, chooses. */
export type Mode = "plain" | "point" | "act";

/** The keys held down, as every mouse and keyboard event tells them. */
export interface HeldKeys {
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** Which mode the agent is in: by a key that is held, by a button that locks it, or by a field that is being filled in. */
export class Modes {
  readonly #held = signal<Mode>("plain");
  readonly #locked = signal<Mode>("plain");
  readonly #isTyping = signal(false);
  readonly locked: ReadonlySignal<Mode> = this.#locked;
  readonly mode: ReadonlySignal<Mode>;
  /** Whether the keys hold the mode: then they do not count as pressed in the customer's page. */
  readonly isHeld: ReadonlySignal<boolean> = computed(() => this.#held.value !== "plain");

  constructor(private readonly grants: ReadonlySignal<readonly Grant[]>) {
    this.mode = computed(() => {
      const wanted = this.#isTyping.value ? "act" : this.#held.value === "plain" ? this.#locked.value : this.#held.value;
      return this.mayBe(wanted) ? wanted : "plain";
    });
  }

  /** Whether the customer allows any of it. */
  mayBe(mode: Mode): boolean {
    const grants = this.grants.value;
    return mode === "plain" || (mode === "point" ? grants.includes("point") : grants.includes("click") || grants.includes("fill"));
  }

  /** Alt wins: whoever holds both wants to act with Ctrl held. */
  hold({ altKey, ctrlKey, metaKey }: HeldKeys): void {
    this.#held.value = altKey ? "act" : ctrlKey || metaKey ? "point" : "plain";
  }

  /** A button of the tool bar; a second press unlocks. */
  toggle(mode: Mode): void {
    this.#locked.value = this.#locked.value === mode ? "plain" : mode;
  }

  /** A field stays open when the key is let go, or nobody could type in it. */
  typing(isTyping: boolean): void {
    this.#isTyping.value = isTyping;
  }

  /** Esc. */
  reset(): void {
    this.#held.value = "plain";
    this.#locked.value = "plain";
    this.#isTyping.value = false;
  }
}
