import type { Model } from "../session-world";
import type { Words } from "../words/words";
import { button, el, icon } from "./dom";
import { type Right, RightsPanel } from "./rights";

/** P7, P8, P9: always there while a page is shown or about to be: how things stand, the chat, Stop, and what the agent may do. */
export class Bar {
  readonly element: HTMLElement;
  readonly #words: Words["bar"];
  readonly #text = el("span", { class: "text" });
  readonly #chat: HTMLButtonElement;
  readonly #unread = el("span", { class: "badge" });
  readonly #rights: RightsPanel;

  constructor(words: Words, press: { readonly onChat: () => void; readonly onStop: () => void; readonly onGive: (right: Right, isGiven: boolean) => void }) {
    this.#words = words.bar;
    this.#rights = new RightsPanel(words.rights, press.onGive);
    const stop = button(words.bar.stop, "stop", press.onStop);
    stop.title = words.bar.stopHint;
    this.#chat = el("button", { type: "button", class: "button plain chat-toggle", "aria-expanded": "false" }, icon("chat"), words.bar.chat, this.#unread);
    this.#chat.addEventListener("click", press.onChat);
    this.element = el("section", { class: "bar", "aria-label": words.bar.label },
      el("span", { class: "dot", "aria-hidden": "true" }), this.#text, this.#chat, stop, this.#rights.element,
    );
  }

  show(model: Model, agent: string, isChatOpen: boolean): void {
    this.element.dataset["stage"] = model.stage;
    this.#rights.show(agent, model.grants, model.grantable);
    const text = this.#textFor(model, agent);
    this.#text.textContent = text;
    this.#chat.setAttribute("aria-expanded", String(isChatOpen));
    this.#unread.textContent = model.unread > 99 ? "99+" : String(model.unread);
    this.#unread.hidden = model.unread === 0;
    this.#unread.setAttribute("aria-label", this.#words.unread(model.unread));
  }

  /** How things stand, in words. */
  get text(): string {
    return this.#text.textContent;
  }

  focusChat(): void {
    this.#chat.focus();
  }

  #textFor(model: Model, agent: string): string {
    if (model.stage === "live") return this.#words.live(agent);
    if (!model.isOnline && model.stage === "interrupted" && !navigator.onLine) return this.#words.offline;
    if (!model.isAgentHere) return this.#words.agentAway(agent);
    return model.stage === "interrupted" ? this.#words.interrupted : this.#words.connecting(agent);
  }
}
