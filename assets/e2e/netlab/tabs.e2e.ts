import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Beats } from "./beats";
import { Meeting, type Shared } from "./meeting";
import { sleeps } from "./sleep";

/** Longer than the silence after which a socket or a path counts as lost; far shorter than people's patience with who comes back. */
const nap = 60_000;

/** What people do to tabs and to the lids of their laptops, over a line with a round trip of 60 ms. Everything comes back by itself and with no new question. */
describe("agent in Chromium, customer in Chromium", () => {
  let meeting: Meeting;
  let shared: Shared;
  let beats: Beats;

  /** The agent sees what changes from now on. */
  const isShared = async (): Promise<void> => {
    await beats.start();
    await beats.stop();
  };

  beforeAll(async () => {
    meeting = await Meeting.open("chromium", "chromium");
    await meeting.lab.wire("customer", { delay_ms: 30 });
    shared = await meeting.share();
    beats = new Beats(meeting.agent, shared.customer);
  });
  afterAll(async () => { await meeting.close(); });
  beforeEach(() => { meeting.keepEvidence(); });

  it("P9: the customer reloads the page", async () => {
    await shared.customer.page.reload();
    await isShared();
  });

  it("P9: the customer goes on to another page and back", async () => {
    const { page } = shared.customer;
    await page.goto(`${meeting.server.shop}login`);
    await isShared();
    await page.goBack();
    await meeting.agent.seesInReplica("the first page", (copy) => copy.body.innerText.includes("Fresh from the kiln"));
    await isShared();
  });

  it("P9: the customer's tab in the background", async () => {
    const { page } = shared.customer;
    await beats.start();
    const other = await page.browserContext().newPage();
    await other.bringToFront();
    await expect.poll(async () => page.evaluate(() => document.visibilityState)).toBe("hidden");
    const moment = performance.timeOrigin + performance.now();
    // Hidden pages' timers fire once a second.
    await beats.againAfter(moment, 5000);
    await page.bringToFront();
    await other.close();
    await beats.stop();
    await meeting.agent.isLive();
  });

  it("P9: the agent reloads the console", async () => {
    await meeting.agent.page.reload();
    await meeting.agent.isLive();
    await isShared();
  });

  it("P9: two consoles of one agent: the page is in the newest, the older offers to have it back, both have the chat", async () => {
    const first = meeting.agent;
    const second = await first.opensAnotherWindow();
    await second.isLive();
    await first.sees("The page is open in another window");
    await first.page.bringToFront();
    await first.says("Written in the first window");
    await second.sees("Written in the first window");
    await first.presses("Show it here");
    await first.isLive();
    await second.sees("The page is open in another window");
    await isShared();
    // A closed window takes nothing with it.
    await second.page.close();
    await isShared();
  });

  it.each(["customer", "agent"] as const)("P9: the %s's laptop sleeps for a minute", { timeout: 2 * nap + 120_000 }, async (side) => {
    const woken = await sleeps(meeting.lab, side, side === "customer" ? meeting.customerBrowser : meeting.agentBrowser, nap);
    await beats.start();
    process.stdout.write(`the ${side}'s laptop: live again ${Math.round(performance.timeOrigin + performance.now() - woken)} ms after it woke\n`);
    await beats.stop();
    await meeting.agent.isLive();
  });

  it("P9: the agent's browser crashes: the customer is told within 10 s", async () => {
    const begun = Date.now();
    meeting.agentBrowser.browser.process()?.kill("SIGKILL");
    await shared.customer.sees("is away for a moment");
    expect(Date.now() - begun).toBeLessThan(10_000);
  });
});
