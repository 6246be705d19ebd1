import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Agent } from "./harness/agent";
import { borrow } from "./harness/borrow";
import type { Kind, Launched } from "./harness/browsers";
import { Customer } from "./harness/customer";
import { Server } from "./harness/server";
import { Site } from "./harness/site";
import { keepEvidence } from "./harness/stage";
import { inPage, until } from "./harness/until";
import { keepAccount } from "./mirror/account.mjs";

/** Websites as they are: with old libraries, broken scripts, strict policies. Each is shared once, in both browsers. */

/** All at once on one page: that it throws in every handler, overrides what everybody uses, and rewrites itself. */
const faults = `
    for (const type of ["click", "input", "keydown", "keyup", "focusin", "scroll", "pointerdown", "pointermove", "message", "pagehide", "visibilitychange", "mousemove", "change"])
      for (const target of [window, document]) target.addEventListener(type, () => { throw new Error("the page's own fault"); }, true);
    window.onerror = () => { throw new Error("again"); };
    Array.prototype.toJSON = function () { return "not an array"; };
    Array.prototype.each = function () {};
    Array.prototype.includes = undefined; Array.prototype.at = undefined;
    JSON.stringify = () => "nonsense"; JSON.parse = () => ({});
    Object.prototype.extra = "everywhere";
    const send = window.fetch; window.fetch = function (...all) { return send.apply(this, all).then((reply) => reply); };
    window.WebSocket = class extends WebSocket {}; window.Promise = class extends Promise {}; window.MutationObserver = class extends MutationObserver {};
    setInterval(() => { const p = document.createElement("p"); p.textContent = "tick " + Date.now(); document.querySelector("#log").replaceChildren(p); }, 5);`;

declare global {
  interface Window {
    account: ReturnType<typeof keepAccount>;
    /** Properties of interfaces that are not what they were before the script. */
    changedSince(): string[];
  }
}

/** Runs in a page, before the script. */
function keep(keepIt: typeof keepAccount): void {
  window.account = keepIt([window]);
  const before = window.account.interfaces();
  window.changedSince = () => [...window.account.interfaces()].filter(([name, parts]) => before.has(name) && parts.some((part, i) => part !== before.get(name)?.[i])).map(([name]) => name);
}

/** What stays of the script that has nothing to do with sharing. */
const OWN = [
  // loader.ts: buttons of the page's own, the page's return from the browser's cache, the end of its loading.
  "listener click on document", "listener pageshow on window", "listener load on window",
  // The widget, once it was opened: its place in the page and in the window, over dialogs and keyboards; Esc Esc; the page's end.
  "MutationObserver on MutationObserver", "MutationObserver on MutationObserver", "MutationObserver on MutationObserver", "ResizeObserver on ResizeObserver",
  "listener resize on VisualViewport", "listener resize on VisualViewport", "listener scroll on VisualViewport", "listener scroll on VisualViewport", "listener resize on window",
  "listener keydown on window", "listener pagehide on window",
  // The visit and its chat, where the site has it: whether the page is looked at, what its address is, its line.
  "listener blur on window", "listener focus on window", "listener visibilitychange on document", "listener visibilitychange on document", "listener pagehide on window", "listener pageshow on window",
  "listener online on window", "setInterval", "setTimeout",
];

const page = (name: string, sdk: string, key: string, script: string): string =>
  `<!doctype html><html lang="en"><title>${name}</title><script>${script}</script><script src="${sdk}" data-site="${key}" async></script>` +
  `<h1>${name}</h1><input id="field"><div id="log"></div>`;

let browsers: Record<Kind, Launched>;

beforeAll(async () => {
  const [chromium, firefox] = await Promise.all([borrow("chromium"), borrow("firefox")]);
  browsers = { chromium, firefox };
});

afterAll(async () => {
  await Promise.all(Object.values(browsers).map(async (each) => each.close()));
});

describe.each(["chromium", "firefox"] as const)("a customer with %s on a page that", (kind) => {
  let server: Server;
  let site: Site;
  let agent: Agent;
  const pages: Record<string, { html: string; headers?: Record<string, string> }> = {};

  beforeAll(async () => {
    site = await Site.open(pages);
    server = await Server.start({ sites: [{ name: "Own site", origin: site.origin }] });
    const sdk = `http://127.0.0.1:${server.port}/sdk.js`;
    const key = server.siteKey("Own site");
    pages["/faults"] = { html: page("has many faults", sdk, key, faults) };
    const host = `http://127.0.0.1:${server.port}`;
    // What docs/integration.md says that a site has to allow, and nothing else.
    const connect = `connect-src ${host} ws://127.0.0.1:${server.port}`;
    const policy = `default-src 'none'; script-src ${host}; ${connect}; require-trusted-types-for 'script'`;
    pages["/strict"] = { html: page("has a strict policy", sdk, key, ""), headers: { "content-security-policy": policy } };
    pages["/nonce"] = {
      html: page("trusts a nonce", sdk, key, "").replaceAll("<script", `<script nonce="abc"`),
      headers: { "content-security-policy": `default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; ${connect}` },
    };
    const tag = `<script src="${sdk}" data-site="${key}"></script>`;
    pages["/frame"] = { html: `<!doctype html><title>inner</title>${tag}<p>inner` };
    pages["/layers"] = {
      html: `${page("has layers", sdk, key, `(${keep.toString()})(${keepAccount.toString()})`)}${tag}<iframe src="/frame"></iframe><iframe srcdoc="${`<!doctype html>${tag}<p>inner`.replaceAll('"', "&quot;")}"></iframe>` +
        `<dialog><p>Modal</p><button>ok</button></dialog><div id="popover" popover>Popover</div>`,
    };
    agent = await Agent.setUp(browsers.chromium, server);
  });

  afterAll(async () => {
    await agent.page.close();
    await site.close();
    await server.remove();
  });

  beforeEach(() => { keepEvidence(Object.values(browsers), server); });

  async function share(path: string): Promise<Customer> {
    await agent.page.goto(server.console);
    const code = await agent.startsCoBrowse();
    const customer = await Customer.visits(browsers[kind], site.origin + path);
    await customer.entersCode(code);
    await customer.consents();
    await agent.isLive();
    return customer;
  }

  async function isMirrored(customer: Customer, heading: string): Promise<void> {
    await agent.seesInReplica(`“${heading}”`, (copy, text) => copy.querySelector("h1")?.innerText === text, heading);
    await customer.page.type("#field", "typed");
    await agent.seesInReplica("what was typed", (copy) => copy.querySelector<HTMLInputElement>("#field")?.value === "typed");
  }

  async function stops(customer: Customer): Promise<void> {
    await customer.presses("Stop");
    await customer.sees("You stopped sharing");
    await customer.page.close();
  }

  /** N1: what sharing attached to the page is gone once the person has read that it has ended, and so is every patch. */
  async function isLeftAsFound(customer: Customer): Promise<void> {
    const during = await customer.page.evaluate(() => ({ attached: window.account.attached().length, patched: window.changedSince().length }));
    expect(during.attached).toBeGreaterThan(OWN.length + 40);
    expect(during.patched).toBeGreaterThan(15);
    await customer.presses("Stop");
    await customer.sees("You stopped sharing");
    await customer.page.evaluate(() => {
      const crosses = document.querySelector("tandem-widget")?.shadowRoot?.querySelectorAll<HTMLElement>(".close") ?? [];
      [...crosses].find((cross) => cross.getClientRects().length > 0)?.click();
    });
    let left: string[] = [];
    await until("nothing is left", async () => {
      left = await customer.page.evaluate(() => window.account.attached());
      for (const own of OWN) if (left.includes(own)) left.splice(left.indexOf(own), 1);
      return left.length === 0;
    }).catch(() => undefined);
    expect(left).toEqual([]);
    expect(await customer.page.evaluate(() => window.changedSince())).toEqual([]);
  }

  it("throws in every handler, overrides Array.prototype and JSON, and rewrites itself all the time", async () => {
    const customer = await share("/faults");
    await isMirrored(customer, "has many faults");
    await stops(customer);
  });

  it("N1: trusts what has a nonce and what that loads, and nothing else", async () => {
    const customer = await share("/nonce");
    await isMirrored(customer, "trusts a nonce");
    await stops(customer);
  });

  it("P8, N1: has frames, loads the script twice, opens dialogs, replaces its body: one widget, its Stop can always be pressed, and nothing of it all is left then", async () => {
    const customer = await share("/layers");
    expect(await customer.page.evaluate(() => [document, ...[...document.querySelectorAll("iframe")].map((frame) => frame.contentDocument)].map((doc) => doc?.querySelectorAll("tandem-widget").length))).toEqual([1, 0, 0]);
    const changes: Readonly<Record<string, () => void>> = {
      "nothing yet": () => undefined,
      "a modal dialog": () => { document.querySelector("dialog")?.showModal(); },
      "a popover over it": () => { document.getElementById("popover")?.showPopover(); },
      "the dialog closed": () => { document.querySelector("dialog")?.close(); },
      "a modal dialog that is then thrown away": () => {
        const dialog = document.querySelector("dialog");
        dialog?.showModal();
        dialog?.remove();
      },
      "another body": () => {
        const body = document.createElement("body");
        body.append(Object.assign(document.createElement("h1"), { textContent: "another body" }));
        document.body.replaceWith(body);
      },
      "the widget made inert": () => { document.querySelector("tandem-widget")?.setAttribute("inert", ""); },
    };
    for (const [name, change] of Object.entries(changes)) {
      await customer.page.evaluate(change);
      await inPage(customer.page, `Stop within reach: ${name}`, () => {
        const host = document.querySelector("tandem-widget");
        const stop = host?.shadowRoot?.querySelector(".bar .stop");
        const { left, top, width, height } = stop?.getBoundingClientRect() ?? new DOMRect();
        return width > 0 && document.elementFromPoint(left + width / 2, top + height / 2) === host;
      });
    }
    await agent.seesInReplica("another body", (copy) => copy.querySelector("h1")?.innerText === "another body");
    await isLeftAsFound(customer);
    await customer.page.close();
  });

  it("N1, P9: has a strict Content-Security-Policy with Trusted Types, and opens a second tab: it joins the session or leaves it alone, and both tabs say which", async () => {
    const customer = await share("/strict");
    await isMirrored(customer, "has a strict policy");
    const opened = new Promise<import("puppeteer-core").Page>((resolve) => customer.page.once("popup", (popup) => { if (popup) resolve(popup); }));
    await customer.page.evaluate(() => { window.open(location.href); });
    const second = await opened;
    await inPage(second, "the second tab's widget", () => document.querySelector("tandem-widget")?.shadowRoot != null);
    await agent.isLive();
    // One of the two is looked at by the agent, and neither is silent about it.
    await inPage(customer.page, "the first tab says how it stands", () => {
      const root = document.querySelector("tandem-widget")?.shadowRoot;
      return [...(root?.querySelectorAll<HTMLElement>("section") ?? [])].some((part) => part.getClientRects().length > 0 && /sees this page|sees your other tab|another tab/.test(part.innerText));
    });
    await second.close();
    await customer.page.bringToFront();
    await stops(customer);
    expect(server.log.join("")).not.toContain("panic");
  });
});
