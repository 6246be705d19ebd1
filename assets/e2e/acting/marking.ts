import type { Page } from "puppeteer-core";
import { expect, it } from "vitest";
import { clicks, placeOf } from "../harness/hand";
import { inPage } from "../harness/until";
import { middleOf, type Pair } from "./pair";

/** Whether a mark in the widget begins at, or is around, the element. */
function marksAt(mark: string, selector: string): boolean {
  const path = document.querySelector("tandem-widget")?.shadowRoot?.querySelector(mark)?.getAttribute("d") ?? "";
  const [x = NaN, y = NaN] = (/^M(-?[\d.]+) (-?[\d.]+)/.exec(path) ?? []).slice(1).map(Number);
  const box = document.querySelector(selector)?.getBoundingClientRect();
  // A spotlight's edge lies a few pixels around its element.
  return box !== undefined && x > box.left - 8 && x < box.right + 8 && y > box.top - 8 && y < box.bottom + 8;
}

/** A line drawn with the button held. */
async function draws(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
}

/** Both draw over the page, and clear. */
export function marking(pair: () => Pair): void {
  it("I6: what the agent marks is at the same element, goes with it, and is cleared by the customer", async () => {
    const { agent, customer } = pair();
    await agent.presses("Mark");
    await clicks(agent, "#plain");
    await inPage(customer.page, "a spotlight on the button", marksAt, ".mark-spotlight.by-agent", "#plain");
    await agent.page.keyboard.press("4");
    await draws(agent.page, await placeOf(agent, "#plain"), await placeOf(agent, "#name"));
    await inPage(customer.page, "an arrow from the button", marksAt, ".mark-arrow.by-agent", "#plain");
    await customer.page.evaluate(() => { scrollTo({ top: 60, behavior: "instant" }); });
    await inPage(customer.page, "both went with the button", () => scrollY > 0);
    await inPage(customer.page, "the spotlight", marksAt, ".mark-spotlight.by-agent", "#plain");
    await inPage(customer.page, "the arrow", marksAt, ".mark-arrow.by-agent", "#plain");
    await customer.page.evaluate(() => { scrollTo({ top: 0, behavior: "instant" }); });
    await agent.presses("Mark");
    await customer.presses("Mark");
    await customer.presses("Clear");
    await inPage(agent.page, "nothing left at the agent", () => document.querySelector(".mark-layer .mark") === null);
    expect(await customer.page.evaluate(() => document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".mark") ?? null)).toBeNull();
  });

  it("I6: what the customer draws is at the same element at the agent, who can clear it", async () => {
    const { agent, customer } = pair();
    const from = await middleOf(customer.page, "#plain");
    const to = await middleOf(customer.page, "#name");
    await draws(customer.page, from, to);
    await agent.seesInReplica("the copy is there", (copy) => copy.querySelector("#plain") !== null);
    const start = await inPage(agent.page, "ink at the agent", () => /^M([\d.]+) ([\d.]+)L/.exec(document.querySelector(".mark-layer .mark-ink.by-customer")?.getAttribute("d") ?? "")?.slice(1).map(Number));
    const box = await agent.seesInReplica("the button", (copy) => copy.querySelector("#plain")?.getBoundingClientRect().toJSON() as DOMRect | undefined);
    expect([start[0] ?? 0, start[1] ?? 0]).toSatisfy(([x, y]: [number, number]) => x > box.left && x < box.right && y > box.top && y < box.bottom);
    await customer.presses("Box");
    await draws(customer.page, from, to);
    await inPage(agent.page, "a box at the agent", () => document.querySelector(".mark-layer .mark-box.by-customer")?.getAttribute("d"));
    await customer.presses("Done");
    await agent.presses("Mark");
    await agent.page.hover(".hand");
    await agent.page.keyboard.press("0");
    await inPage(customer.page, "nothing left at the customer", () => document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".mark") === null);
    await agent.page.keyboard.press("Escape");
    await inPage(agent.page, "the tools are away", () => document.querySelector(".mark-strip") === null);
  });
}
