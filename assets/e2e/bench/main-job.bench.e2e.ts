import { afterAll, beforeAll, it } from "vitest";
import { Agent } from "../harness/agent";
import { type Launched, launch } from "../harness/browsers";
import { Customer } from "../harness/customer";
import { Server } from "../harness/server";
import { inPage, until } from "../harness/until";
import { median, percentile, table, writeSection } from "./figures";
import { nextPageTimes } from "./next-page";

/**
 * Two figures of the main job as people feel them, both browsers on this machine, loopback. Times are of one clock: the machine's.
 *
 * - consent → paint: from the customer's click on Yes to the first frame in which the agent's screen shows the page.
 * - next page: from the customer's DOMContentLoaded to the agent's paint of it.
 * - change → agent: from a keystroke's `input` event to the same value in the agent's copy.
 */
const pages = ["", "shop", "shop/gull-teapot", "search?q=mug", "stores", "studio/", "login", "help"];
const rounds = 10;
const keystrokes = 200;

declare global {
  interface Window {
    benchYes?: number;
  }
}

/** The agent's browser and the customer's: two tabs of one browser cannot both be in front. */
let chromium: Launched;
let other: Launched;
let server: Server;
let agent: Agent;

beforeAll(async () => {
  [chromium, other] = await Promise.all([launch("chromium"), launch("chromium")]);
  server = await Server.start();
  agent = await Agent.setUp(chromium, server);
});

afterAll(async () => {
  await Promise.all([chromium.close(), other.close()]);
  await server.remove();
});

/** From now on the console notes when it first shows a page. */
async function noteFirstPaint(): Promise<void> {
  await agent.page.evaluate(() => {
    delete window.benchPaint;
    const look = (): void => {
      // Seen by the person: the frame is in the window and nothing lies over it. The next frame is when it is on the screen.
      if (document.querySelector(".device:not(.unseen):not(.dimmed) .replica iframe") && !document.querySelector(".stage-room")) {
        requestAnimationFrame(() => { window.benchPaint = performance.timeOrigin + performance.now(); });
      } else requestAnimationFrame(look);
    };
    look();
  });
}

async function consentToPaint(path: string): Promise<number> {
  await agent.page.goto("about:blank");
  await agent.page.goto(server.console);
  const code = await agent.startsCoBrowse();
  const customer = await Customer.visits(other, server.shop + path);
  await customer.entersCode(code);
  await customer.sees("would like to see this page");
  await customer.page.evaluate(() => {
    document.querySelector("tandem-widget")?.shadowRoot?.addEventListener("click", () => { window.benchYes = performance.timeOrigin + performance.now(); }, { capture: true, once: true });
  });
  await noteFirstPaint();
  await customer.presses("Yes");
  const paint = await inPage(agent.page, "the first paint", () => window.benchPaint);
  const yes = await until("the click", async () => customer.page.evaluate(() => window.benchYes));
  await agent.presses("Stop");
  await customer.page.browserContext().close();
  return paint - yes;
}

it("measures consent → paint on each page of the shop, and typing", async () => {
  const rows: string[][] = [];
  for (const path of pages) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push(await consentToPaint(path));
    rows.push([`/demo/${path}`, median(times).toFixed(0), Math.min(...times).toFixed(0), Math.max(...times).toFixed(0)]);
  }
  const { delays, next } = await typingAndNext();
  const text = [
    "## The main job, as people feel it",
    "",
    `Both in Chromium, on one machine with two cores, over loopback. Consent → first paint at the agent, median of ${rounds}, in milliseconds:`,
    "",
    table(["page", "median", "least", "most"], rows),
    "",
    table(
      ["what", "p50 ms", "p95 ms", "n"],
      [
        ["keystroke in the customer's page → in the agent's copy", median(delays).toFixed(1), percentile(delays, 0.95).toFixed(1), String(delays.length)],
        ["customer's DOMContentLoaded on the next page → agent's paint", median(next).toFixed(0), percentile(next, 0.95).toFixed(0), String(next.length)],
      ],
    ),
  ].join("\n");
  console.log(text);
  writeSection("main-job", text);
});

async function typingAndNext(): Promise<{ delays: number[]; next: number[] }> {
  await agent.page.goto(server.console);
  const code = await agent.startsCoBrowse();
  const customer = await Customer.visits(other, server.shop);
  await customer.entersCode(code);
  await customer.consents();
  await agent.isLive();
  const delays: number[] = [];
  await agent.page.evaluate(() => {
    const seen: [string, number][] = [];
    (window as unknown as { benchSeen: [string, number][] }).benchSeen = seen;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      const field = document.querySelector<HTMLIFrameElement>(".device:not(.unseen) .replica iframe")?.contentDocument?.querySelector<HTMLInputElement>("#q");
      const last = seen[seen.length - 1];
      if (field && field.value !== last?.[0]) seen.push([field.value, performance.timeOrigin + performance.now()]);
      setTimeout(() => { channel.port2.postMessage(0); }, 1);
    };
    channel.port2.postMessage(0);
  });
  const typed = await customer.page.evaluate(async (count) => {
    const field = document.querySelector<HTMLInputElement>("#q");
    const at: [string, number][] = [];
    if (!field) return at;
    field.maxLength = count + 1;
    field.focus();
    for (let i = 0; i < count; i++) {
      // 20 keystrokes a second: the fastest typists.
      await new Promise((next) => setTimeout(next, 50));
      document.execCommand("insertText", false, "abcdefghij".charAt(i % 10));
      at.push([field.value, performance.timeOrigin + performance.now()]);
    }
    return at;
  }, keystrokes);
  await agent.seesInReplica("the last keystroke", (copy, last) => copy.querySelector<HTMLInputElement>("#q")?.value === last, typed.at(-1)?.[0] ?? "");
  const seen = new Map(await agent.page.evaluate(() => (window as unknown as { benchSeen: [string, number][] }).benchSeen));
  for (const [value, at] of typed) {
    const shown = seen.get(value);
    if (shown !== undefined) delays.push(shown - at);
  }
  const next = await nextPageTimes(agent, customer, server.shop, 30);
  await customer.page.browserContext().close();
  return { delays, next };
}
