import type { Question } from "../share";
import type { Words } from "../words/words";
import { button, el } from "./dom";
import { onEscape, trapFocus } from "./focus";

/**
 * I8, I12: what the agent is about to do and may not do alone: press a button that is the customer's own to press, or lead to another website. The
 * focus begins on the card, as in the first question; Esc means no.
 */
export class ConfirmCard {
  readonly element: HTMLElement;
  readonly #title = el("h2", { id: "confirm-title" });
  readonly #text = el("p", { id: "confirm-text" });
  #answer: ((isYes: boolean) => void) | undefined;

  constructor(private readonly words: Words["confirm"]) {
    this.element = el("section",
      { class: "card confirm", role: "alertdialog", "aria-labelledby": "confirm-title", "aria-describedby": "confirm-text", tabindex: "-1" },
      this.#title, this.#text,
      el("div", { class: "buttons" },
        button(words.no, "plain", () => { this.settle(false); }),
        button(words.yes, "main", () => { this.settle(true); }),
      ),
    );
    trapFocus(this.element);
    onEscape(this.element, () => { this.settle(false); });
  }

  get isOpen(): boolean {
    return this.#answer !== undefined;
  }

  /** One question at a time: an agent who asks on gets a no, and the person is not buried in cards. */
  ask(question: Question, agent: string, then: () => void): Promise<boolean> {
    if (this.#answer) return Promise.resolve(false);
    const { ownClick, outside } = this.words;
    this.#title.textContent = question.about === "own_click" ? ownClick.title(agent, question.label) : outside.title(agent, hostOf(question.url));
    this.#text.textContent = question.about === "own_click" ? ownClick.text : outside.text(question.url);
    return new Promise((resolve) => {
      this.#answer = (isYes) => {
        resolve(isYes);
        then();
      };
    });
  }

  /** Answers what is being asked, if anything is. */
  settle(isYes: boolean): void {
    const answer = this.#answer;
    this.#answer = undefined;
    answer?.(isYes);
  }

  focus(): void {
    this.element.focus();
  }
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
