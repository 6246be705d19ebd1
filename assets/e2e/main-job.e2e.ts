import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Agent } from "./harness/agent";
import { borrow } from "./harness/borrow";
import type { Kind, Launched } from "./harness/browsers";
import { Customer } from "./harness/customer";
import { Server } from "./harness/server";
import { keepEvidence } from "./harness/stage";
import { inPage } from "./harness/until";

declare global {
  interface Window {
    /** What the page answered first. */
    firstAnswered?: string | undefined;
  }
}

/** Who uses which browser, and whether everything has to pass the relay. */
const casts: readonly { agent: Kind; customer: Kind; relayed: boolean }[] = [
  { agent: "chromium", customer: "firefox", relayed: false },
  { agent: "firefox", customer: "chromium", relayed: false },
  { agent: "chromium", customer: "firefox", relayed: true },
  { agent: "firefox", customer: "chromium", relayed: true },
];

let browsers: Record<Kind, Launched>;

beforeAll(async () => {
  const [chromium, firefox] = await Promise.all([borrow("chromium"), borrow("firefox")]);
  browsers = { chromium, firefox };
});

afterAll(async () => {
  await Promise.all(Object.values(browsers).map(async (each) => each.close()));
});

describe.each(casts)("agent in $agent, customer in $customer, relay only: $relayed", ({ agent: agentKind, customer: customerKind, relayed }) => {
  let server: Server;
  let agent: Agent;
  let customer: Customer;

  beforeAll(async () => {
    server = await Server.start();
    agent = await Agent.setUp(browsers[agentKind], server);
    if (relayed) await agent.relaysOnly();
  });

  afterAll(async () => {
    await agent.page.close();
    await server.remove();
  });

  beforeEach(() => { keepEvidence(Object.values(browsers), server); });

  it("P1, P6, M1: a code, a yes, and the agent sees the customer's live page", async () => {
    const code = await agent.startsCoBrowse();
    customer = await Customer.visits(browsers[customerKind], server.shop);
    await customer.entersCode(code);
    await customer.sees("Ada Agent from");
    await agent.sees("being asked");
    await customer.consents();
    await agent.isLive();
    await agent.seesInReplica("the shop's heading", (copy) => copy.body.innerText.includes("Fresh from the kiln"));
    await agent.seesInReplica("images", (copy) => [...copy.images].some((image) => image.complete && image.naturalWidth > 0));
    await agent.seesInReplica("styles", (copy) => copy.defaultView?.getComputedStyle(copy.body).fontFamily !== "");
    await agent.sees(relayed ? "Relayed" : "Direct");
  });

  it("M1: scrolling and typing", async () => {
    await customer.page.evaluate(() => { scrollTo({ top: 600, behavior: "instant" }); });
    await agent.seesInReplica("the page scrolled", (copy) => Math.abs((copy.scrollingElement?.scrollTop ?? 0) - 600) < 2);
    await customer.page.evaluate(() => { scrollTo({ top: 0, behavior: "instant" }); });
    await customer.page.type("#q", "blue teapot");
    await agent.seesInReplica("what was typed", (copy) => copy.querySelector<HTMLInputElement>("#q")?.value === "blue teapot");
  });

  it("C4: both write; both read it", async () => {
    await agent.says("Can I help?");
    await customer.presses("Chat");
    await customer.sees("Can I help?");
    await customer.page.keyboard.type("Yes, I cannot find the basket.");
    await customer.page.keyboard.press("Enter");
    await agent.sees("Yes, I cannot find the basket.");
  });

  it("M6: the agent stays with the customer from page to page and through a form, with no new question", async () => {
    await Promise.all([customer.page.waitForNavigation(), customer.page.evaluate(() => { document.querySelector<HTMLFormElement>("form.search")?.requestSubmit(); })]);
    await agent.seesInReplica("the results", (copy) => copy.querySelector<HTMLInputElement>("#q")?.value === "blue teapot" && copy.body.innerText.includes("teapot"));
    for (const path of ["shop/gull-teapot", "login", "checkout"]) {
      await customer.page.goto(server.shop + path);
      const heading = await customer.page.$eval("h1", (found) => found.innerText);
      await agent.seesInReplica(`“${heading}”`, (copy, text) => copy.querySelector("h1")?.innerText === text, heading);
    }
    await agent.isLive();
  });

  it("M6: the offer that the page before was told is the one that the next page answers", async () => {
    const kept = await inPage(customer.page, "an offer for the next page", () => {
      const { offer } = JSON.parse(sessionStorage.getItem("tandem.spare") ?? "{}") as { offer?: { sdp: string } };
      return offer?.sdp;
    });
    const spy = await customer.page.evaluateOnNewDocument(() => {
      const describe: RTCPeerConnection["setRemoteDescription"] = Reflect.get(RTCPeerConnection.prototype, "setRemoteDescription");
      RTCPeerConnection.prototype.setRemoteDescription = function (this: RTCPeerConnection, description) {
        window.firstAnswered ??= description.sdp;
        return Reflect.apply(describe, this, [description]) as Promise<void>;
      };
    });
    await customer.page.goto(`${server.shop}shop`);
    await customer.page.removeScriptToEvaluateOnNewDocument(spy.identifier);
    const heading = await customer.page.$eval("h1", (found) => found.innerText);
    await agent.seesInReplica(`“${heading}”`, (copy, text) => copy.querySelector("h1")?.innerText === text, heading);
    expect(await customer.page.evaluate(() => window.firstAnswered)).toBe(kept);
  });

  it("V2: passwords show as dots that were never sent", async () => {
    await customer.page.goto(`${server.shop}login`);
    await customer.page.waitForSelector("input[type=password]");
    await customer.page.type("input[type=password]", "s3cret-of-mine");
    const shown = await agent.seesInReplica("dots", (copy) => {
      const field = copy.querySelector<HTMLInputElement>("input[type=password], input[autocomplete=current-password]");
      return field !== null && field.value !== "" && field.value;
    });
    expect(shown).not.toContain("s3cret");
  });

  it("P9: a reload of the agent's console goes back into the session by itself", async () => {
    await agent.page.reload();
    await agent.isLive();
    await agent.seesInReplica("the page", (copy) => copy.querySelector("input[type=password], input[autocomplete=current-password]") !== null);
    await agent.sees("Can I help?");
  });

  it("P8: the customer stops, at once and for good", async () => {
    await customer.presses("Stop");
    await agent.sees("The customer stopped");
    await customer.sees("You stopped sharing");
    await inPage(agent.page, "nothing is left of the page", () => document.querySelector(".replica iframe") === null);
    await customer.page.close();
  });

  it("P8: the agent stops, after a refusal and a second question", async () => {
    await agent.page.goto(server.console);
    const code = await agent.startsCoBrowse();
    customer = await Customer.visits(browsers[customerKind], server.shop);
    await customer.entersCode(code);
    await customer.sees("would like to see this page");
    await customer.presses("No");
    await agent.sees("said no");
    await agent.presses("Ask again");
    await customer.consents();
    await agent.isLive();
    await agent.presses("Stop");
    await customer.sees("Sharing has ended");
    await inPage(customer.page, "no connection is left", () => document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".bar:not([hidden])")?.getClientRects().length !== 1);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await agent.page.bringToFront().catch(() => undefined);
  });
});
