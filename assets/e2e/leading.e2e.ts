import type { ElementHandle, Page } from "puppeteer-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Agent } from "./harness/agent";
import { borrow } from "./harness/borrow";
import type { Launched } from "./harness/browsers";
import { Customer } from "./harness/customer";
import { Server } from "./harness/server";
import { Site } from "./harness/site";
import { faultsOf } from "./harness/sound";
import { keepEvidence } from "./harness/stage";
import { inPage, until } from "./harness/until";

/** Leading the customer to other pages: one session for all of it, the agent in Chromium and the customer in Firefox. */

let chromium: Launched;
let firefox: Launched;
let server: Server;
let site: Site;
let elsewhere: Site;
let agent: Agent;
let customer: Customer;
const pages: Record<string, { html: string; headers?: Record<string, string> }> = {};

beforeAll(async () => {
  [chromium, firefox, site, elsewhere] = await Promise.all([borrow("chromium"), borrow("firefox"), Site.open(pages), Site.open({ "/": { html: "<title>Elsewhere</title><h1>Elsewhere</h1>" } })]);
  server = await Server.start({ sites: [{ name: "Own site", origin: site.origin }], flags: ["--demo", "off"] });
  const page = (title: string, body: string): { html: string } => ({
    html: `<!doctype html><html lang="en"><title>${title}</title><script src="http://127.0.0.1:${server.port}/sdk.js" data-site="${server.siteKey("Own site")}" async></script><body><h1>${title}</h1>${body}`,
  });
  pages["/"] = page("Start", `<p><a href="/help">Help</a> <a href="/help">Help again</a> <a href="/prices"><img src="" alt="Prices"></a> <a href="mailto:a@b.example">Mail</a></p>`);
  pages["/help"] = page("Help", `<p><a href="/">Back</a></p>`);
  pages["/offers"] = page("Offers", `<link rel="stylesheet" href="/offers.css">`);
  pages["/offers.css"] = { html: "h1 { font-style: italic }", headers: { "content-type": "text/css", "cache-control": "max-age=600" } };
  pages["/prices"] = { ...page("Prices", ""), headers: { "x-frame-options": "DENY" } };
  agent = await Agent.setUp(chromium, server);
  const code = await agent.startsCoBrowse();
  customer = await Customer.visits(firefox, `${site.origin}/`);
  await customer.entersCode(code);
  await customer.consents();
  await agent.isLive();
});

afterAll(async () => {
  await Promise.all([chromium, firefox].map(async (each) => each.close()));
  await Promise.all([site.close(), elsewhere.close(), server.remove()]);
});

beforeEach(() => { keepEvidence([chromium, firefox], server); });

/** The customer is on the page with this heading, and the agent sees it. */
async function bothAreAt(heading: string): Promise<void> {
  await inPage(customer.page, `the customer is at “${heading}”`, (text) => document.querySelector("h1")?.textContent === text, heading);
  await agent.seesInReplica(`the page “${heading}”`, (copy, text) => copy.querySelector("h1")?.textContent === text, heading);
  await agent.isLive();
}

/** Types over what is in the address bar of the copy, and presses Enter. */
async function typesAddress(address: string): Promise<void> {
  await agent.page.focus(".address");
  await agent.page.keyboard.press("Escape");
  await agent.page.focus(".address");
  await inPage(agent.page, "the whole address is in the field, and selected", () => {
    const field = document.querySelector<HTMLInputElement>(".address");
    return field !== null && field.value.startsWith("http") && field.selectionEnd === field.value.length && field.selectionStart === 0;
  });
  await agent.page.keyboard.type(address);
  await agent.page.keyboard.press("Enter");
}

describe("I8: the agent sends the customer to another page", () => {
  it("I8: by an address typed, at once inside the site", async () => {
    await bothAreAt("Start");
    await typesAddress("/help");
    await bothAreAt("Help");
    expect(new URL(customer.page.url()).pathname).toBe("/help");
    await typesAddress(`${site.origin}/prices`);
    await bothAreAt("Prices");
  });

  it("I8: a wrong address says what is wrong with it, and leads nowhere", async () => {
    for (const [address, words] of [["delivery times", "This is no address"], ["javascript:alert(1)", "Only web pages can be opened"], ["https://ada:secret@shop.example/", "Leave that out"]] as const) {
      await typesAddress(address);
      await agent.sees(words);
    }
    expect(await faultsOf(agent.page, "leading", "wrong-address")).toEqual({});
    await agent.page.focus(".address");
    await agent.page.keyboard.press("Escape");
    await inPage(agent.page, "the address as it was", (address) => document.querySelector<HTMLInputElement>(".address")?.value === address, `${new URL(site.origin).host}/prices`);
    expect(new URL(customer.page.url()).pathname).toBe("/prices");
  });

  it("I8: outside the site the customer is warned first and decides", async () => {
    await typesAddress(`${elsewhere.origin}/`);
    await customer.sees("You are about to be redirected");
    await agent.sees("is outside the website");
    expect(await faultsOf(agent.page, "leading", "asking")).toEqual({});
    await customer.presses("No");
    await agent.sees("does not want to go to");
    expect(new URL(customer.page.url()).pathname).toBe("/prices");
  });

  it("I8: not while the customer does not allow it", async () => {
    await customer.presses("Open pages");
    await inPage(agent.page, "the address is read only", () => document.querySelector<HTMLInputElement>(".address")?.readOnly);
    await customer.presses("Open pages");
    await inPage(agent.page, "and can be typed again", () => document.querySelector<HTMLInputElement>(".address")?.readOnly === false);
  });
});

/** What the list of the menu shows, from above. */
async function rows(): Promise<string[]> {
  return agent.page.$$eval(".page-row-label", (labels) => labels.map((label) => (label as HTMLElement).innerText));
}

async function opensMenu(tab: "Page links" | "Favourites" | "History"): Promise<void> {
  await agent.page.waitForSelector(".link-menu-puller");
  await agent.page.keyboard.press("F2");
  await inPage(agent.page, "the search has the focus", () => document.activeElement?.matches(".menu-search input"));
  await agent.page.evaluate((word) => { [...document.querySelectorAll<HTMLElement>("[role=tab]")].find((one) => one.innerText.startsWith(word))?.click(); }, tab);
  await inPage(agent.page, `the list “${tab}”`, (word) => document.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.innerText.startsWith(word), tab);
}

async function isClosed(what: string): Promise<void> {
  await inPage(agent.page, `${what} is closed`, (selector) => document.querySelector(selector) === null, what);
}

async function pressesRow(action: "Add" | "Change" | "Remove", label: string): Promise<void> {
  await agent.page.click(`.page-row-action[aria-label^="${action} ${label}"]`);
  await agent.page.waitForSelector("dialog[open]");
}

describe("I9: the link menu", () => {
  it("I8, I9: the links of the page, each once; by the keys alone one of them is opened", async () => {
    await typesAddress("/");
    await bothAreAt("Start");
    await opensMenu("Page links");
    await until("all links", async () => (await rows()).length === 2);
    expect(await rows()).toEqual(["Help", "Prices"]);
    expect(await faultsOf(agent.page, "leading", "links")).toEqual({});
    await agent.page.focus(".menu-search input");
    await agent.page.keyboard.type("pri");
    await until("what is searched", async () => (await rows()).join() === "Prices");
    await agent.page.keyboard.press("Enter");
    await bothAreAt("Prices");
    await isClosed("#link-menu");
  });

  it("I9: pages are kept, for oneself and for all, renamed, changed and removed", async () => {
    await opensMenu("Favourites");
    await agent.presses("Add this page");
    await agent.page.waitForSelector("dialog[open]");
    await agent.page.keyboard.press("Enter");
    await until("the page is kept under its title", async () => (await rows()).join() === "Prices");
    await isClosed("dialog");
    await agent.presses("Add this page");
    await agent.page.waitForSelector("dialog[open] input[type=checkbox]");
    await agent.page.click("dialog[open] input[type=checkbox]");
    await agent.page.click("dialog[open] input[type=text]", { count: 3 });
    await agent.page.keyboard.type("All about prices");
    await agent.page.keyboard.press("Enter");
    await until("both", async () => (await rows()).length === 2);
    await isClosed("dialog");
    await pressesRow("Change", "Prices");
    const fields = await agent.page.$$("dialog[open] input[type=text]");
    await fields[0]?.click({ count: 3 });
    await agent.page.keyboard.type("Helping hands");
    await fields[1]?.click({ count: 3 });
    await agent.page.keyboard.type("/help");
    await agent.page.keyboard.press("Enter");
    await isClosed("dialog");
    await until("the new name", async () => (await rows()).includes("Helping hands"));
    expect(await faultsOf(agent.page, "leading", "favourites")).toEqual({});
    await agent.page.click(`.page-row-main[title="${site.origin}/help"]`);
    await bothAreAt("Help");
    await opensMenu("Favourites");
    await pressesRow("Remove", "Helping hands");
    expect(await faultsOf(agent.page, "leading", "remove")).toEqual({});
    await agent.page.click("dialog[open] .button.danger");
    await until("one is left, for all", async () => {
      const [left, ...others] = await rows();
      return others.length === 0 && left?.startsWith("All about prices") === true && left.endsWith("For all");
    });
    await agent.page.keyboard.press("Escape");
    await isClosed("#link-menu");
  });

  it("I8, I9: the pages of the session can be presented again, after a reload of the console too", async () => {
    await agent.page.reload();
    await agent.isLive();
    await opensMenu("History");
    await until("the three pages, the newest first", async () => (await rows()).join() === "Help,Prices,Start");
    await agent.page.keyboard.press("ArrowDown");
    await agent.page.keyboard.press("End");
    await inPage(agent.page, "the last row", () => document.activeElement?.closest(".page-row")?.textContent.includes("Start"));
    await agent.page.keyboard.press("Enter");
    await bothAreAt("Start");
  });
});

describe("I10: preview", () => {
  it("I10: the agent looks at a page first, without cookies, and sends the customer there; a site that refuses is said to", async () => {
    await opensMenu("Page links");
    await agent.page.click(`.page-row-action[aria-label^="Look at Help"]`);
    await agent.sees("As somebody sees it who is not signed in");
    const shown = await until("the page in the preview", async () => agent.page.frames().find((frame) => frame.url() === `${site.origin}/help`));
    await until("its heading", async () => shown.evaluate(() => document.querySelector("h1")?.textContent === "Help"));
    expect(await shown.evaluate(() => [origin, document.referrer])).toEqual(["null", ""]);
    expect(await faultsOf(agent.page, "leading", "preview")).toEqual({});
    await agent.presses("Send the customer there");
    await bothAreAt("Help");
    await typesAddress("/");
    await bothAreAt("Start");
    await opensMenu("Page links");
    await agent.page.click(`.page-row-action[aria-label^="Look at Prices"]`);
    await agent.sees("does not let itself be shown inside others");
    await agent.presses("Close");
    await inPage(agent.page, "the focus is back in the menu", () => document.activeElement?.matches(".link-menu .page-row-action"));
    await agent.page.keyboard.press("Escape");
    await isClosed("#link-menu");
    expect(new URL(customer.page.url()).pathname).toBe("/");
  });
});

describe("I10: pre-caching", () => {
  it("I10: what a shared favourite needs is there before the customer is sent to it; the page itself is asked for without their cookies", async () => {
    await agent.page.evaluate(async (url) => {
      await fetch("/api/v1/favourites", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ label: "Offers", url, shared: true }) });
    }, `${site.origin}/offers`);
    await customer.page.evaluate(() => { document.cookie = "who=customer"; });
    await typesAddress("/help");
    await bothAreAt("Help");
    const sheets = () => site.asked.filter(({ path }) => path === "/offers.css");
    await until("the style sheet is loaded, at rest", () => Promise.resolve(sheets().length === 1));
    expect(site.asked.filter(({ path }) => path === "/offers").map(({ cookie }) => cookie)).toEqual([""]);
    await typesAddress("/offers");
    await bothAreAt("Offers");
    await inPage(customer.page, "the sheet holds", () => getComputedStyle(document.querySelector("h1") ?? document.body).fontStyle === "italic");
    expect(sheets()).toHaveLength(1);
    expect(site.asked.filter(({ path }) => path === "/offers").map(({ cookie }) => cookie)).toEqual(["", "who=customer"]);
  });
});

describe("I11: pages sent in the chat", () => {
  it("I11: a page of the administrator's list is a button at the customer's, which opens it in a new window; any other is refused by the server", async () => {
    const session = await agent.page.evaluate(async (origin, page) => {
      const { sites } = (await (await fetch("/api/v1/sites")).json()) as { sites: { id: string; name: string }[] };
      const body = JSON.stringify({ name: sites[0]?.name, origins: [origin], pages: [{ url: page, label: "Our other page" }] });
      await fetch(`/api/v1/sites/${sites[0]?.id ?? ""}`, { method: "PUT", headers: { "content-type": "application/json" }, body });
      return location.hash.split("/").pop() ?? "";
    }, site.origin, `${elsewhere.origin}/`);
    await agent.page.reload();
    await agent.isLive();
    await agent.presses("Send a page");
    await agent.sees("The customer gets a button");
    await agent.page.waitForSelector("dialog[open] .page-row-main");
    expect(await faultsOf(agent.page, "leading", "send-page")).toEqual({});
    await agent.page.click("dialog[open] .page-row-main");
    await customer.presses("Chat");
    const link = await until("the button", async () => (await customer.page.evaluateHandle(() => document.querySelector("tandem-widget")?.shadowRoot?.querySelector("a.page") ?? null)).asElement());
    expect(await link.evaluate((a) => [(a as HTMLAnchorElement).innerText, (a as HTMLAnchorElement).href, (a as HTMLAnchorElement).target, (a as HTMLAnchorElement).rel])).toEqual(["Our other page", `${elsewhere.origin}/`, "_blank", "noopener noreferrer"]);
    await (link as ElementHandle<Element>).click();
    await until("a window of its own", async () => (await customer.page.browserContext().pages()).length > 1);
    const fault = await agent.page.evaluate(async (id) => new Promise<string>((resolve) => {
      const socket = new WebSocket(`ws://${location.host}/ws/agent`, "tandem.v1");
      socket.onopen = () => {
        socket.send(JSON.stringify({ type: "attach", session: id, chat_after: 0 }));
        socket.send(JSON.stringify({ type: "say", session: id, id: "forged", text: "x", page: "https://evil.example/" }));
      };
      socket.onmessage = ({ data }) => {
        const message = JSON.parse(String(data)) as { type: string; ref?: string; code?: string };
        if (message.ref !== "forged") return;
        socket.close();
        resolve(message.code ?? "");
      };
    }), session);
    expect(fault).toBe("page_not_listed");
  });
});

/** Where co-browses open, as the agent wants it. */
async function choosesViewer(viewer: "popup" | "tab"): Promise<void> {
  await agent.page.click(".account > button");
  await inPage(agent.page, "the choice", () => document.querySelector(".account-panel option[value=popup]") !== null);
  await agent.page.select(".account-panel .field:has(option[value=popup]) select", viewer);
  await agent.page.keyboard.press("Escape");
}

describe("I13: where a co-browse opens", () => {
  it("I13, P2: in a window of its own if the agent wants that; a phone gets in by the QR code, with the digits filled in", async () => {
    await agent.presses("Co-browse");
    await choosesViewer("popup");
    const opened = new Promise<Page | null>((resolve) => { agent.page.once("popup", resolve); });
    await agent.presses("Start co-browsing");
    const popup = await opened;
    if (!popup) throw new Error("no window");
    const code = await inPage(popup, "the code, in a window without the rail", () => {
      const digits = [...document.querySelectorAll(".digit-group")].map((group) => group.textContent).join("");
      return location.hash.startsWith("#/viewer/") && document.querySelector(".rail") === null && /^\d{9}$/.test(digits) && digits;
    });
    await popup.click(".qr summary");
    await popup.waitForSelector(".qr-code");
    expect(await faultsOf(popup, "leading", "qr")).toEqual({});
    const phone = await Customer.visits(firefox, `${site.origin}/#tandem-code=${code}`, 390, 844);
    await inPage(phone.page, "the digits are in the field", (digits) => {
      const field = document.querySelector("tandem-widget")?.shadowRoot?.querySelector<HTMLInputElement>("#code");
      return field?.value.replace(/ /g, "") === digits && location.hash === "";
    }, code);
    await phone.presses("Continue");
    await phone.sees("would like to see this page");
    await phone.page.close();
    await popup.close();
  });

  it("I13: in a new tab; and where the browser blocks that, it is said why, with two ways on", async () => {
    await choosesViewer("tab");
    const opened = new Promise<Page | null>((resolve) => { agent.page.once("popup", resolve); });
    await agent.presses("Start co-browsing");
    const tab = await opened;
    if (!tab) throw new Error("no tab");
    await inPage(tab, "a code in the tab", () => location.hash.startsWith("#/viewer/") && document.querySelector(".digit-group") !== null);
    await tab.close();
    await agent.page.evaluate(() => { window.open = () => null; });
    await agent.presses("Start co-browsing");
    await agent.sees("The browser has blocked the new window");
    expect(await faultsOf(agent.page, "leading", "blocked")).toEqual({});
    await agent.presses("Go on here");
    await inPage(agent.page, "the code in the console", () => location.hash.startsWith("#/session/") && document.querySelector(".rail") !== null && document.querySelector(".digit-group") !== null);
  });
});
