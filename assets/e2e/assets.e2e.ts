import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Agent } from "./harness/agent";
import { borrow } from "./harness/borrow";
import type { Kind, Launched } from "./harness/browsers";
import { Customer } from "./harness/customer";
import { picture } from "./harness/picture";
import { Server } from "./harness/server";
import { Site, type SitePage } from "./harness/site";
import { keepEvidence } from "./harness/stage";
import { inPage } from "./harness/until";

/** A shop whose pictures are behind a sign-in: the customer's browser has the cookie, the agent's has not. */

const square = (colour: string): SitePage => ({
  html: `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="${colour}"/></svg>`,
  headers: { "content-type": "image/svg+xml", "cache-control": "private, max-age=60" },
  cookie: "member=yes",
});

const markup = (sdk: string, key: string, title: string): string =>
  `<!doctype html><html lang="en"><title>${title}</title><script src="${sdk}" data-site="${key}" async></script><link rel="stylesheet" href="/members.css">` +
  `<h1>${title}</h1><a href="/second">second</a> <img id="photo" src="/photo.svg" width="40" height="40"> <img id="gone" src="/gone.svg" width="40" height="40"> <p id="tile" class="tile"></p>` +
  `<div data-tandem="mask"><img id="face" src="/face.svg" width="40" height="40"></div>`;

let browsers: Record<Kind, Launched>;
let site: Site;
let server: Server;
const pages: Record<string, SitePage> = {
  "/photo.svg": square("green"),
  "/tile.svg": square("gold"),
  "/face.svg": square("hotpink"),
  "/members.css": { html: ".tile{width:40px;height:40px;background:url(tile.svg)}", headers: { "content-type": "text/css" }, cookie: "member=yes" },
};

beforeAll(async () => {
  const [chromium, firefox] = await Promise.all([borrow("chromium"), borrow("firefox")]);
  browsers = { chromium, firefox };
  site = await Site.open(pages);
  server = await Server.start({ sites: [{ name: "Members", origin: site.origin }] });
  const [sdk, key] = [`http://127.0.0.1:${server.port}/sdk.js`, server.siteKey("Members")];
  const headers = { "set-cookie": "member=yes; HttpOnly; SameSite=Lax" };
  pages["/first"] = { html: markup(sdk, key, "First page"), headers };
  pages["/second"] = { html: markup(sdk, key, "Second page"), headers };
  await (await Agent.setUp(chromium, server)).page.close();
});

afterAll(async () => {
  await Promise.all(Object.values(browsers).map(async (each) => each.close()));
  await site.close();
  await server.remove();
});

beforeEach(() => { keepEvidence(Object.values(browsers), server); });

const everything = (copy: Document): true | false => {
  const photo = copy.querySelector<HTMLImageElement>("#photo");
  const tile = copy.querySelector("#tile");
  return photo !== null && photo.naturalWidth > 0 && photo.src.startsWith("blob:") && tile !== null && getComputedStyle(tile).backgroundImage.startsWith('url("blob:');
};

describe.each([["chromium", "firefox"], ["firefox", "chromium"]] as const)("an agent with %s and a customer with %s", (agentKind, customerKind) => {
  it("M5: pictures behind a sign-in are seen, on this page and the next, and the agent is told what is not", async () => {
    const agent = await Agent.signIn(browsers[agentKind], server);
    const customer = await Customer.visits(browsers[customerKind], `${site.origin}/first`);
    await customer.entersCode(await agent.startsCoBrowse());
    await customer.consents();
    await agent.isLive();
    await agent.seesInReplica("the pictures", everything);
    await agent.sees("1 part not shown");
    await agent.page.click(".missing > summary");
    await agent.sees("gone.svg");
    await agent.sees("not there, or not reachable");
    await picture(agent.page, `missing-${agentKind}`);
    expect(await agent.seesInReplica("the masked face", (copy) => copy.querySelector("#face")?.getAttributeNames().join(" "))).not.toContain("src");
    await customer.page.click("a[href='/second']");
    await agent.seesInReplica("the next page", (copy) => copy.querySelector("h1")?.textContent === "Second page");
    await agent.seesInReplica("its pictures", everything);
    await customer.presses("Stop");
    await inPage(agent.page, "the end", () => document.querySelector(".stage-room") !== null);
    await Promise.all([agent.page.close(), customer.page.close()]);
  });
});
