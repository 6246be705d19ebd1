import type { Grant } from "../../shared/wire.gen";
import type { Words } from "../words/words";
import { button, el, icon } from "./dom";
import { onEscape, trapFocus } from "./focus";
import { RightsChoice } from "./rights";

/**
 * P6: who asks, what they will see, yes or no. It has to be answered before anything else in the widget; Esc means no. The focus begins on
 * the card and not on a button, so that a person who is just typing does not say yes with the next space.
 */
export class QuestionCard {
  readonly element: HTMLElement;
  readonly #title: HTMLElement;
  readonly #words: Words;
  readonly #rights: RightsChoice;

  constructor(words: Words, answer: { readonly onYes: (grants: readonly Grant[]) => void; readonly onNo: () => void }) {
    this.#words = words;
    this.#rights = new RightsChoice(words.rights);
    const { question } = words;
    this.#title = el("h2", { id: "question-title" });
    this.element = el("section",
      { class: "card question", role: "alertdialog", "aria-modal": "true", "aria-labelledby": "question-title", "aria-describedby": "question-text", tabindex: "-1" },
      this.#title,
      el("div", { id: "question-text" },
        el("ul", { class: "facts" },
          el("li", {}, icon("eye"), el("span", {}, question.seen)),
          el("li", {}, icon("pages"), el("span", {}, question.follows)),
          el("li", {}, icon("lock"), el("span", {}, question.hidden)),
        ),
      ),
      this.#rights.element,
      el("p", { class: "stoppable" }, question.stop),
      el("div", { class: "buttons" }, button(question.no, "plain", answer.onNo), button(question.yes, "main", () => { answer.onYes(this.#rights.chosen); })),
    );
    trapFocus(this.element);
    onEscape(this.element, answer.onNo);
  }

  /** `grantable`: what the site asks for. */
  show(agent: string, site: string, grantable: readonly Grant[] = []): void {
    this.#rights.show(agent, grantable);
    this.#title.textContent = this.#words.question.title(agent, site);
  }

  focus(): void {
    this.element.focus();
  }
}
