import { MAX_MAIL_ADDRESS, MAX_PERSON_NAME, MAX_TEXT, type GroupOpen } from "../../../shared/wire.gen";
import { button, el } from "../../ui/dom";
import type { VisitModel } from "../visit-world";
import type { DeskWords } from "../words/words";
import type { ChatActions, Person } from "./host";

/** Before a conversation: greeting, who one is, the first words. With nobody there it is the form for a message (C8, D2). */
export class StartForm {
  readonly element: HTMLElement;
  readonly #words: DeskWords;
  readonly #greeting = el("p", { class: "desk-greeting" });
  readonly #name: HTMLInputElement;
  readonly #email: HTMLInputElement;
  readonly #text: HTMLTextAreaElement;
  readonly #emailLabel: HTMLElement;
  readonly #problem = el("p", { class: "desk-problem", role: "alert" });
  readonly #go: HTMLButtonElement;
  #group: GroupOpen | undefined;
  #invitation: string | undefined;
  #isBusy = false;

  constructor(words: DeskWords, person: Person, actions: Pick<ChatActions, "start" | "leaveMessage">) {
    const { form } = words;
    this.#words = words;
    this.#name = el("input", { class: "desk-field", autocomplete: "name", maxlength: String(MAX_PERSON_NAME), dir: "auto" });
    this.#name.value = person.name;
    this.#email = el("input", { class: "desk-field", type: "email", autocomplete: "email", maxlength: String(MAX_MAIL_ADDRESS) });
    this.#email.value = person.email;
    this.#text = el("textarea", { class: "desk-field", rows: "3", maxlength: String(2 * MAX_TEXT), dir: "auto" });
    this.#emailLabel = el("span", {}, form.email);
    this.#go = button(form.start, "main", () => { this.#submit(actions); });
    this.element = el("form", { class: "desk-form", novalidate: true },
      this.#greeting,
      labelled(el("span", {}, form.name, el("small", {}, ` ${form.optional}`)), this.#name),
      labelled(this.#emailLabel, this.#email),
      labelled(el("span", {}, form.message), this.#text),
      this.#problem, this.#go,
    );
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(actions);
    });
    // Enter in a line of the form sends it: its button is of type "button", which an implicit submission passes over.
    for (const field of [this.#name, this.#email]) {
      field.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) this.#submit(actions); });
    }
  }

  /** Which group it is for; `invitation` is what the person answers with it. */
  choose(group: GroupOpen, invitation?: string): void {
    this.#group = group;
    this.#invitation = invitation;
    this.#problem.textContent = "";
  }

  /** Takes over what was chosen and typed in another language's form. */
  succeed(before: StartForm): void {
    this.#group = before.#group;
    this.#invitation = before.#invitation;
    this.#name.value = before.#name.value;
    this.#email.value = before.#email.value;
    this.#text.value = before.#text.value;
  }

  get group(): GroupOpen | undefined {
    return this.#group;
  }

  focus(): void {
    this.#text.focus();
  }

  show(model: VisitModel): void {
    const { form } = this.#words;
    this.#group = model.groups.find(({ id }) => id === this.#group?.id) ?? this.#group;
    const isOpen = this.#group?.open ?? false;
    const isShut = !isOpen && this.#group?.messages === false;
    this.#greeting.textContent = isOpen ? (this.#group?.greeting ?? "") : isShut ? form.shut : form.away;
    for (const part of [...this.element.children]) if (part !== this.#greeting) part.toggleAttribute("hidden", isShut);
    this.#emailLabel.replaceChildren(form.email, ...(isOpen ? [el("small", {}, ` ${form.optional}`)] : []));
    this.#isBusy = model.isStarting;
    this.#go.textContent = this.#isBusy ? form.starting : isOpen ? form.start : form.leave;
    this.#go.setAttribute("aria-disabled", String(this.#isBusy));
    if (model.refusal !== undefined) this.#problem.textContent = model.refusal === "nobody" ? form.nobody : form.refused;
  }

  #submit(actions: Pick<ChatActions, "start" | "leaveMessage">): void {
    const { form } = this.#words;
    const group = this.#group;
    if (this.#isBusy || !group || !(group.open || group.messages)) return;
    const [name, email, text] = [this.#name.value.trim(), this.#email.value.trim(), this.#text.value.trim()];
    const problem = [...text].length > MAX_TEXT ? form.tooLong(MAX_TEXT) : text === "" ? form.empty : isWrong(email, !group.open) ? form.badEmail : "";
    this.#problem.textContent = problem;
    if (problem !== "") {
      (problem === form.badEmail ? this.#email : this.#text).focus();
      return;
    }
    const begin = { group: group.id, name, email, text, ...(this.#invitation === undefined ? {} : { invitation: this.#invitation }) };
    if (group.open) actions.start(begin);
    else actions.leaveMessage(begin);
  }
}

function isWrong(email: string, isNeeded: boolean): boolean {
  return email === "" ? isNeeded : !/^[^\s@]+@[^\s@]+$/.test(email);
}

function labelled(label: HTMLElement, field: HTMLElement): HTMLElement {
  return el("label", {}, label, field);
}
