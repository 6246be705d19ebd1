import type { FileShown } from "../../../files/transfer";
import { amountText, isRisky, stageText } from "../../../files/stage-words";
import type { FileWords } from "../../../files/words/words";
import { button, el } from "../../ui/dom";

/** What a person does with a file. */
export interface FileActions {
  readonly accept: (id: string) => void;
  readonly decline: (id: string) => void;
  readonly cancel: (id: string) => void;
  readonly save: (id: string) => void;
  readonly dismiss: (id: string) => void;
}

/** One file on its way: what it is, where it stands, how far it has got. Its stage is told to a screen reader, the numbers are there to be looked at. */
export class FileCard {
  readonly element: HTMLElement;
  readonly #words: FileWords;
  readonly #actions: FileActions;
  readonly #name = el("bdi");
  readonly #amount = el("small");
  readonly #stage = el("p", { role: "status" });
  readonly #bar: HTMLProgressElement;
  readonly #buttons = el("div", { class: "desk-file-buttons" });
  #shown: FileShown | undefined;

  constructor(shown: FileShown, words: FileWords, actions: FileActions) {
    this.#words = words;
    this.#actions = actions;
    this.#bar = el("progress", { "aria-label": shown.name, max: String(shown.size) });
    this.element = el("article", { class: "desk-file", "aria-label": shown.name },
      el("p", { class: "desk-file-name" }, this.#name, " ", this.#amount), this.#stage, this.#bar, this.#buttons);
    this.show(shown);
  }

  show(shown: FileShown): void {
    const before = this.#shown;
    this.#shown = shown;
    const { stage, moved, taken } = shown;
    this.#name.textContent = taken?.name ?? shown.name; // as it will be saved
    this.#amount.textContent = amountText(shown, this.#words);
    this.#bar.value = moved;
    this.#bar.hidden = stage !== "moving" && stage !== "paused";
    if (before?.stage === stage && before.ending === shown.ending) return;
    this.element.dataset["stage"] = isRisky(taken) ? "careful" : stage;
    this.#stage.textContent = stageText(shown, this.#words);
    const root = this.element.getRootNode();
    const hadFocus = root instanceof ShadowRoot && this.#buttons.contains(root.activeElement);
    this.#buttons.replaceChildren(...this.#choices(shown));
    if (hadFocus) this.#buttons.querySelector("button")?.focus();
  }

  #choices({ id, stage }: FileShown): HTMLElement[] {
    const { accept, decline, cancel, save, dismiss } = this.#actions;
    const words = this.#words;
    switch (stage) {
      case "asked":
        return [button(words.decline, "plain", () => { decline(id); }), button(words.accept, "main", () => { accept(id); })];
      case "here":
        return [button(words.close, "plain", () => { dismiss(id); }), button(words.save, "main", () => { save(id); })];
      case "over":
        return [button(words.close, "plain", () => { dismiss(id); })];
      case "asking":
      case "connecting":
      case "moving":
      case "paused":
        return [button(words.cancel, "plain", () => { cancel(id); })];
    }
  }
}
