import { batch, computed, type ReadonlySignal, signal, type Signal } from "@preact/signals";

/** What the form says about itself. `changed`: there is something that the server does not have yet. */
export type SaveState = "clean" | "changed" | "saving" | "saved" | "failed";

/**
 * One record that somebody writes at: what stands in the form, what the server has of it, and how the last saving went. It outlives the form, so
 * that nothing typed is lost by looking at something else, nor by a server that cannot be reached.
 */
export class Editing<D extends object> {
  readonly draft: Signal<D>;
  /** Why the last saving did not work; null once it did. */
  readonly error = signal<unknown>(null);
  /** Somebody has tried to save: from then on each field says what is wrong with it. */
  readonly isTried = signal(false);
  readonly #kept: Signal<D>;
  readonly #phase = signal<"idle" | "saving" | "saved">("idle");
  readonly state: ReadonlySignal<SaveState> = computed(() => {
    if (this.#phase.value === "saving") return "saving";
    if (!same(this.draft.value, this.#kept.value)) return this.error.value === null ? "changed" : "failed";
    return this.#phase.value === "saved" ? "saved" : "clean";
  });

  constructor(value: D) {
    this.draft = signal(value);
    this.#kept = signal(value);
  }

  set(change: Partial<D>): void {
    this.draft.value = { ...this.draft.value, ...change };
    if (this.#phase.value === "saved") this.#phase.value = "idle";
  }

  /** Back to what the server has. */
  discard(): void {
    batch(() => {
      this.draft.value = this.#kept.value;
      this.error.value = null;
      this.isTried.value = false;
      this.#phase.value = "idle";
    });
  }

  /** The server has something newer: shown, unless somebody has begun to write. */
  renew(value: D): void {
    if (this.#phase.value === "saving" || same(value, this.#kept.value)) return;
    batch(() => {
      if (same(this.draft.value, this.#kept.value)) this.draft.value = value;
      this.#kept.value = value;
    });
  }

  /** Sends the draft; put returns what the server made of it. What is typed meanwhile stays, and is not saved yet. Resolves to whether it worked. */
  async save(put: (draft: D) => Promise<D>): Promise<boolean> {
    if (this.#phase.value === "saving") return false;
    const sent = this.draft.value;
    batch(() => {
      this.#phase.value = "saving";
      this.error.value = null;
    });
    try {
      const kept = await put(sent);
      batch(() => {
        if (this.draft.value === sent) this.draft.value = kept;
        this.#kept.value = kept;
        this.isTried.value = false;
        this.#phase.value = "saved";
      });
      return true;
    } catch (cause) {
      batch(() => {
        this.error.value = cause;
        this.#phase.value = "idle";
      });
      return false;
    }
  }
}

/** Drafts are plain data with their keys always in the same order. */
function same(a: object, b: object): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
