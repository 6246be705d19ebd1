import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import { everywhere, pressingEverywhere } from "./acting/everywhere";
import { filling } from "./acting/filling";
import { handingOver } from "./acting/handing-over";
import { inCharge } from "./acting/in-charge";
import { limits } from "./acting/limits";
import { marking } from "./acting/marking";
import type { Pair } from "./acting/pair";
import { phoneCustomer, touchingAgent } from "./acting/phone";
import { pressing } from "./acting/pressing";
import { scrolling } from "./acting/scrolling";
import { Agent } from "./harness/agent";
import { borrow } from "./harness/borrow";
import type { Kind, Launched } from "./harness/browsers";
import { Customer } from "./harness/customer";
import { Server } from "./harness/server";
import { Site } from "./harness/site";
import { keepEvidence } from "./harness/stage";

/** Acting together: one session a cast goes through all of it, in the order of the modules in acting/, each about one idea. */

/** Who uses which browser. */
const casts: readonly { agent: Kind; customer: Kind }[] = [
  { agent: "chromium", customer: "firefox" },
  { agent: "firefox", customer: "chromium" },
];

let browsers: Record<Kind, Launched>;

beforeAll(async () => {
  const [chromium, firefox] = await Promise.all([borrow("chromium"), borrow("firefox")]);
  browsers = { chromium, firefox };
});

afterAll(async () => {
  await Promise.all(Object.values(browsers).map(async (each) => each.close()));
});

const form = `
  <h1>Acting</h1>
  <button id="plain" type="button" onclick="this.dataset.pressed = Number(this.dataset.pressed ?? 0) + 1">Press</button>
  <button id="pay" type="button" data-tandem="own-click" onclick="this.dataset.pressed = 1">Pay now</button>
  <button id="no" type="button" data-tandem="noclick" onclick="this.dataset.pressed = 1">Not for agents</button>
  <p><label>Name <input id="name" size="30" style="padding: 4px 14px"></label> <label>Card <input id="card" data-tandem="mask"></label> <label>Password <input id="password" type="password"></label></p>
  <p><label>Notes <textarea id="notes"></textarea></label> <label>Fixed <input id="fixed" data-tandem="readonly" value="as it is"></label></p>
  <p><select id="size"><option>Small</option><option>Medium</option><option>Large</option></select>
     <input id="day" type="date"> <label><input id="agree" type="checkbox"> I agree</label> <input id="level" type="range" min="0" max="100" value="0"></p>
  <div id="rich" contenteditable="true" style="min-height: 1.5em; border: 1px solid">Rich </div>
  <p><a id="next" href="/next">Next page</a> <a id="away" href="https://elsewhere.example/">Elsewhere</a></p>
  <div id="box" style="height: 120px; overflow: auto">${Array.from({ length: 40 }, (_, index) => `<p>Line ${String(index)}</p>`).join("")}</div>
  <div id="long" style="height: 3000px">long</div><p id="end">The end</p>${everywhere}`;

const html = (sdk: string, key: string, body: string): string =>
  `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Acting</title><script src="${sdk}" data-site="${key}" async></script><body>${body}`;

describe.each(casts)("agent in $agent, customer in $customer", ({ agent: agentKind, customer: customerKind }) => {
  let server: Server;
  let site: Site;
  let agent: Agent;
  let customer: Customer;
  const pages: Record<string, { html: string }> = {};

  beforeAll(async () => {
    site = await Site.open(pages);
    server = await Server.start({ sites: [{ name: "Own site", origin: site.origin }] });
    const sdk = `http://127.0.0.1:${server.port}/sdk.js`;
    const key = server.siteKey("Own site");
    pages["/"] = { html: html(sdk, key, form) };
    pages["/next"] = { html: html(sdk, key, "<h1>The next page</h1>") };
    agent = await Agent.setUp(browsers[agentKind], server);
    const code = await agent.startsCoBrowse();
    customer = await Customer.visits(browsers[customerKind], `${site.origin}/`);
    await customer.entersCode(code);
    await customer.consents();
    await agent.isLive();
  });

  afterAll(async () => {
    await customer.page.close();
    await agent.page.close();
    await site.close();
    await server.remove();
  });

  beforeEach(() => { keepEvidence(Object.values(browsers), server); });

  const pair = (): Pair => ({ agent, customer });
  pressing(pair);
  pressingEverywhere(pair);
  filling(pair);
  limits(pair);
  scrolling(pair);
  marking(pair);
  if (agentKind === "chromium") touchingAgent(pair);
  handingOver(pair);
  inCharge(pair);
  if (customerKind === "chromium") phoneCustomer(pair, () => `${site.origin}/`);
});
