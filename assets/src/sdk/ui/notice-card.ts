import type { Notice, Words } from "../words/words";
import { button, closeButton, el } from "./dom";
import { onEscape } from "./focus";

/** Something to do about what a notice says. */
export interface Action {
  readonly words: string;
  readonly press: () => void;
}

/** Says how things stand when they do not go on by themselves: an end and why, another tab, a browser that cannot. */
export class NoticeCard {
  readonly element: HTMLElement;
  readonly #title = el("h2", { id: "notice-title" });
  readonly #text = el("p", { id: "notice-text" });
  readonly #buttons = el("div", { class: "buttons" });

  constructor(words: Words, onClose: () => void) {
    this.element = el("section",
      { class: "card notice", role: "dialog", "aria-labelledby": "notice-title", "aria-describedby": "notice-text", tabindex: "-1" },
      el("header", {}, this.#title, closeButton(words.close, onClose)), this.#text, this.#buttons,
    );
    onEscape(this.element, onClose);
  }

  /** The first action is the main one. */
  show(notice: Notice, agent: string, actions: readonly Action[]): void {
    this.#title.textContent = notice.title;
    this.#text.textContent = notice.text(agent);
    this.#buttons.replaceChildren(...actions.map(({ words, press }, i) => button(words, i === 0 ? "main" : "plain", press)).reverse());
    this.#buttons.hidden = actions.length === 0;
  }

  /** What it says, for screen readers while it has no focus. */
  get text(): string {
    return `${this.#title.textContent}. ${this.#text.textContent}`;
  }

  focus(): void {
    this.element.focus();
  }
}
