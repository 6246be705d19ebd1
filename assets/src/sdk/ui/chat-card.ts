import { MAX_TEXT } from "../../shared/wire.gen";
import type { Line } from "../chat";
import type { Model } from "../session-world";
import type { Words } from "../words/words";
import { closeButton, el, icon } from "./dom";
import { onEscape } from "./focus";

/** As close to the end as this, in pixels, counts as being at the end: fractions of a pixel are common. */
const endSlack = 24;

/** The conversation, and a place to write. */
export class ChatCard {
  readonly element: HTMLElement;
  readonly #words: Words;
  readonly #title = el("h2", { id: "chat-title" });
  readonly #log: HTMLElement;
  readonly #input: HTMLTextAreaElement;
  readonly #hint = el("p", { class: "hint", role: "status" });
  readonly #onSay: (text: string) => void;
  #shown: readonly Line[] = [];

  constructor(words: Words, events: { readonly onSay: (text: string) => void; readonly onClose: () => void }) {
    this.#words = words;
    this.#onSay = events.onSay;
    this.#log = el("div", { class: "log", role: "log", "aria-labelledby": "chat-title", tabindex: "0" });
    this.#input = el("textarea", { rows: "1", "aria-label": words.chat.write, placeholder: words.chat.write, enterkeyhint: "send", maxlength: String(2 * MAX_TEXT), dir: "auto" });
    const send = el("button", { type: "button", class: "button main send", "aria-label": words.chat.send, title: words.chat.send }, icon("send"));
    send.addEventListener("click", () => { this.#send(); });
    this.element = el("section", { class: "card chat", role: "dialog", "aria-labelledby": "chat-title" },
      el("header", {}, this.#title, closeButton(words.close, events.onClose)),
      this.#log, this.#hint, el("div", { class: "write" }, this.#input, send),
    );
    this.#input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#send();
    });
    this.#input.addEventListener("input", () => { this.#fit(); });
    onEscape(this.element, events.onClose);
  }

  focus(): void {
    this.#input.focus();
  }

  show(model: Model, agent: string): void {
    this.#title.textContent = this.#words.chat.title(agent);
    this.#hint.textContent = model.isOnline ? "" : this.#words.chat.offline;
    if (!sameLines(this.#shown, model.chat)) this.#showLines(model.chat, agent);
  }

  /** New lines are read at the end, unless the person has scrolled back to read. */
  scrollToEnd(): void {
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  #showLines(lines: readonly Line[], agent: string): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#log;
    const wasAtEnd = scrollHeight - scrollTop - clientHeight <= endSlack;
    const isMineNew = lines[lines.length - 1]?.state === "sending";
    // Only what changed is touched, or a screen reader would hear the whole conversation again.
    let from = 0;
    for (let same = this.#shown[0]; same && sameLine(same, lines[from]); same = this.#shown[from]) from++;
    while (this.#log.childElementCount > from || (from === 0 && this.#log.lastChild)) this.#log.lastChild?.remove();
    for (const line of lines.slice(from)) this.#log.append(this.#line(line));
    if (lines.length === 0) this.#log.append(el("p", { class: "empty" }, this.#words.chat.empty(agent)));
    this.#shown = lines;
    if (wasAtEnd || isMineNew) this.scrollToEnd();
  }

  #line({ from, name, text, at, state, page }: Line): HTMLElement {
    if (from === "system") return el("p", { class: "line system" }, text);
    const { chat, lang } = this.#words;
    const who = from === "customer" ? chat.you : name;
    const time = at === undefined ? "" : new Date(at).toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit" });
    const note = state === "sending" ? chat.sending : state === "refused" ? chat.refused : time;
    return el("div", { class: `line ${from} ${state}` },
      el("span", { class: "unseen" }, `${who}: `), page !== undefined && /^https?:/i.test(page) ? pageLink(page, text, chat.opens) : el("p", { dir: "auto" }, text), el("span", { class: "note" }, note),
    );
  }

  #send(): void {
    const text = this.#input.value.trim();
    if (text === "") return;
    if ([...text].length > MAX_TEXT) {
      this.#hint.textContent = this.#words.chat.tooLong(MAX_TEXT);
      return;
    }
    this.#input.value = "";
    this.#fit();
    this.#onSay(text);
    this.focus();
  }

  /** Grows with its text, up to the height that the style sheet allows. */
  #fit(): void {
    this.#input.style.height = "auto";
    this.#input.style.height = `${this.#input.scrollHeight + 2}px`;
  }
}

/** Opened by the person's own click, in a window that knows nothing of this one. */
function pageLink(page: string, label: string, opens: (host: string) => string): HTMLElement {
  const link = el("a", { class: "button main page", href: page, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, label);
  return el("p", {}, link, el("span", { class: "hint" }, opens(new URL(page).host)));
}

function sameLine(a: Line, b: Line | undefined): boolean {
  return b !== undefined && a.id === b.id && a.state === b.state && a.at === b.at;
}

function sameLines(a: readonly Line[], b: readonly Line[]): boolean {
  return a.length > 0 && a.length === b.length && a.every((line, i) => sameLine(line, b[i]));
}
