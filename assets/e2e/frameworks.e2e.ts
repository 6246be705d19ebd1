import { afterAll, beforeAll, beforeEach, describe, it } from "vitest";
import { bundle } from "./fixtures/bundle";
import { Agent } from "./harness/agent";
import { borrow } from "./harness/borrow";
import type { Launched } from "./harness/browsers";
import { Customer } from "./harness/customer";
import { clicks } from "./harness/hand";
import { Server } from "./harness/server";
import { Site } from "./harness/site";
import { keepEvidence } from "./harness/stage";
import { inPage } from "./harness/until";

/** Real frameworks' controlled inputs: what the agent does has to look like a person's doing to them, or they put it back. */
describe.each(["react", "vue", "angular"])("I3: a form made with %s", (framework) => {
  let browser: Launched;
  let server: Server;
  let site: Site;
  let agent: Agent;
  let customer: Customer;
  const pages: Record<string, { html: string; headers?: Record<string, string> }> = {};

  beforeAll(async () => {
    browser = await borrow("chromium");
    site = await Site.open(pages);
    server = await Server.start({ sites: [{ name: "Own site", origin: site.origin }] });
    const sdk = `http://127.0.0.1:${server.port}/sdk.js`;
    pages["/app.js"] = { html: await bundle(framework), headers: { "content-type": "text/javascript" } };
    pages["/"] = { html: `<!doctype html><html lang="en"><title>${framework}</title><script src="${sdk}" data-site="${server.siteKey("Own site")}" async></script><body><div id="app"></div><app-root></app-root><script src="/app.js"></script>` };
    agent = await Agent.setUp(browser, server);
    const code = await agent.startsCoBrowse();
    customer = await Customer.visits(browser, `${site.origin}/`);
    await customer.entersCode(code);
    await customer.consents();
    await agent.isLive();
  });

  afterAll(async () => {
    await browser.close();
    await site.close();
    await server.remove();
  });

  beforeEach(() => { keepEvidence([browser], server); });

  it("hears of typing, ticking, choosing and clicking, and its own changes come back to the agent", async () => {
    await clicks(agent, "#name", "Alt");
    await agent.page.waitForSelector(".hand-field");
    await agent.page.keyboard.type("ann lee");
    await told(customer, "ANN LEE|false|S");
    // The page's own doing (capitals) reaches the field that the agent types in.
    await inPage(agent.page, "the capitals at the agent's", () => document.querySelector<HTMLInputElement>(".hand-field")?.value === "ANN LEE");
    await agent.page.keyboard.press("Escape");
    await clicks(agent, "#agree", "Alt");
    await told(customer, "ANN LEE|true|S");
    await clicks(agent, "#size", "Alt");
    await agent.page.waitForSelector(".hand-list");
    await agent.page.select(".hand-list", "L");
    await agent.page.focus(".hand-list");
    await agent.page.keyboard.press("Enter");
    await told(customer, "ANN LEE|true|L");
    await clicks(agent, "#clear", "Alt");
    await told(customer, "|true|L");
  });
});

async function told(customer: Customer, wanted: string): Promise<void> {
  await inPage(customer.page, `the form holds ${wanted}`, (text) => document.querySelector("#told")?.textContent === text, wanted);
}
