import { MAX_MAIL_ADDRESS } from "../../../shared/wire.gen";
import { button, el } from "../../ui/dom";
import type { VisitModel } from "../visit-world";
import type { DeskWords } from "../words/words";
import type { ChatActions, Person } from "./host";
import { transcriptOf } from "./transcript";

type Actions = Pick<ChatActions, "rate" | "mailTranscript" | "again">;

/** Below a conversation that is over: what the person thinks of it, the transcript to keep, and a new one (C5). */
export class EndedFoot {
  readonly element: HTMLElement;
  readonly #words: DeskWords;
  readonly #why = el("p", { class: "desk-why" });
  readonly #rating: HTMLElement;
  readonly #stars: readonly HTMLInputElement[];
  readonly #word: HTMLInputElement;
  readonly #said = el("p", { class: "desk-said", role: "status" });
  readonly #mailed = el("p", { class: "desk-said", role: "status" });
  #model: VisitModel | undefined;

  constructor(words: DeskWords, person: Person, actions: Actions) {
    const { ended } = words;
    this.#words = words;
    this.#stars = [1, 2, 3, 4, 5].map((count) => el("input", { type: "radio", name: "desk-stars", value: String(count), "aria-label": ended.stars(count) }));
    this.#word = el("input", { class: "desk-field", "aria-label": ended.comment, placeholder: ended.comment, maxlength: "1000", dir: "auto" });
    const rest = el("div", { class: "desk-rate-word", hidden: true }, this.#word, button(ended.rateSend, "main", () => { this.#rate(actions); }));
    this.#rating = el("fieldset", { class: "desk-rating" },
      el("legend", {}, ended.rate),
      el("div", { class: "desk-stars" }, ...this.#stars.map((input) => el("label", { class: "desk-star", title: ended.stars(Number(input.value)) }, input, star()))),
      rest);
    this.#rating.addEventListener("change", () => {
      rest.hidden = false;
      this.#light();
    });
    this.element = el("div", { class: "desk-ended" }, this.#why, this.#rating, this.#said, this.#keep(person, actions), button(ended.again, "plain", actions.again));
  }

  show(model: VisitModel): void {
    const { ended } = this.#words;
    this.#model = model;
    const reason = model.chat?.reason;
    this.#why.textContent = reason === "agent_ended" ? ended.byAgent : reason === "visitor_ended" ? ended.byYou : reason === "visitor_gone" ? ended.gone : ended.other;
    if (model.isMailRefused) this.#mailed.textContent = ended.mailRefused;
    if (model.chat?.stars !== undefined && model.chat.stars > 0) {
      this.#rating.hidden = true;
      this.#said.textContent = ended.thanks;
    }
  }

  focus(): void {
    this.#stars[0]?.focus();
  }

  #rate(actions: Actions): void {
    const stars = this.#stars.findIndex(({ checked }) => checked) + 1;
    if (stars === 0) return;
    actions.rate(stars, this.#word.value.trim());
    this.#rating.hidden = true;
    this.#said.textContent = this.#words.ended.thanks;
  }

  #light(): void {
    const chosen = this.#stars.findIndex(({ checked }) => checked);
    for (const [at, input] of this.#stars.entries()) input.parentElement?.classList.toggle("lit", at <= chosen);
  }

  #keep(person: Person, actions: Actions): HTMLElement {
    const { ended, form } = this.#words;
    const address = el("input", { class: "desk-field", type: "email", autocomplete: "email", "aria-label": form.email, placeholder: form.email, maxlength: String(MAX_MAIL_ADDRESS) });
    address.value = person.email;
    const byMail = el("div", { class: "desk-rate-word", hidden: true }, address, button(ended.mailSend, "main", () => {
      const email = address.value.trim();
      const isWrong = !/^[^\s@]+@[^\s@]+$/.test(email);
      this.#mailed.textContent = isWrong ? form.badEmail : ended.mailed(email);
      if (isWrong) return;
      byMail.hidden = true;
      actions.mailTranscript(email);
    }));
    const mail = button(ended.mail, "plain", () => {
      byMail.hidden = false;
      address.focus();
    });
    const download = button(ended.download, "plain", () => { if (this.#model) save(transcriptOf(this.#model, this.#words)); });
    return el("div", { class: "desk-keep" },
      el("p", {}, ended.transcript), el("div", { class: "desk-keep-row" }, download, mail), byMail, this.#mailed);
  }
}

/** Gives the person a text file. */
function save(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = el("a", { href: url, download: `chat-${new Date().toISOString().slice(0, 10)}.txt` });
  link.click();
  // The download has the bytes by then; a minute is more than any browser takes to begin.
  setTimeout(() => { URL.revokeObjectURL(url); }, 60_000);
}

function star(): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M10 2.5l2.3 4.9 5.2.7-3.8 3.7.9 5.3-4.6-2.600-4.600 2.600.9-5.300L2.500 8.100l5.200-.7z");
  svg.append(path);
  return svg;
}
