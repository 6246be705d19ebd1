import type { Words } from "../words/words";
import { button, closeButton, el } from "./dom";
import { onEscape } from "./focus";

/** P4: the code that the customer reads to the agent, and how long it is good. */
export class ShownCard {
  readonly element: HTMLElement;
  readonly #words: Words["shown"];
  readonly #digits = el("p", { class: "digits", dir: "ltr" });
  readonly #left = el("p", { class: "left", "aria-live": "off" });
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(words: Words, onCancel: () => void) {
    this.#words = words.shown;
    this.element = el("section", { class: "card shown", role: "dialog", "aria-labelledby": "shown-title", "aria-describedby": "shown-hint", tabindex: "-1" },
      el("header", {}, el("h2", { id: "shown-title" }, words.shown.title), closeButton(words.close, onCancel)),
      el("p", { id: "shown-hint" }, words.shown.hint),
      this.#digits, this.#left,
      el("div", { class: "buttons" }, button(words.shown.cancel, "plain", onCancel)),
    );
    onEscape(this.element, onCancel);
  }

  /** `expiresAt` by the page's own clock, in milliseconds. */
  show(code: string, expiresAt: number): void {
    const groups = code.match(/\d{3}/g) ?? [];
    if (this.#digits.textContent !== groups.join(" ")) {
      // Read aloud digit by digit, not as a number of millions.
      this.#digits.replaceChildren(el("span", { class: "unseen" }, [...code].join(" ")), ...groups.map((group) => el("span", { class: "group", "aria-hidden": "true" }, group)));
    }
    clearInterval(this.#timer);
    const tick = () => {
      const seconds = Math.max(0, Math.ceil((expiresAt - performance.now()) / 1000));
      this.#left.textContent = this.#words.left(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
      if (seconds === 0 || this.element.hidden) clearInterval(this.#timer);
    };
    this.#timer = setInterval(tick, 1000);
    tick();
  }

  focus(): void {
    this.element.focus();
  }
}
