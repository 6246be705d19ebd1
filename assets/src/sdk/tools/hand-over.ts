import type { Holder } from "../../act/outcome";
import { button, el } from "../ui/dom";
import type { ToolRoom } from "./strip";
import type { ToolWords } from "./words";

export interface HandOverOptions {
  readonly room: ToolRoom;
  readonly words: ToolWords["hold"];
  readonly agent: () => string;
  /** Tells the agent's side. */
  readonly tell: (by: Holder) => void;
}

/** The agent's hold ends when they do nothing for so long, in milliseconds: nobody is locked out of their own page by somebody who went for coffee. */
const idleMs = 60_000;

/** What a hand does to a page. Scrolling is not among it. */
const held = ["keydown", "keyup", "keypress", "beforeinput", "paste", "cut", "drop", "compositionstart"];

/**
 * I7: one side has the page's input to themselves for a while. While it is the agent, a shield catches the customer's pointer and their keys go nowhere; Esc, always
 * shown, gives the page back to both. While it is the customer, the gate refuses everything of the agent's.
 */
export class HandOver {
  #holder: Holder = "both";
  #strip: HTMLElement | undefined;
  readonly #shield = el("div", { class: "shield" });
  #idle = 0;
  readonly #hold = (event: Event): void => { this.#holdOff(event); };

  constructor(private readonly options: HandOverOptions) {}

  /** Who has the input. */
  get holder(): Holder {
    return this.#holder;
  }

  take(by: Holder): void {
    if (by === this.#holder) return;
    this.#release();
    this.#holder = by;
    if (by === "agent") this.#lockOut();
    if (by !== "both") this.#show(by);
    this.options.tell(by);
  }

  /** The agent did something. */
  busy(): void {
    clearTimeout(this.#idle);
    if (this.#holder === "agent") this.#idle = setTimeout(() => { this.take("both"); }, idleMs) as unknown as number;
  }

  stop(): void {
    this.#release();
    this.#holder = "both";
  }

  #release(): void {
    clearTimeout(this.#idle);
    this.#strip?.remove();
    this.#strip = undefined;
    this.#shield.remove();
    for (const type of held) removeEventListener(type, this.#hold, true);
  }

  #lockOut(): void {
    this.options.room.below(this.#shield);
    for (const type of held) addEventListener(type, this.#hold, true);
    this.busy();
  }

  #show(by: "agent" | "customer"): void {
    const { room, words, agent } = this.options;
    const isAgents = by === "agent";
    const back = button(isAgents ? words.takeBack : words.letGo(agent()), "main", () => { this.take("both"); });
    if (isAgents) back.append(" ", el("kbd", {}, "Esc"));
    this.#strip = room.strip(words.label, isAgents ? words.byAgent(agent()) : words.byCustomer(agent()), back);
  }

  /** The agent's own events are not trusted ones; those in the widget are the customer's business, and so are the browser's own keys. */
  #holdOff(event: Event): void {
    if (!event.isTrusted || event.composedPath().indexOf(this.options.room.root) >= 0) return;
    if (event instanceof KeyboardEvent) {
      if (event.key === "Escape" && event.type === "keydown") this.take("both");
      else if (event.ctrlKey || event.metaKey || event.key === "Tab" || /^F\d/.test(event.key)) return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
