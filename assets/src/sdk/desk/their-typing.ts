import { Typing } from "../../shared/typing";

/** Who types on the other side. One whose line is lost must not type for ever. */
export class TheirTyping {
  readonly #onOver: () => void;
  #name: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `onOver` when the time is up without a word. */
  constructor(onOver: () => void) {
    this.#onOver = onOver;
  }

  get name(): string | undefined {
    return this.#name;
  }

  show(name: string | undefined): void {
    clearTimeout(this.#timer);
    this.#name = name;
    if (name === undefined) return;
    this.#timer = setTimeout(() => {
      this.#name = undefined;
      this.#onOver();
    }, Typing.shownMs);
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}
