import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openPlaces, type Places } from "./fixtures/three-sites";
import { Agent } from "./harness/agent";
import { borrow } from "./harness/borrow";
import type { Kind, Launched } from "./harness/browsers";
import { Customer } from "./harness/customer";
import { keepEvidence } from "./harness/stage";
import { inPage } from "./harness/until";

/** M6: wherever the customer goes. One consent at the start is all that is ever asked. */

const casts: readonly { agent: Kind; customer: Kind }[] = [{ agent: "chromium", customer: "firefox" }, { agent: "firefox", customer: "chromium" }];

let browsers: Record<Kind, Launched>;
let places: Places;

beforeAll(async () => {
  const [chromium, firefox] = await Promise.all([borrow("chromium"), borrow("firefox")]);
  browsers = { chromium, firefox };
});

afterAll(async () => {
  await Promise.all(Object.values(browsers).map(async (each) => each.close()));
});

/** Why the page had to be loaded anew (NotRestoredReasons, HTML 7.4.7.5): nothing where it came from the cache, or where the browser does not tell. */
function keptOutBy(): string[] {
  interface Entry extends PerformanceEntry { readonly notRestoredReasons?: { readonly reasons: readonly { readonly reason: string }[] | null } | null }
  const [entry] = performance.getEntriesByType("navigation") as Entry[];
  return (entry?.notRestoredReasons?.reasons ?? []).map(({ reason }) => reason);
}

describe.each(casts)("agent in $agent, customer in $customer", ({ agent: agentKind, customer: customerKind }) => {
  let agent: Agent;
  let customer: Customer;

  beforeAll(async () => {
    places = await openPlaces();
    agent = await Agent.setUp(browsers[agentKind], places.server);
    const code = await agent.startsCoBrowse();
    customer = await Customer.visits(browsers[customerKind], places.shop);
    await customer.entersCode(code);
    await customer.consents();
    await isSeen("Shop");
  });

  afterAll(async () => {
    await Promise.all([agent.page.browserContext().close(), customer.page.browserContext().close()]);
    await places.close();
  });

  beforeEach(() => { keepEvidence(Object.values(browsers), places.server); });

  const isSeen = async (heading: string): Promise<void> => {
    await agent.seesInReplica(heading, (copy, text) => copy.querySelector("h1")?.textContent === text, heading);
    await agent.isLive();
  };
  const press = async (selector: string): Promise<void> => {
    await customer.page.waitForSelector(selector);
    await customer.page.click(selector);
  };

  it("M6: links, redirects, forms, reloads, back and forward, and addresses that a script changes", async () => {
    await press("#shelf");
    await isSeen("Shelf");
    await customer.page.goBack();
    await isSeen("Shop");
    // Nothing of the session keeps a page out of the browser's back/forward cache. Firefox keeps none of the pages that it is driven through, and does not say why.
    expect((await customer.page.evaluate(keptOutBy)).filter((reason) => /broadcastchannel|websocket|rtc|lock|unload/.test(reason))).toEqual([]);
    await customer.page.goForward();
    await isSeen("Shelf");
    await press("#shop");
    await isSeen("Shop");
    await press("#moved");
    await isSeen("Shelf");
    await customer.page.reload();
    await isSeen("Shelf");
    await press("#search");
    // The page looks as the one before: only its address tells that it is the next one.
    await inPage(agent.page, "what was searched", () => document.querySelector<HTMLInputElement>(".address")?.value.includes("?"));
    await isSeen("Shelf");
    await customer.page.evaluate(() => {
      history.pushState(null, "", "/basket");
      document.title = "Basket";
    });
    await inPage(agent.page, "the new address", () => document.querySelector<HTMLInputElement>(".address")?.value.includes("/basket") && document.querySelector(".page-title")?.textContent === "Basket");
    await customer.page.goBack();
    await inPage(agent.page, "the address before", () => document.querySelector<HTMLInputElement>(".address")?.value.includes("/shelf"));
  });

  it("M6: a link and a form to another origin of the site go on there; nothing of it stays in the address", async () => {
    await press("#pay");
    await isSeen("Pay");
    await customer.sees("sees this page");
    expect(customer.page.url()).toBe(places.pay);
    await press("#shop");
    await isSeen("Shop");
    await press("#order button");
    await isSeen("Paid");
    expect(customer.page.url()).toBe(`${places.pay}done`);
    await customer.page.goBack();
    await isSeen("Shop");
  });

  it("M6: on somebody else's website nothing is seen, and the agent is told; the way back goes on by itself", async () => {
    await press("#elsewhere");
    await agent.sees("The customer is outside the site");
    await press("#back");
    await isSeen("Shop");
  });

  it("M6: while the site expects the customer back, the agent is told from where", async () => {
    await customer.sees("sees this page");
    await customer.page.evaluate(() => { window.Tandem?.expectReturn({ title: "Example Pay", minutes: 15 }); });
    await press("#elsewhere");
    await agent.sees("The customer is at: Example Pay");
    await press("#back");
    await isSeen("Shop");
    await press("#elsewhere");
    await agent.sees("The customer is outside the site");
    await press("#back");
    await isSeen("Shop");
  });

  it("M3: a frame of the site's other origin shows itself, as it changes; one of somebody else's is a box that says so", async () => {
    await customer.page.evaluate((own, others) => {
      for (const [id, src] of [["own", own], ["others", others]] as const) document.body.append(Object.assign(document.createElement("iframe"), { id, src }));
    }, places.pay, places.elsewhere);
    const heading = (text: string) => agent.seesInReplica(`“${text}” in the frame`, (copy, expected) => copy.querySelector<HTMLIFrameElement>("#own")?.contentDocument?.querySelector("h1")?.textContent === expected, text);
    await heading("Pay");
    const inner = customer.page.frames().find((frame) => frame.url() === places.pay);
    await inner?.evaluate(() => {
      for (const heading of document.querySelectorAll("h1")) heading.textContent = "Paying";
      document.body.append(Object.assign(document.createElement("input"), { type: "password", value: "hunter2hunter2" }));
    });
    await heading("Paying");
    await agent.seesInReplica("dots in the frame", (copy) => copy.querySelector<HTMLIFrameElement>("#own")?.contentDocument?.querySelector<HTMLInputElement>("[type=password]")?.value === "••••••••");
    await inner?.goto(`${places.pay}done`);
    await heading("Paid");
    await agent.seesInReplica("a box with a label, and no other", (copy) => {
      const [own, others] = ["own", "others"].map((id) => copy.getElementById(id)?.style.background ?? "");
      return own === "" && others?.includes("Part of another website") === true;
    });
    await customer.page.evaluate(() => { for (const frame of document.querySelectorAll("iframe")) frame.remove(); });
  });

  const strip = async (...titles: readonly string[]): Promise<void> => {
    await inPage(agent.page, `tabs: ${titles.join(", ")}`, (expected) => [...document.querySelectorAll(".tab")].map((tab) => `${tab.ariaCurrent === "true" ? "*" : ""}${tab.textContent}`).sort().join() === expected, [...titles].sort().join());
  };
  const bar = async (page: Page, words: string): Promise<void> => {
    await inPage(page, `a tab says “${words}”`, (text) => document.querySelector("tandem-widget")?.shadowRoot?.querySelector<HTMLElement>(".bar .text")?.innerText.includes(text), words);
  };

  it("M7: a further tab of the site is part of it by itself; the agent follows the one that is looked at, and sees which there are", async () => {
    const second = await customer.page.browserContext().newPage();
    await second.goto(`${places.shop}shelf`);
    await second.bringToFront();
    await isSeen("Shelf");
    await strip("Shop", "*Shelf");
    await bar(second, "sees this page");
    await bar(customer.page, "sees your other tab");
    await customer.page.bringToFront();
    await isSeen("Shop");
    await strip("*Shop", "Shelf");
    await bar(second, "sees your other tab");
    await second.bringToFront();
    await isSeen("Shelf");
    await second.click("#pay");
    await isSeen("Pay");
    await second.goBack();
    await isSeen("Shelf");
    await second.close();
    await customer.page.bringToFront();
    await isSeen("Shop");
    // The driver's way of closing a tab of Firefox leaves its page behind for a while.
    await strip();
  });

  it("V6, M6: whoever follows a link with another one's ticket is asked before anything is seen", async () => {
    await customer.sees("sees this page");
    const address = await customer.page.evaluate((to) => window.Tandem?.carry(to) ?? "", places.pay);
    expect(address).toContain("#tandem=");
    const victim = await browsers[customerKind].page();
    await victim.goto(address);
    await inPage(victim, "the question", () => document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".question")?.getClientRects().length);
    expect(victim.url()).toBe(places.pay);
    await agent.seesInReplica("still the customer's page", (copy) => copy.querySelector("h1")?.textContent === "Shop");
    await victim.browserContext().close();
  });
});
