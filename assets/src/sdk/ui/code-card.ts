import { codeLength, readTyped } from "../../shared/typed-code";
import type { Words } from "../words/words";
import { button, closeButton, el } from "./dom";
import { onEscape } from "./focus";

export interface CodeCardEvents {
  readonly onCode: (digits: string) => void;
  readonly onClose: () => void;
  /** The person would rather show a code than type one. */
  readonly onShow: () => void;
}

/** A refusal of the code, as the server names it. */
export interface CodeProblem {
  readonly code: string;
  readonly retryAfterS: number;
}

/** Where the code is typed. */
export class CodeCard {
  readonly element: HTMLElement;
  readonly #words: Words["code"];
  readonly #input: HTMLInputElement;
  readonly #go: HTMLButtonElement;
  readonly #slow: HTMLElement;
  readonly #problem: HTMLElement;
  readonly #onCode: (digits: string) => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #isBusy = false;

  constructor(words: Words, events: CodeCardEvents) {
    this.#words = words.code;
    this.#onCode = events.onCode;
    this.#input = el("input", {
      id: "code", class: "code", type: "text", inputmode: "numeric", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
      placeholder: "000 000 000", "aria-describedby": "code-hint code-slow code-problem", enterkeyhint: "go", dir: "ltr",
    });
    this.#slow = el("p", { id: "code-slow", class: "code-slow", role: "status", hidden: true }, words.code.slow);
    this.#problem = el("p", { id: "code-problem", class: "problem", role: "alert" });
    this.#go = button(words.code.go, "main", () => { this.#submit(); });
    this.element = el("section", { class: "card", role: "dialog", "aria-labelledby": "code-title" },
      el("header", {}, el("h2", { id: "code-title" }, words.code.title), closeButton(words.close, events.onClose)),
      el("p", { id: "code-hint" }, words.code.hint), this.#slow,
      el("label", { class: "unseen", for: "code" }, words.code.label),
      this.#input, this.#problem, el("div", { class: "buttons" }, this.#go), button(words.shown.show, "link", events.onShow),
    );
    this.#input.addEventListener("input", (event) => { this.#typed(event instanceof InputEvent && event.inputType.startsWith("delete")); });
    this.#input.addEventListener("keydown", (event) => { if (event.key === "Enter") this.#submit(); });
    onEscape(this.element, events.onClose);
  }

  focus(): void {
    this.#input.focus();
  }

  /** P10: says that the line is too slow to share well. The person may try: they were asked to by somebody who waits for it. */
  warn(isSlow: boolean): void {
    this.#slow.hidden = !isSlow;
  }

  /** Puts a code into the field, for the person to go on with. */
  fill(digits: string): void {
    this.clear();
    this.#input.value = readTyped(digits, digits.length).text;
  }

  clear(): void {
    this.#input.value = "";
    this.#say("");
    this.#setBusy(false);
  }

  /** The server's answer is awaited. */
  wait(): void {
    this.#say("");
    this.#setBusy(true);
  }

  /** Says why the code was not taken, and lets the person try again. */
  refuse({ code, retryAfterS }: CodeProblem): void {
    this.#setBusy(false);
    if (code === "too_many_tries") {
      this.#countDown(retryAfterS);
      return;
    }
    const problems: Readonly<Record<string, string>> = this.#words.problems;
    this.#say(code === "offline" ? this.#words.offline : (Object.hasOwn(problems, code) ? problems[code] : undefined) ?? this.#words.other);
    this.#input.select();
    this.focus();
  }

  #typed(isDeleting: boolean): void {
    const { digits, text, caret } = readTyped(this.#input.value, this.#input.selectionStart ?? this.#input.value.length);
    this.#input.value = text;
    this.#input.setSelectionRange(caret, caret);
    if (this.#timer === undefined) this.#say("");
    if (digits.length === codeLength && caret === text.length && !isDeleting) this.#submit();
  }

  #submit(): void {
    const { digits } = readTyped(this.#input.value, 0);
    if (this.#isBusy || this.#timer !== undefined) return;
    if (digits.length === codeLength) this.#onCode(digits);
    else this.#say(this.#words.incomplete);
  }

  #say(text: string): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#problem.textContent = text;
    this.#input.setAttribute("aria-invalid", String(text !== ""));
  }

  /** Screen readers hear the first one; they would hear nothing else if they heard every second. */
  #countDown(seconds: number): void {
    const until = performance.now() + seconds * 1000;
    this.#say(this.#words.tooManyTries(clock(seconds)));
    this.#go.disabled = true;
    const tick = () => {
      const left = Math.ceil((until - performance.now()) / 1000);
      this.#problem.setAttribute("aria-live", "off");
      if (left > 0) this.#problem.textContent = this.#words.tooManyTries(clock(left));
      else {
        this.#problem.removeAttribute("aria-live");
        this.#say("");
        this.#go.disabled = false;
        this.#input.select();
      }
    };
    this.#timer = setInterval(tick, 1000);
  }

  #setBusy(isBusy: boolean): void {
    this.#isBusy = isBusy;
    this.#input.readOnly = isBusy;
    this.#go.setAttribute("aria-disabled", String(isBusy));
    this.#go.textContent = isBusy ? this.#words.checking : this.#words.go;
  }
}

/** Seconds as minutes and seconds. */
function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
