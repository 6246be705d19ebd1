import type { Agent } from "../harness/agent";
import type { Customer } from "../harness/customer";
import { inPage } from "../harness/until";

declare global {
  interface Window {
    benchPaint?: number;
  }
}

/** Through the demo shop, in turn. */
const pages = ["", "shop", "shop/gull-teapot", "search?q=mug", "stores", "studio/", "login", "help"];

/** From the customer's DOMContentLoaded on the next page to the frame in which the agent's screen shows it, in milliseconds. */
export async function nextPageTimes(agent: Agent, customer: Customer, shop: string, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const mark = `bench-${String(i)}-${String(Date.now())}`;
    await notePaint(agent, mark);
    const address = new URL(shop + (pages[i % pages.length] ?? ""));
    address.searchParams.set("mark", mark);
    await customer.page.goto(address.href, { waitUntil: "domcontentloaded" });
    const paint = await inPage(agent.page, "the next page", () => window.benchPaint);
    times.push(paint - (await customer.page.evaluate(() => {
      const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      return performance.timeOrigin + (entry?.domContentLoadedEventEnd ?? 0);
    })));
  }
  return times;
}

/** The console notes when it first shows the page whose address has the mark in it. */
async function notePaint(agent: Agent, mark: string): Promise<void> {
  await agent.page.evaluate((expected) => {
    delete window.benchPaint;
    const look = (): void => {
      const copy = document.querySelector<HTMLIFrameElement>(".device:not(.unseen) .replica iframe")?.contentDocument;
      const address = document.querySelector<HTMLInputElement>(".address")?.value ?? "";
      if (copy?.body?.childElementCount && address.includes(expected)) requestAnimationFrame(() => { window.benchPaint = performance.timeOrigin + performance.now(); });
      else requestAnimationFrame(look);
    };
    look();
  }, mark);
}
