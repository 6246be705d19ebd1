import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, it } from "vitest";
import { Agent } from "../harness/agent";
import { type Launched, launch } from "../harness/browsers";
import { Server } from "../harness/server";
import { inPage } from "../harness/until";
import { median, table, writeSection } from "./figures";
import { type FirstLoad, firstLoad } from "./first-load";

/** The console's first load, with an empty cache and a processor four times slower. */

const rounds = Number(process.env["TANDEM_BENCH_ROUNDS"] ?? 9);
let chromium: Launched;
let server: Server;

beforeAll(async () => { [chromium, server] = await Promise.all([launch("chromium"), Server.start()]); });

afterAll(async () => {
  await chromium.close();
  await server.remove();
});

const kilobytes = (bytes: number) => (bytes / 1024).toFixed(1);
const ms = (value: number) => value.toFixed(0);

async function row(what: string, load: () => Promise<FirstLoad>): Promise<string[]> {
  const loads: FirstLoad[] = [];
  while (loads.length < rounds) loads.push(await load());
  const of = (figure: keyof FirstLoad) => median(loads.map((each) => each[figure]));
  return [what, ms(of("requests")), kilobytes(of("scriptBytes")), kilobytes(of("bytes")), ms(of("paintMs")), ms(of("readyMs")), ms(of("blockedMs")), of("shift").toFixed(3), kilobytes(of("laterBytes"))];
}

/** In a profile of its own: nothing is known of the console yet. */
async function fresh<T>(use: (page: Page) => Promise<T>): Promise<T> {
  const page = await chromium.page();
  try {
    return await use(page);
  } finally {
    await page.browserContext().close();
  }
}

it("measures the console's first load", async () => {
  const { page } = await Agent.setUp(chromium, server);
  const signIn = await row("sign-in", () => fresh((each) => firstLoad(each, server.console, "input[type=email]")));
  const inbox = await row("inbox, signed in", async () => {
    await page.goto("about:blank");
    return firstLoad(page, `${server.console}#/inbox`, ".desk-duty select");
  });
  await inPage(page, "the inbox", () => document.querySelector(".desk-duty") !== null);
  writeSection("console", `## The console's first load

By \`scripts/bench console\`: Chromium on loopback, nothing in its cache, its processor four times slower (by the debugging protocol); medians of ${String(rounds)}. Bytes are those on the wire,
gzip and heads included. *Ready* is when the screen's first field can be used and the main thread is free; *blocked* is what tasks took beyond 50 ms until then; *shift* is the browser's measure of
what moved by itself. *Afterwards* is fetched once somebody has signed in and the browser has nothing to do: what a co-browse takes.

${table(["screen", "requests", "scripts, KB", "all, KB", "first paint, ms", "ready, ms", "blocked, ms", "shift", "afterwards, KB"], [signIn, inbox])}`);
});
