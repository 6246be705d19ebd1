import type { Page } from "puppeteer-core";
import type { Agent } from "../harness/agent";
import type { Customer } from "../harness/customer";
import { inPage } from "../harness/until";

/** Two people in one session, which lasts over all tests of a cast. */
export interface Pair {
  readonly agent: Agent;
  readonly customer: Customer;
}

export async function valueOf(page: Page, what: string, selector: string, wanted: string): Promise<void> {
  await inPage(page, what, (at, value) => document.querySelector<HTMLInputElement>(at)?.value === value, selector, wanted);
}

export async function pressedAt(page: Page, selector: string): Promise<string | undefined> {
  return page.$eval(selector, (button) => (button as HTMLElement).dataset["pressed"]);
}

export async function middleOf(page: Page, selector: string): Promise<{ x: number; y: number }> {
  return page.$eval(selector, (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
}
