import type { Agent } from "./agent";
import type { Customer } from "./customer";
import { inPage, until } from "./until";

/** Somebody at the console's inbox. */
export class DeskAgent {
  constructor(readonly agent: Agent) {}

  /** By its address: the rail's link has a count in it. */
  async opensInbox(): Promise<void> {
    await this.agent.page.evaluate(() => { location.hash = "#/inbox"; });
    await inPage(this.agent.page, "the inbox", () => document.querySelector(".desk-duty select") !== null);
  }

  async becomes(state: "available" | "busy" | "away" | "off"): Promise<void> {
    await this.agent.page.select(".desk-duty select", state);
  }

  /** Takes the visitor who is offered. */
  async accepts(): Promise<void> {
    await this.agent.presses("Accept");
    await this.agent.page.waitForSelector("#desk-text");
  }

  async sees(words: string): Promise<void> {
    await this.agent.sees(words);
  }

  /** Opens the conversation with a colleague, which need not be there yet. */
  async writesTo(colleague: string): Promise<void> {
    await until(`the colleague ${colleague}`, async () => this.agent.page.evaluate((name) => {
      const button = [...document.querySelectorAll<HTMLElement>(".desk-person")].find((person) => person.querySelector(".desk-person-name")?.textContent === name);
      button?.click();
      return button !== undefined;
    }, colleague));
  }

  /** Opens a conversation of the list. */
  async opens(name: string): Promise<void> {
    await until(`the conversation with ${name}`, async () => this.agent.page.evaluate((wanted) => {
      [...document.querySelectorAll<HTMLElement>(".desk-row")].find((row) => row.querySelector("strong")?.textContent === wanted)?.click();
      return document.querySelector(".desk-head h2")?.textContent === wanted;
    }, name));
  }

  /** D4: hands the conversation that is open on, with a note, to a person or a group of the dialog's list. */
  async handsOn(to: string, note: string): Promise<void> {
    const { page } = this.agent;
    await this.agent.presses("Transfer");
    // A colleague is on the list as soon as the server has said that they are on duty.
    const value = await inPage(page, `${to} in the dialog`, (name) => [...document.querySelectorAll("dialog[open] option")].find((option) => option.textContent.startsWith(name))?.getAttribute("value"), to);
    await page.select("dialog[open] select", value);
    await page.type("dialog[open] textarea", note);
    await page.click("dialog[open] .button.primary");
  }

  /** Ends the conversation that is open, and says that it is meant. */
  async ends(): Promise<void> {
    await this.agent.presses("End");
    await until("the question", async () => this.agent.page.evaluate(() => {
      const sure = document.querySelector<HTMLElement>("dialog[open] .button.danger");
      sure?.click();
      return sure !== null;
    }));
  }

  async seesTabs(names: readonly string[]): Promise<void> {
    await inPage(this.agent.page, `the tabs ${names.join(", ")}`, (wanted) => JSON.stringify([...document.querySelectorAll(".chat-tab-name")].map((tab) => tab.textContent)) === wanted, JSON.stringify(names));
  }

  async says(text: string): Promise<void> {
    await this.#writes("message", text);
  }

  async notes(text: string): Promise<void> {
    await this.#writes("note", text);
  }

  /** D5: says something to the agent alone. */
  async whispers(text: string): Promise<void> {
    await this.#writes("whisper", text);
  }

  /** P5: presses the button of the conversation; the rail has a link of the same words. */
  async asksToCobrowse(): Promise<void> {
    await this.agent.page.click(".desk-actions .button.primary");
  }

  /** Waits until the conversation has these lines, in this order, each once and kept by the server. */
  async seesLines(lines: readonly string[]): Promise<void> {
    await inPage(this.agent.page, `the agent's lines: ${lines.join(" | ")}`, (wanted) => {
      const shown = [...document.querySelectorAll<HTMLElement>(".desk-line:not(.sending) .desk-text")].map((line) => line.innerText);
      return JSON.stringify(shown) === wanted;
    }, JSON.stringify(lines));
  }

  async #writes(kind: string, text: string): Promise<void> {
    const { page } = this.agent;
    await page.bringToFront();
    await page.evaluate((wanted) => { document.querySelector<HTMLElement>(`.desk-kind[data-kind="${wanted}"]`)?.click(); }, kind);
    await page.type("#desk-text", text);
    await page.keyboard.press("Enter");
  }
}

/** Somebody in the shop who writes to the company. */
export class DeskVisitor {
  constructor(readonly customer: Customer) {}

  /** Opens the chat and sends the first words. */
  async starts(name: string, text: string): Promise<void> {
    const { page } = this.customer;
    await this.customer.pressesEntry();
    await until("the form", async () => page.evaluate(() => document.querySelector("tandem-widget")?.shadowRoot?.activeElement instanceof HTMLTextAreaElement));
    await page.keyboard.type(text);
    await page.evaluate((value) => {
      const field = document.querySelector("tandem-widget")?.shadowRoot?.querySelector<HTMLInputElement>(".desk-form input[autocomplete=name]");
      if (field) field.value = value;
    }, name);
    await this.customer.presses("Start the chat");
  }

  async says(text: string): Promise<void> {
    const { page } = this.customer;
    await page.bringToFront();
    await page.evaluate(() => { document.querySelector("tandem-widget")?.shadowRoot?.querySelector<HTMLElement>(".desk-write textarea")?.focus(); });
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  }

  /** Types into the field that there is, the form's or the conversation's, without sending. */
  async types(text: string): Promise<void> {
    const { page } = this.customer;
    await page.bringToFront();
    await until("the field", async () => page.evaluate(() => {
      const field = [...document.querySelector("tandem-widget")?.shadowRoot?.querySelectorAll("textarea") ?? []].find((each) => each.getClientRects().length > 0);
      field?.focus();
      return field !== undefined;
    }));
    await page.keyboard.type(text);
  }

  /** What stands in that field. */
  async written(): Promise<string> {
    return this.customer.page.evaluate(() => [...document.querySelector("tandem-widget")?.shadowRoot?.querySelectorAll("textarea") ?? []].find((field) => field.getClientRects().length > 0)?.value ?? "");
  }

  /** Chooses the language at the head of the chat. */
  async speaks(language: "en" | "es"): Promise<void> {
    await this.customer.page.evaluate((tag) => {
      const choice = document.querySelector("tandem-widget")?.shadowRoot?.querySelector<HTMLSelectElement>(".desk-language");
      if (!choice) throw new Error("no choice of languages");
      choice.value = tag;
      choice.dispatchEvent(new Event("change"));
    }, language);
  }

  /** Waits until this is said below their newest line: how far it got. */
  async seesMark(mark: string): Promise<void> {
    await inPage(this.customer.page, `the visitor's mark ${mark}`, (word) =>
      [...document.querySelector("tandem-widget")?.shadowRoot?.querySelectorAll(".desk-line") ?? []].at(-1)?.querySelector(".desk-mark")?.textContent === word, mark);
  }

  async closes(): Promise<void> {
    await this.customer.page.evaluate(() => { document.querySelector("tandem-widget")?.shadowRoot?.querySelector<HTMLElement>(".desk-window .close")?.click(); });
  }

  /** Closes what the co-browse has to say, behind which the chat waits. */
  async closesTheCard(): Promise<void> {
    await inPage(this.customer.page, "the chat, and no card before it", () => {
      const root = document.querySelector("tandem-widget")?.shadowRoot;
      root?.querySelector<HTMLElement>(".dock .card:not([hidden]) .close")?.click();
      return root?.querySelector<HTMLElement>(".desk-dock")?.hidden === false;
    });
  }

  async sees(words: string): Promise<void> {
    await inPage(this.customer.page, `the visitor sees “${words}”`, (text) =>
      document.querySelector("tandem-widget")?.shadowRoot?.querySelector<HTMLElement>(".desk-window")?.innerText.includes(text), words);
  }

  /** All that the chat shows them. */
  async text(): Promise<string> {
    return this.customer.page.evaluate(() => document.querySelector("tandem-widget")?.shadowRoot?.querySelector<HTMLElement>(".desk-window")?.innerText ?? "");
  }

  /** Waits until the chat has these lines, in this order, each once and kept by the server. */
  async seesLines(lines: readonly string[]): Promise<void> {
    await inPage(this.customer.page, `the visitor's lines: ${lines.join(" | ")}`, (wanted) => {
      const root = document.querySelector("tandem-widget")?.shadowRoot;
      const shown = [...(root?.querySelectorAll<HTMLElement>(".desk-line:not(.sending) > p") ?? [])].map((line) => line.innerText);
      return JSON.stringify(shown) === wanted;
    }, JSON.stringify(lines));
  }
}
