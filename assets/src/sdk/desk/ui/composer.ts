import { MAX_TEXT } from "../../../shared/wire.gen";
import { el, icon } from "../../ui/dom";
import type { DeskWords } from "../words/words";
import { EmojiBoard } from "./emoji";
import type { ChatActions } from "./host";

type ComposerActions = Pick<ChatActions, "say" | "types" | "sendFiles">;

/** Where the person writes. Enter sends, Shift+Enter makes a new line. */
export class Composer {
  readonly element: HTMLElement;
  readonly #words: DeskWords;
  readonly #input: HTMLTextAreaElement;
  readonly #problem = el("p", { class: "desk-problem", role: "alert" });
  readonly #actions: ComposerActions;
  readonly #attach: HTMLButtonElement;

  constructor(words: DeskWords, actions: ComposerActions) {
    const { talk } = words;
    this.#words = words;
    this.#actions = actions;
    this.#input = el("textarea", { class: "desk-field", rows: "1", "aria-label": talk.write, placeholder: talk.write, enterkeyhint: "send", maxlength: String(2 * MAX_TEXT), dir: "auto" });
    const emoji = new EmojiBoard(talk.emoji, (picked) => { this.#insert(picked); });
    const send = el("button", { type: "button", class: "button main desk-send", "aria-label": talk.send, title: talk.send }, icon("send"));
    send.addEventListener("click", () => { this.#send(); });
    this.#attach = attachButton(talk.attach, actions.sendFiles);
    this.element = el("div", { class: "desk-write" }, emoji.element, this.#problem, el("div", { class: "desk-write-row" }, emoji.toggle, this.#attach, this.#input, send));
    this.#input.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || this.#attach.hidden === true) return;
      event.preventDefault();
      actions.sendFiles(files);
    });
    this.#input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#send();
    });
    this.#input.addEventListener("input", () => {
      this.#fit();
      if (this.#input.value !== "") actions.types();
    });
  }

  focus(): void {
    this.#input.focus();
  }

  /** Takes over what was typed in another language's field. */
  succeed(before: Composer): void {
    this.#input.value = before.#input.value;
  }

  /** C7: whether files may be sent now. */
  show(mayAttach: boolean): void {
    this.#attach.hidden = !mayAttach;
  }

  /** What went wrong. */
  say(problem: string): void {
    this.#problem.textContent = problem;
  }

  #insert(emoji: string): void {
    const { selectionStart, selectionEnd } = this.#input;
    this.#input.focus();
    this.#input.setRangeText(emoji, selectionStart, selectionEnd, "end");
    this.#fit();
  }

  #send(): void {
    const text = this.#input.value.trim();
    this.#problem.textContent = "";
    if (text === "") return;
    if ([...text].length > MAX_TEXT) {
      this.#problem.textContent = this.#words.form.tooLong(MAX_TEXT);
      return;
    }
    this.#input.value = "";
    this.#fit();
    this.#actions.say(text);
    this.#input.focus();
  }

  /** Grows with its text, up to the height that the style sheet allows. */
  #fit(): void {
    this.#input.style.height = "auto";
    this.#input.style.height = `${this.#input.scrollHeight + 2}px`;
  }
}

/** A button that opens the browser's own choice of files. */
function attachButton(label: string, onChosen: (files: readonly File[]) => void): HTMLButtonElement {
  const chooser = el("input", { type: "file", multiple: true, hidden: true, tabindex: "-1", "aria-hidden": "true" });
  const made = el("button", { type: "button", class: "desk-icon", "aria-label": label, title: label, hidden: true }, icon("clip"), chooser);
  made.addEventListener("click", (event) => { if (event.target !== chooser) chooser.click(); });
  chooser.addEventListener("change", () => {
    onChosen([...(chooser.files ?? [])]);
    chooser.value = ""; // the same file again is a change again
  });
  return made;
}
