import type { Model } from "../session-world";
import type { Grant } from "../../shared/wire.gen";
import type { Question, Tool } from "../share";
import type { Surface } from "../surface";
import type { Notice, Words } from "../words/words";
import { Bar } from "./bar";
import { ChatCard } from "./chat-card";
import { CodeCard } from "./code-card";
import { ConfirmCard } from "./confirm-card";
import { el } from "./dom";
import { keepToItself } from "./focus";
import { NoticeCard, type Action } from "./notice-card";
import { QuestionCard } from "./question-card";
import type { Right } from "./rights";
import { ShownCard } from "./shown-card";
import { TopLayer } from "./top-layer";

/** What the person did. */
export interface PanelEvents {
  readonly onCode: (digits: string) => void;
  /** The person wants a code to show. */
  readonly onShow: () => void;
  readonly onYes: (grants: readonly Grant[]) => void;
  readonly onNo: () => void;
  readonly onStop: () => void;
  readonly onGive: (right: Right, isGiven: boolean) => void;
  readonly onUse: (tool: Tool) => void;
  readonly onSay: (text: string) => void;
  /** The person has the end of the conversation before them. */
  readonly onSeen: () => void;
  /** The person is done with a session that is over. */
  readonly onDone: () => void;
  /** The chat was opened or closed: the next page shows it likewise. */
  readonly onChatToggled: (isOpen: boolean) => void;
}

type Card = "code" | "shown" | "notice" | "question" | "confirm" | "chat";

/** Everything that the widget shows: at most one card, the bar, and the entry button when there is neither. */
export class Panel {
  readonly code: CodeCard;
  readonly #words: Words;
  readonly #events: PanelEvents;
  readonly #root: ShadowRoot;
  readonly #top: TopLayer;
  readonly #question: QuestionCard;
  readonly #confirm: ConfirmCard;
  readonly #notice: NoticeCard;
  readonly #shown: ShownCard;
  readonly #chat: ChatCard;
  readonly #bar: Bar;
  readonly #veil = el("div", { class: "veil", hidden: true });
  readonly #spoken = el("div", { class: "unseen", role: "status" });
  #model: Model | undefined;
  #isCodeOpen = false;
  #shownCode = "";
  #isChatOpen: boolean;
  /** A notice that is not about a session. */
  #own: { readonly notice: Notice; readonly actions: readonly Action[] } | undefined;
  /** The stage whose notice the person has closed. */
  #dismissed: string | undefined;
  #card: Card | undefined;
  /** What had the focus in the page before a card took it. */
  #before: Element | null = null;

  constructor(surface: Surface, words: Words, events: PanelEvents, isChatOpen: boolean) {
    this.#words = words;
    this.#events = events;
    this.#root = surface.root;
    this.#isChatOpen = isChatOpen;
    this.#top = new TopLayer(surface);
    this.code = new CodeCard(words, { onCode: events.onCode, onClose: () => { this.close(); }, onShow: events.onShow });
    this.#question = new QuestionCard(words, events);
    this.#confirm = new ConfirmCard(words.confirm);
    this.#notice = new NoticeCard(words, () => { this.close(); });
    this.#shown = new ShownCard(words, events.onStop);
    this.#chat = new ChatCard(words, { onSay: events.onSay, onClose: () => { this.#toggleChat(); } });
    this.#bar = new Bar(words, { onChat: () => { this.#toggleChat(); }, onStop: events.onStop, onGive: events.onGive, onUse: events.onUse });
    const cards = [this.code, this.#shown, this.#question, this.#confirm, this.#notice, this.#chat, this.#bar].map(({ element }) => element);
    for (const card of cards) card.hidden = true;
    keepToItself(surface.root);
    surface.root.append(this.#veil, el("div", { class: "dock", lang: words.lang, dir: words.dir }, ...cards, this.#spoken));
  }

  /** The person wants in: to the code, or to what was closed. */
  open(code = ""): void {
    this.#dismissed = undefined;
    if (!this.#model) {
      this.#isCodeOpen = true;
      if (code !== "") this.code.fill(code);
    }
    this.#update();
    this.#focusCard();
  }

  close(): void {
    this.#isCodeOpen = false;
    this.#own = undefined;
    this.#dismissed = this.#model?.stage;
    this.code.clear();
    if (this.#model?.stage === "ended") this.#events.onDone();
    this.#update();
  }

  /** Shows how the session stands; undefined when there is none. */
  show(model: Model | undefined): void {
    if (model?.stage !== this.#model?.stage) this.#dismissed = undefined;
    if (model) {
      this.#isCodeOpen = false;
      this.#own = undefined;
    }
    this.#model = model;
    this.#update();
  }

  /** The digits that the person shows to the agent. */
  setCode(code: string): void {
    this.#shownCode = code;
  }

  /** Puts a question about one thing to the person. With the end of sharing it is answered: no. */
  ask(question: Question): Promise<boolean> {
    const answer = this.#confirm.ask(question, this.#agent(), () => { this.#update(); });
    this.#update();
    return answer;
  }

  notify(notice: Notice, actions: readonly Action[]): void {
    this.#own = { notice, actions };
    this.#update();
  }

  /** Whether a page is shown, or about to be again. */
  get isSharing(): boolean {
    return !this.#bar.element.hidden;
  }

  #agent(): string {
    return this.#model?.agent || this.#words.yourAgent;
  }

  #update(): void {
    const model = this.#model;
    const agent = this.#agent();
    const hasBar = model !== undefined && (model.stage === "connecting" || model.stage === "live" || model.stage === "interrupted" || model.stage === "elsewhere");
    if (model?.stage !== "live" && this.#confirm.isOpen) this.#confirm.settle(false);
    const card = this.#cardFor(model, hasBar);
    this.#bar.element.hidden = !hasBar;
    if (model && hasBar) this.#bar.show(model, agent, this.#isChatOpen);
    if (model && card === "chat") this.#chat.show(model, agent);
    if (card === "question" && model) this.#question.show(agent, model.site || location.host, model.grantable);
    if (model && card === "shown") this.#shown.show(this.#shownCode, model.expiresAt);
    if (card === "notice") this.#fillNotice(model, agent);
    this.#veil.hidden = card !== "question";
    const entry = this.#root.querySelector<HTMLElement>(".entry");
    if (entry) entry.hidden = hasBar || card !== undefined;
    this.#speak(model, agent);
    if (hasBar || card) this.#top.start();
    else this.#top.stop();
    this.#showCard(card);
    if (card === "chat" && model && model.unread > 0 && document.visibilityState === "visible") this.#events.onSeen();
  }

  #cardFor(model: Model | undefined, hasBar: boolean): Card | undefined {
    if (this.#own) return "notice";
    if (!model) return this.#isCodeOpen ? "code" : undefined;
    if (model.stage === "asking") return "question";
    if (model.stage === "showing") return "shown";
    if (this.#confirm.isOpen) return "confirm";
    if (hasBar) return this.#isChatOpen && model.stage !== "elsewhere" ? "chat" : undefined;
    return this.#dismissed === model.stage ? undefined : "notice";
  }

  #fillNotice(model: Model | undefined, agent: string): void {
    const { notices, actions, waiting } = this.#words;
    if (this.#own) this.#notice.show(this.#own.notice, agent, this.#own.actions);
    else if (model?.stage === "waiting") this.#notice.show({ title: waiting.title, text: waiting.text }, agent, []);
    else if (model?.stage === "refused") {
      this.#notice.show(notices.refused, agent, [{ words: actions.endSession, press: this.#events.onStop }]);
    } else if (model) {
      const ended: Readonly<Record<string, Notice>> = notices.ended;
      const notice = model.reason === "failed" ? notices.failed : ((Object.hasOwn(ended, model.reason) ? ended[model.reason] : undefined) ?? notices.ended.other);
      this.#notice.show(notice, agent, [{ words: actions.newCode, press: () => { this.#again(); } }]);
    }
  }

  /** A fresh start after an end. */
  #again(): void {
    this.#events.onDone();
    this.open();
  }

  #showCard(card: Card | undefined): void {
    if (card === this.#card) return;
    const hadFocus = this.#root.activeElement !== null;
    if (this.#card === undefined && !hadFocus) this.#before = document.activeElement;
    const cards = { code: this.code, shown: this.#shown, notice: this.#notice, question: this.#question, confirm: this.#confirm, chat: this.#chat };
    if (this.#card) cards[this.#card].element.hidden = true;
    this.#card = card;
    if (card) cards[card].element.hidden = false;
    if (card === "chat") this.#chat.scrollToEnd();
    // The question is what the person is waiting for; anything else takes the focus only from another card.
    if (card === "question" || card === "confirm" || (card && hadFocus)) this.#focusCard();
    else if (!card && hadFocus && this.#before instanceof HTMLElement) this.#before.focus({ preventScroll: true });
  }

  #focusCard(): void {
    if (this.#card) ({ code: this.code, shown: this.#shown, notice: this.#notice, question: this.#question, confirm: this.#confirm, chat: this.#chat })[this.#card].focus();
  }

  #toggleChat(): void {
    this.#isChatOpen = !this.#isChatOpen;
    this.#events.onChatToggled(this.#isChatOpen);
    this.#update();
    if (this.#isChatOpen) this.#focusCard();
    else this.#bar.focusChat();
  }

  /** Changes that nobody focuses are spoken (P9). */
  #speak(model: Model | undefined, agent: string): void {
    let text = "";
    if (!this.#bar.element.hidden) text = this.#bar.text;
    else if (model?.stage === "ended") {
      this.#fillNotice(model, agent);
      text = this.#notice.text;
    }
    if (this.#spoken.textContent !== text) this.#spoken.textContent = text;
  }
}
