import type { ChatChanged, GroupOpen } from "../../../shared/wire.gen";
import { button, closeButton, el } from "../../ui/dom";
import { onEscape } from "../../ui/focus";
import type { VisitModel } from "../visit-world";
import { deskLanguages, type DeskWords } from "../words/words";
import { Composer } from "./composer";
import { EndedFoot } from "./ended-foot";
import type { ChatActions, Person } from "./host";
import { LogView } from "./log-view";
import { StartForm } from "./start-form";

type View = "groups" | "form" | "talk";

/** The chat's window: whom to write to, the form, the conversation. One language's; another language is another window. */
export class ChatWindow {
  readonly element: HTMLElement;
  readonly #words: DeskWords;
  readonly #actions: ChatActions;
  readonly #title = el("h2", { id: "desk-title", tabindex: "-1" });
  readonly #status = el("p", { class: "desk-status", role: "status" });
  readonly #back: HTMLButtonElement;
  readonly #groups = el("div", { class: "desk-groups" });
  readonly #form: StartForm;
  readonly #log: LogView;
  readonly #composer: Composer;
  readonly #end: HTMLElement;
  readonly #ended: EndedFoot;
  readonly #talk: HTMLElement;
  readonly #share: HTMLElement;
  #model: VisitModel | undefined;
  /** The group that the person picked from several. */
  #chosen: GroupOpen | undefined;
  #shownGroups: string | undefined;

  /** `files` is where files on their way are shown; it outlives a change of language. */
  constructor(words: DeskWords, person: Person, canShare: boolean, files: HTMLElement, actions: ChatActions) {
    this.#words = words;
    this.#actions = actions;
    this.#back = el("button", { type: "button", class: "desk-icon", "aria-label": words.back, title: words.back, hidden: true }, "‹");
    this.#back.addEventListener("click", () => {
      this.#chosen = undefined;
      this.#update();
      this.#groups.querySelector("button")?.focus();
    });
    this.#form = new StartForm(words, person, actions);
    this.#log = new LogView(words);
    this.#composer = new Composer(words, actions);
    this.#ended = new EndedFoot(words, person, actions);
    this.#end = this.#endRow();
    this.#talk = el("div", { class: "desk-talk" }, this.#log.element, files, this.#end, this.#composer.element, this.#ended.element);
    this.#share = el("div", { class: "desk-share", "data-off": !canShare }, button(words.home.share, "plain", actions.shareWithCode), el("small", {}, words.home.shareHint));
    this.element = el("section", { class: "desk-window", role: "dialog", "aria-labelledby": "desk-title", lang: words.lang, dir: words.dir, hidden: true },
      el("header", { class: "desk-head" }, this.#back, el("div", { class: "desk-heading" }, this.#title, this.#status), this.#languages(), closeButton(words.close, () => { this.close(); })),
      this.#groups, this.#form.element, this.#talk, this.#share);
    onEscape(this.element, () => { this.close(); });
    takeDrops(this.#talk, (dropped) => { if (this.#model?.chat?.files) actions.sendFiles(dropped); });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  open(): void {
    this.element.hidden = false;
    this.#update();
    this.#log.toEnd();
    this.#look();
    this.#actions.opened(true);
  }

  close(): void {
    this.element.hidden = true;
    this.#look();
    this.#actions.opened(false);
  }

  /** To where the person goes on. While the server has not said where that is, to the title, from which it moves on by itself (show). */
  focus(): void {
    const view = this.#view();
    if (view === "form") this.#form.focus();
    else if (view === "groups") (this.#groups.querySelector("button") ?? this.#title).focus();
    else if (this.#model?.chat?.state === "ended") this.#title.focus();
    else this.#composer.focus();
  }

  show(model: VisitModel): void {
    const wasTalking = this.#model?.chat !== undefined;
    const focused = this.isOpen ? (this.element.getRootNode() as Document | ShadowRoot).activeElement : null;
    const isToGoOn = focused === this.#title && this.#model?.groups.length === 0;
    this.#model = model;
    this.#update();
    this.#look();
    if (focused !== null && (isToGoOn || wasTalking !== (model.chat !== undefined))) this.focus();
  }

  /** The person answers an invitation: its group, and their words. They have done with a conversation that is over. */
  answer(group: string, invitation: string): void {
    if (this.#model?.chat?.state === "ended") this.#actions.again();
    this.#chosen = this.#model?.groups.find(({ id }) => id === group) ?? { id: group, name: "", greeting: "", open: true, messages: true };
    this.#form.choose(this.#chosen, invitation);
    this.open();
    this.focus();
  }

  /** Goes on where the window in another language was: the group, and what was typed. */
  succeed(before: ChatWindow): void {
    this.#chosen = before.#chosen;
    this.#form.succeed(before.#form);
    this.#composer.succeed(before.#composer);
  }

  filesFailed(): void {
    this.#composer.say(this.#words.form.refused);
  }

  #view(): View {
    const model = this.#model;
    const isAnswering = this.#chosen !== undefined && model?.chat?.state === "ended";
    if (model?.chat && !isAnswering) return "talk";
    return this.#chosen || model?.groups.length === 1 ? "form" : "groups";
  }

  #update(): void {
    const model = this.#model;
    if (!model) return;
    const view = this.#view();
    const { home, talk } = this.#words;
    const state = model.chat?.state;
    if (view === "form") {
      const group = this.#chosen ?? model.groups[0];
      if (group && this.#form.group?.id !== group.id) this.#form.choose(group);
      this.#form.show(model);
    } else if (view === "groups") this.#showGroups(model.groups);
    this.#title.textContent = view === "talk" ? titleOf(model.chat, this.#words) : view === "form" ? (this.#form.group?.name || home.title) : home.title;
    this.#status.textContent = !model.isOnline && view === "talk" ? talk.offline : statusOf(model.chat, this.#words);
    this.#back.hidden = view !== "form" || model.groups.length < 2;
    this.#groups.hidden = view !== "groups";
    this.#form.element.hidden = view !== "form";
    this.#talk.hidden = view !== "talk";
    this.#share.hidden = view === "talk" || this.#share.dataset["off"] !== undefined;
    this.#composer.element.hidden = state === "ended";
    this.#composer.show(model.chat?.files === true);
    this.#ended.element.hidden = state !== "ended";
    this.#end.hidden = state === "ended" || state === "left";
    if (view !== "talk") return;
    this.#chosen = undefined;
    if (state === "ended") this.#ended.show(model);
    this.#log.show(model);
  }

  #look(): void {
    this.#actions.look(this.isOpen && document.visibilityState === "visible" && this.#view() === "talk");
  }

  #showGroups(groups: readonly GroupOpen[]): void {
    const { home } = this.#words;
    const now = groups.map(({ id, name, open }) => `${id} ${name} ${String(open)}`).join();
    if (now === this.#shownGroups) return;
    this.#shownGroups = now;
    this.#groups.replaceChildren(el("p", {}, groups.length === 0 ? this.#words.form.starting : home.choose), ...groups.map((group) => {
      const choice = el("button", { type: "button", class: "desk-group" },
        el("strong", {}, group.name), el("span", { class: group.open ? "desk-open" : "" }, group.open ? home.open : group.messages ? home.closed : home.shut));
      choice.addEventListener("click", () => {
        this.#chosen = group;
        this.#form.choose(group);
        this.#update();
        this.#form.focus();
      });
      return choice;
    }));
  }

  /** Ending is asked twice: once gone, the place in the queue is lost. */
  #endRow(): HTMLElement {
    const { talk } = this.#words;
    const ask = button(talk.end, "plain", () => { swap(true); });
    const question = el("div", { class: "desk-end-ask", hidden: true }, el("span", {}, talk.endAsk),
      button(talk.endYes, "stop", () => { swap(false); this.#actions.end(); this.#composer.focus(); }), button(talk.endNo, "plain", () => { swap(false); ask.focus(); }));
    const swap = (isAsking: boolean) => {
      ask.hidden = isAsking;
      question.hidden = !isAsking;
      if (isAsking) question.querySelector("button")?.focus();
    };
    return el("div", { class: "desk-end" }, ask, question);
  }

  #languages(): HTMLElement {
    const choice = el("select", { class: "desk-language", "aria-label": this.#words.language },
      ...deskLanguages.map(({ lang, languageName }) => el("option", { value: lang, lang, selected: lang === this.#words.lang }, languageName)));
    choice.addEventListener("change", () => { this.#actions.setLanguage(choice.value); });
    return choice;
  }
}

/** Files that are dropped somewhere; without this the browser would leave the page for them. */
function takeDrops(place: HTMLElement, then: (files: readonly File[]) => void): void {
  place.addEventListener("dragover", (event) => { if (event.dataTransfer?.types.includes("Files")) event.preventDefault(); });
  place.addEventListener("drop", (event) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    then(files);
  });
}

function titleOf(chat: ChatChanged | undefined, { talk, ended }: DeskWords): string {
  if (chat?.state === "ended") return ended.title;
  return chat?.agent_name ? talk.withAgent([chat.agent_name, ...(chat.others ?? [])].join(", ")) : (chat?.group_name ?? "");
}

/** D3: the place in the queue, and what to expect. */
function statusOf(chat: ChatChanged | undefined, { talk }: DeskWords): string {
  if (chat?.state === "left") return talk.left;
  if (chat?.state !== "waiting" && chat?.state !== "offered") return chat?.state === "active" ? chat.group_name : "";
  const parts = [chat.position === undefined ? talk.waiting : talk.position(chat.position)];
  if (chat.wait_ms !== undefined) parts.push(talk.wait(Math.max(1, Math.round(chat.wait_ms / 60_000))));
  return parts.join(", ");
}
