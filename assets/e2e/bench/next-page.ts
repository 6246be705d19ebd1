import type { Agent } from "../harness/agent";
import type { Customer } from "../harness/customer";
import { inPage } from "../harness/until";
import type { Asked } from "./exchanges";

declare global {
  interface Window {
    benchPaint?: number;
  }
}

/** Through the demo shop, in turn. */
const pages = ["", "shop", "shop/gull-teapot", "search?q=mug", "stores", "studio/", "login", "help"];

/** One page after another, by this machine's clock, in milliseconds since 1970. */
export interface NextPage {
  /** The customer's DOMContentLoaded. */
  readonly loaded: number;
  /** The page's request for its session, and the one that brought its answer to the agent's offer, if that did not go by the socket. */
  readonly resume: Asked;
  readonly answer: Asked | undefined;
  /** The page before had the agent's offer, so that the answer did not have to wait for what the session's request brings. */
  readonly isAhead: boolean;
  /** The frame in which the agent's screen shows it. */
  readonly painted: number;
}

export async function goToNextPage(agent: Agent, customer: Customer, shop: string, index: number): Promise<NextPage> {
  const mark = `bench-${String(index)}-${String(Date.now())}`;
  await notePaint(agent, mark);
  const isAhead = await customer.page.evaluate(() => sessionStorage.getItem("tandem.spare") !== null);
  const address = new URL(shop + (pages[index % pages.length] ?? ""));
  address.searchParams.set("mark", mark);
  await customer.page.goto(address.href, { waitUntil: "domcontentloaded" });
  const painted = await inPage(agent.page, "the next page", () => window.benchPaint);
  const { loaded, asked } = await customer.page.evaluate(() => {
    const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    const requests = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const find = (call: string) => requests.find(({ name }) => name.endsWith(`/sdk/${call}`));
    const times = (request: PerformanceResourceTiming | undefined) => request && {
      atMs: performance.timeOrigin + request.requestStart,
      answeredMs: performance.timeOrigin + request.responseStart,
      // TCP takes one, TLS another; the browser has a connection already, if all goes well.
      connectTrips: request.connectEnd > request.connectStart ? 2 : 0,
    };
    return { loaded: performance.timeOrigin + (entry?.domContentLoadedEventEnd ?? Number.NaN), asked: { resume: times(find("resume")), answer: times(find("answer")) } };
  });
  const { resume, answer } = asked;
  if (!resume) throw new Error("the page did not ask for its session");
  return { loaded, resume, answer, isAhead, painted };
}

/** People look at a page for a moment: by then the agent's browser has told it the next page's offer. */
export async function lookAtPage({ page }: Customer): Promise<void> {
  await inPage(page, "the next page's offer", () => sessionStorage.getItem("tandem.spare") ?? undefined);
}

/** From the customer's DOMContentLoaded to the agent's paint, in milliseconds. */
export function took({ loaded, painted }: NextPage): number {
  return painted - loaded;
}

/** Pages that the person looks at before going on. */
export async function nextPageTimes(agent: Agent, customer: Customer, shop: string, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    await lookAtPage(customer);
    times.push(took(await goToNextPage(agent, customer, shop, index)));
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
