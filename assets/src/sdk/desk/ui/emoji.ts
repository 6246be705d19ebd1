import { el } from "../../ui/dom";

/** The few that people use most in such chats. All others come from the keyboard of the system. */
const few = ["🙂", "😀", "😂", "😉", "😍", "🤔", "😮", "😕", "😢", "😡", "👍", "👎", "👏", "🙏", "💪", "👋", "❤️", "🎉", "✅", "❌", "⏳", "📦", "📷", "☕"];

/** A small board of emoji that opens above its button; arrow keys move in it, Esc closes it. */
export class EmojiBoard {
  readonly element: HTMLElement;
  readonly toggle: HTMLButtonElement;

  constructor(label: string, onPick: (emoji: string) => void) {
    this.toggle = el("button", { type: "button", class: "desk-icon", "aria-label": label, title: label, "aria-expanded": "false" }, "🙂");
    this.element = el("div", { class: "desk-emoji", role: "group", "aria-label": label, hidden: true },
      ...few.map((emoji, at) => el("button", { type: "button", tabindex: at === 0 ? "0" : "-1" }, emoji)));
    this.toggle.addEventListener("click", () => { this.#open(this.element.hidden !== false); });
    this.element.addEventListener("click", ({ target }) => {
      if (!(target instanceof HTMLButtonElement)) return;
      this.#open(false);
      onPick(target.textContent);
    });
    this.element.addEventListener("keydown", (event) => { this.#key(event); });
  }

  #open(isOpen: boolean): void {
    this.element.hidden = !isOpen;
    this.toggle.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) this.element.querySelector("button")?.focus();
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.#open(false);
      this.toggle.focus();
      return;
    }
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = [...this.element.querySelectorAll("button")];
    const at = buttons.findIndex((button) => button === event.target);
    const next = buttons[Math.min(buttons.length - 1, Math.max(0, at + step))];
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next?.focus();
  }
}
