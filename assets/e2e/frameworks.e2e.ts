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

const frameworks = ["react", "vue", "svelte", "angular"] as const;

/** Real frameworks' controlled inputs: what the agent does has to look like a person's doing to them, or they put it back. One session goes from form to form. */
describe("I3: forms made with frameworks", () => {
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
    const sdk = `<script src="http://127.0.0.1:${server.port}/sdk.js" data-site="${server.siteKey("Own site")}" async></script>`;
    pages["/"] = { html: `<!doctype html><html lang="en"><title>Forms</title>${sdk}<body><h1>Forms</h1>` };
    await Promise.all(frameworks.map(async (name) => {
      pages[`/${name}.js`] = { html: await bundle(name), headers: { "content-type": "text/javascript" } };
      pages[`/${name}`] = { html: `<!doctype html><html lang="en"><title>${name}</title>${sdk}<body><h1>${name}</h1><div id="app"></div><app-root></app-root><script src="/${name}.js"></script>` };
    }));
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

  it.each(frameworks)("%s hears of typing, ticking, choosing and clicking, and its own changes come back to the agent", async (name) => {
    await customer.page.goto(`${site.origin}/${name}`);
    await agent.seesInReplica(`the form of ${name}`, (copy, heading) => copy.querySelector("h1")?.textContent === heading && copy.querySelector("#clear"), name);
    await customer.sees("sees this page");
    await agent.isLive();
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
