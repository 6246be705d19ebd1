import type { Page } from "puppeteer-core";
import type { Launched } from "./browsers";
import { inPage, until } from "./until";

/** Somebody in the shop. The widget lives in a shadow root of its own; everything is pressed and read there as a person would. */
export class Customer {
  private constructor(readonly page: Page) {}

  static async visits(browser: Launched, address: string, width = 1280, height = 800): Promise<Customer> {
    const customer = new Customer(await browser.page(width, height));
    await customer.page.goto(address);
    await inPage(customer.page, "the entry button", () => document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".entry") != null);
    return customer;
  }

  /** Presses the widget's button with these words. */
  async presses(words: string): Promise<void> {
    await until(`the widget's button “${words}”`, async () => {
      const found = await this.page.evaluateHandle((text) => {
        const root = document.querySelector("tandem-widget")?.shadowRoot;
        return [...(root?.querySelectorAll("button") ?? [])].find((button) => button.innerText.trim().startsWith(text) && button.getClientRects().length > 0) ?? null;
      }, words);
      const element = found.asElement();
      if (!element) return false;
      await (element as import("puppeteer-core").ElementHandle<Element>).click();
      return true;
    });
  }

  /** Presses the button in the corner, whatever it says. */
  async pressesEntry(): Promise<void> {
    await until("the entry button", async () => {
      const found = await this.page.evaluateHandle(() => {
        const entry = document.querySelector("tandem-widget")?.shadowRoot?.querySelector<HTMLElement>(".entry");
        return entry && entry.getClientRects().length > 0 ? entry : null;
      });
      const element = found.asElement();
      if (!element) return false;
      await (element as import("puppeteer-core").ElementHandle<Element>).click();
      return true;
    });
  }

  /** Waits until the words are in the widget. */
  async sees(words: string): Promise<void> {
    await inPage(
      this.page,
      `the customer sees “${words}”`,
      (text) => {
        const root = document.querySelector("tandem-widget")?.shadowRoot;
        return [...(root?.querySelectorAll<HTMLElement>("section, p, button") ?? [])].some((part) => part.getClientRects().length > 0 && part.innerText.includes(text));
      },
      words,
    );
  }

  async entersCode(code: string): Promise<void> {
    await this.opens();
    await this.typesCode(code);
  }

  /** Opens the panel and is where the code goes. */
  async opens(): Promise<void> {
    await this.pressesEntry();
    // Where the site has the chat, the code is one step behind it.
    await until("the field for the code", async () => this.page.evaluate(() => {
      const root = document.querySelector("tandem-widget")?.shadowRoot;
      if (root?.activeElement?.id === "code") return true;
      const share = root?.querySelector<HTMLElement>(".desk-share button");
      if (share && share.getClientRects().length > 0) share.click();
      return false;
    }));
  }

  /** Writes into the chat, which is open. */
  async writes(text: string): Promise<void> {
    await this.page.evaluate(() => { document.querySelector("tandem-widget")?.shadowRoot?.querySelector<HTMLElement>(".chat textarea")?.focus(); });
    await this.page.keyboard.type(text);
    await this.page.keyboard.press("Enter");
  }

  /** What the people wrote, in the order of the log. */
  async chatLines(): Promise<string[]> {
    return this.page.evaluate(() => [...(document.querySelector("tandem-widget")?.shadowRoot?.querySelectorAll<HTMLElement>(".line:not(.system) > p") ?? [])].map((line) => line.innerText));
  }

  async typesCode(code: string): Promise<void> {
    await until("the field for the code", async () => this.page.evaluate(() => {
      const field = document.querySelector("tandem-widget")?.shadowRoot?.activeElement;
      if (!(field instanceof HTMLInputElement) || field.id !== "code" || field.disabled || field.readOnly) return false;
      field.select();
      return true;
    }));
    await this.page.keyboard.type(code);
    // Nine digits may go off by themselves.
    await this.page.keyboard.press("Enter");
  }

  async consents(): Promise<void> {
    await this.sees("would like to see this page");
    await this.presses("Yes");
    await this.sees("sees this page");
  }
}
