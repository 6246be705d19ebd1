import type { Model } from "../session-world";
import type { Tool } from "../share";
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
  /** What else there is: on a small screen out of the way until it is wanted. */
  readonly #more: HTMLButtonElement;
  readonly #tools: HTMLElement;

  constructor(words: Words, press: { readonly onChat: () => void; readonly onStop: () => void; readonly onGive: (right: Right, isGiven: boolean) => void; readonly onUse: (tool: Tool) => void }) {
    this.#words = words.bar;
    this.#rights = new RightsPanel(words.rights, press.onGive);
    const stop = button(words.bar.stop, "stop", press.onStop);
    stop.title = words.bar.stopHint;
    this.#chat = el("button", { type: "button", class: "button plain chat-toggle", "aria-expanded": "false" }, icon("chat"), words.bar.chat, this.#unread);
    this.#chat.addEventListener("click", press.onChat);
    this.#tools = el("div", { class: "tools", role: "group", "aria-label": words.tools.label });
    for (const tool of ["draw", "hold", "shade"] as const) {
      const made = el("button", { type: "button", class: "tool", title: words.tools[tool].explained }, icon(tool), words.tools[tool].name);
      made.addEventListener("click", () => {
        // Where it covers the page, it makes room for the tool.
        this.#fold(false);
        press.onUse(tool);
      });
      this.#tools.append(made);
    }
    this.#more = el("button", { type: "button", class: "button plain more", "aria-expanded": "false" }, icon("more"), words.bar.more);
    this.#more.addEventListener("click", () => { this.#fold(!this.element.hasAttribute("data-unfolded")); });
    this.element = el("section", { class: "bar", "aria-label": words.bar.label },
      el("span", { class: "dot", "aria-hidden": "true" }), this.#text, this.#chat, this.#more, stop, this.#rights.element, this.#tools,
    );
  }

  show(model: Model, agent: string, isChatOpen: boolean): void {
    this.element.dataset["stage"] = model.stage;
    this.#tools.hidden = model.stage !== "live";
    // A tab that rests has nothing to chat with and nothing to be allowed: both are in the one that is shown.
    const rests = model.stage === "elsewhere";
    this.#chat.hidden = rests;
    this.#more.hidden = rests || (model.grantable.length < 2 && this.#tools.hidden);
    this.#rights.show(agent, model.grants, rests ? [] : model.grantable);
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

  #fold(isOpen: boolean): void {
    this.element.toggleAttribute("data-unfolded", isOpen);
    this.#more.setAttribute("aria-expanded", String(isOpen));
  }

  #textFor(model: Model, agent: string): string {
    if (model.stage === "elsewhere") return this.#words.resting(agent);
    if (model.stage === "live") return this.#words.live(agent);
    if (!model.isOnline && model.stage === "interrupted" && !navigator.onLine) return this.#words.offline;
    if (!model.isAgentHere) return this.#words.agentAway(agent);
    return model.stage === "interrupted" ? this.#words.interrupted : this.#words.connecting(agent);
  }
}
