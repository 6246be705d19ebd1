import type { Page } from "puppeteer-core";
import type { Launched } from "./browsers";
import type { Server } from "./server";
import { holds, inPage, until } from "./until";

export const administrator = { name: "Ada Agent", email: "ada@shop.example", password: "correct horse battery" };

/** Somebody at the console. All goes through the screen, as for a person. */
export class Agent {
  private constructor(readonly page: Page) {}

  /** Opens the set-up link, becomes the administrator and is signed in. */
  static async setUp(browser: Launched, server: Pick<Server, "console" | "setupLink">): Promise<Agent> {
    const agent = new Agent(await browser.page());
    await agent.page.goto(server.setupLink());
    await agent.page.waitForSelector("input[autocomplete=name]");
    await agent.page.type("input[autocomplete=name]", administrator.name);
    await agent.page.type("input[type=email]", administrator.email);
    await agent.page.type("input[type=password]", administrator.password);
    await agent.page.click("button[type=submit]");
    await agent.sees("Start co-browsing");
    return agent;
  }

  /** `first` is what those see who have signed in; somebody without the right to co-browse sees other words. */
  static async signIn(browser: Launched, server: Pick<Server, "console">, { email, password } = administrator, first = "Start co-browsing"): Promise<Agent> {
    const agent = new Agent(await browser.page());
    await agent.page.goto(server.console);
    await agent.page.waitForSelector("input[type=email]");
    await agent.page.type("input[type=email]", email);
    await agent.page.type("input[type=password]", password);
    await agent.page.click("button[type=submit]");
    await agent.sees(first);
    return agent;
  }

  /** Anybody at an address of the console. */
  static async at(browser: Launched, address: string): Promise<Agent> {
    const agent = new Agent(await browser.page());
    await agent.page.goto(address);
    return agent;
  }

  /** The same person's, in one more window: of the same browser, at the same place, signed in. */
  async opensAnotherWindow(): Promise<Agent> {
    const other = new Agent(await this.page.browserContext().newPage());
    await other.page.goto(this.page.url());
    return other;
  }

  /** Types an address into the address bar, on a page that was loaded anew. */
  async goes(address: string): Promise<void> {
    await this.page.goto("about:blank");
    await this.page.goto(address);
  }

  /** Waits until the words are on the screen. */
  async sees(words: string): Promise<void> {
    await inPage(this.page, `the agent sees “${words}”`, (text) => document.body.innerText.includes(text), words);
  }

  /** Waits until one of these is on the screen. */
  async seesOneOf(...words: readonly string[]): Promise<void> {
    await inPage(this.page, `the agent sees one of “${words.join("”, “")}”`, (texts) => texts.some((text) => document.body.innerText.includes(text)), words);
  }

  /** Makes a token of the REST API and returns it. */
  async makesToken(name: string): Promise<string> {
    await this.opensSettings("API tokens");
    await this.presses("Make a token");
    await this.page.waitForSelector("dialog[open] input");
    await this.page.type("dialog[open] input", name);
    await this.page.keyboard.press("Enter");
    const token = await inPage(this.page, "the new token", () => document.querySelector<HTMLElement>("dialog[open] code, dialog[open] output")?.innerText.trim());
    await this.presses("I have copied it");
    return token;
  }

  /** Opens a section of the settings. */
  async opensSettings(section: string): Promise<void> {
    await this.presses("Settings");
    await this.presses(section);
    await inPage(this.page, `the section ${section}`, (title) => document.querySelector(".settings-head h2")?.textContent === title, section);
  }

  /** Opens a record of the section's list. */
  async opensRecord(name: string): Promise<void> {
    await until(`the record ${name}`, async () => this.page.evaluate((title) => {
      [...document.querySelectorAll<HTMLElement>("a.record")].find((record) => record.querySelector("strong")?.textContent.startsWith(title))?.click();
      return document.querySelector(".settings-form h2")?.textContent === title;
    }, name));
  }

  /** Writes into the field with this label, in place of what is there. */
  async fills(label: string, text: string): Promise<void> {
    await inPage(this.page, `the field ${label}`, (name) => {
      const field = [...document.querySelectorAll("label")].find((each) => each.firstChild?.textContent === name && each.getClientRects().length > 0)?.control;
      if (!(field instanceof HTMLInputElement)) return false;
      field.focus();
      field.select();
      return document.activeElement === field;
    }, label);
    await this.page.keyboard.type(text);
  }

  /** Makes an account for somebody, by the console's own interface. */
  async addsToStaff(person: typeof administrator): Promise<void> {
    const status = await this.page.evaluate(
      async (body) => (await fetch("/api/v1/staff", { method: "POST", headers: { "content-type": "application/json" }, body })).status,
      JSON.stringify({ ...person, role: "assistant" }),
    );
    if (status !== 201) throw new Error(`staff: ${status}`);
  }

  /** What the people wrote, in the order of the log. */
  async chatLines(): Promise<string[]> {
    return this.page.$$eval(".message-text", (lines) => lines.map((line) => (line as HTMLElement).innerText));
  }

  /** Presses the button or link with these words. */
  async presses(words: string): Promise<void> {
    await until(`a button “${words}”`, async () => {
      const found = await this.page.evaluateHandle((text) => [...document.querySelectorAll("button, a")].find((button) => (button as HTMLElement).innerText.trim() === text && button.getClientRects().length > 0) ?? null, words);
      const element = found.asElement();
      if (!element) return false;
      await (element as import("puppeteer-core").ElementHandle<Element>).click();
      return true;
    });
  }

  /** Sets the first site to "always use the relay", on the screen where administrators do. */
  async relaysOnly(): Promise<void> {
    await this.opensSettings("Sites");
    await until("a site", async () => this.page.evaluate(() => {
      document.querySelector<HTMLElement>("a.record")?.click();
      return document.querySelector("a.record") !== null;
    }));
    await until("the box", async () => this.page.evaluate(() => {
      const box = [...document.querySelectorAll(".settings-form label, .settings-form .check")].find((label) => label.textContent.includes("Always use the relay"));
      const input = box?.querySelector("input") ?? (box as HTMLLabelElement | undefined)?.control;
      if (input instanceof HTMLInputElement && !input.checked) input.click();
      return input instanceof HTMLInputElement && input.checked;
    }));
    await this.presses("Save");
    await this.sees("Relay only");
    await this.presses("Co-browse");
    await this.sees("Start co-browsing");
  }

  /** Starts a co-browse and returns its code. */
  async startsCoBrowse(): Promise<string> {
    await this.presses("Start co-browsing");
    return this.code();
  }

  async code(): Promise<string> {
    return inPage(this.page, "a code", () => {
      const digits = [...document.querySelectorAll(".digit-group")].map((group) => group.textContent).join("");
      return /^\d{9}$/.test(digits) && digits;
    });
  }

  /** Waits until the function, given the replica's document, returns something. */
  async seesInReplica<A extends unknown[], T>(what: string, fn: (replica: Document, ...args: A) => T | null | undefined | false, ...args: A): Promise<T> {
    return holds(this.page, `the agent's copy: ${what}`, `(${inReplica.toString()})(${fn.toString()}, ${JSON.stringify(args)})`);
  }

  async isLive(): Promise<void> {
    await inPage(this.page, "the agent's screen is live", () => document.querySelector(".stage-live") !== null && document.querySelector(".stage-room") === null);
  }

  async says(text: string): Promise<void> {
    await this.page.type("#chat-text", text);
    await this.page.keyboard.press("Enter");
  }
}

/** Runs in the console: looks at the frame that is shown; while the next page is being built there are two. */
function inReplica<A extends unknown[], T>(look: (replica: Document, ...args: A) => T, args: A): T | null {
  const shown = [...document.querySelectorAll<HTMLIFrameElement>(".replica iframe")].find((frame) => {
    const { width, height } = frame.getBoundingClientRect();
    return width > 0 && height > 0 && getComputedStyle(frame).visibility === "visible";
  });
  return shown?.contentDocument ? look(shown.contentDocument, ...args) : null;
}
