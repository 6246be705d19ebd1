import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { forged } from "../src/act/forgeries";
import { encodePointer } from "../src/link/pointer";
import { seeded } from "../src/shared/seeded";
import { Agent } from "./harness/agent";
import { borrow } from "./harness/borrow";
import type { Launched } from "./harness/browsers";
import { Customer } from "./harness/customer";
import { Server } from "./harness/server";
import { Site } from "./harness/site";
import { keepEvidence } from "./harness/stage";
import { inPage } from "./harness/until";

/** A modified agent: its program sends whatever it likes over the control channel, past everything that the console would hold back. */
const numberOfEvents = 6_000;
/** The page has a few less: some are of no element. */
const nodes = 90;

/** Everything in here is forbidden to the agent by one rule or another, or by there being no grant. */
const page = (sdk: string, key: string): string => `<!doctype html><html lang="en"><title>Fortress</title>
  <script>
    // Counts everything that reaches the page and was not done by a hand, and everything that changes.
    window.reached = [];
    for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "click", "dblclick", "contextmenu", "keydown", "keyup", "beforeinput", "input", "change", "submit", "toggle"])
      addEventListener(type, (event) => { if (event.target.id && event.target.id !== "free") window.reached.push(type + " " + event.target.id); }, true);
    addEventListener("hashchange", () => window.reached.push("hashchange"));
  </script>
  <script src="${sdk}" data-site="${key}" data-allow="view fill click" data-readonly=".fixed" data-noclick=".untouchable" async></script>
  <body><form id="form" data-tandem="noclick readonly">
    <input id="a" value="1"><textarea id="b">2</textarea><select id="c"><option>x</option><option>y</option></select><button id="d">Send</button><input id="e" type="checkbox"></form>
  <input id="file" type="file"><input id="password" type="password" class="untouchable"><div data-tandem="block"><input id="f" value="3"><button id="g">Go</button></div>
  <p data-tandem="mask noclick"><input id="h" value="4" class="fixed"></p><button id="i" class="fixed untouchable">No</button><input id="j" class="fixed untouchable" type="range"><button id="k" disabled>Off</button>
  <a id="l" class="fixed" href="/away">Link</a><a id="m" class="fixed" href="javascript:reached.push('script')">Script</a><label id="n" class="fixed" for="file">File</label><div inert><button id="o">Inert</button></div>
  <div id="p" contenteditable class="fixed untouchable">5</div><button id="free">The only one allowed</button>`;

describe("V6: a modified agent", () => {
  let browser: Launched;
  let server: Server;
  let site: Site;
  let agent: Agent;
  let customer: Customer;
  const pages: Record<string, { html: string }> = {};

  beforeAll(async () => {
    browser = await borrow("chromium");
    site = await Site.open(pages);
    server = await Server.start({ sites: [{ name: "Own site", origin: site.origin }] });
    pages["/"] = { html: page(`http://127.0.0.1:${server.port}/sdk.js`, server.siteKey("Own site")) };
    agent = await Agent.setUp(browser, server);
    await agent.page.evaluateOnNewDocument(() => {
      const make = RTCPeerConnection.prototype.createDataChannel;
      RTCPeerConnection.prototype.createDataChannel = function (label, init) {
        const channel = make.call(this, label, init);
        channel.addEventListener("open", () => { Object.assign(window, { [label]: channel }); });
        return channel;
      };
    });
    await agent.page.reload();
    await agent.sees("Start co-browsing");
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

  it(`gets nothing past the gate: 0 of ${numberOfEvents} forged events reach what is forbidden, and the session goes on`, async () => {
    await customer.page.evaluate(() => { (window as unknown as { reached: string[] }).reached.length = 0; });
    const before = await state(customer);
    const told = await forge(agent, numberOfEvents, 1);
    // Some did happen, where nothing forbids it: the test would notice if none arrived.
    expect(told.denied).toBeGreaterThan(numberOfEvents / 2);
    expect(told.done).toBeGreaterThan(0);
    expect(await customer.page.evaluate(() => (window as unknown as { reached: string[] }).reached)).toEqual([]);
    expect(await state(customer)).toEqual(before);
    // Pointing is not granted: nothing is drawn, and what draws is not even loaded.
    expect(await customer.page.evaluate(() => document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".mark-layer, .mark, .agent-pointer:not([hidden])") ?? null)).toBeNull();
    await agent.isLive();
  });

  it("gets nothing at all past it once the customer has taken everything back", async () => {
    await customer.presses("Fill in");
    await customer.presses("Click");
    await inPage(customer.page, "both are off", () => document.querySelector("tandem-widget")?.shadowRoot?.querySelectorAll(".right[aria-pressed=true]").length === 0);
    await customer.page.evaluate(() => {
      const { reached } = window as unknown as { reached: string[] };
      reached.length = 0;
      for (const type of ["click", "keydown", "input", "pointerdown"]) addEventListener(type, (event) => { if ((event.target as Element).localName !== "tandem-widget") reached.push(type); }, true);
    });
    const told = await forge(agent, 1_000, 2);
    expect(told).toEqual({ done: 0, denied: 1_000 });
    expect(await customer.page.evaluate(() => (window as unknown as { reached: string[] }).reached)).toEqual([]);
  });
});

async function state(customer: Customer): Promise<unknown> {
  return customer.page.evaluate(() => [location.href, scrollY, ...[...document.querySelectorAll("input, textarea, select, [contenteditable]")].map((field) => (field as HTMLInputElement).value + String((field as HTMLInputElement).checked) + field.textContent)]);
}

/** Sends events of every kind at every node there is, well-formed and not, points at some by the pointer channel, and waits for the last one's outcome. */
async function forge(agent: Agent, count: number, seed: number): Promise<{ done: number; denied: number }> {
  const random = seeded(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  // At last the page is given back, if it was taken.
  const events = [...forged(count - 1, nodes, below), { kind: "take", isTaken: false }];
  const points = Array.from({ length: 200 }, (_, seq) => [...encodePointer({ kind: "move", device: "mouse", isPressed: false, finger: 0, seq: seed * 1_000 + seq, node: 1 + below(nodes), x: 0.5, y: 0.5 })]);
  return agent.page.evaluate(async (all, pointing) => {
    const { control, pointer } = window as unknown as Record<"control" | "pointer", RTCDataChannel>;
    const told = { done: 0, denied: 0 };
    await new Promise<void>((resolve) => {
      control.addEventListener("message", ({ data }) => {
        const { type, outcome } = JSON.parse(new TextDecoder().decode(new Uint8Array(data as ArrayBuffer, 4))) as { type: string; outcome: { kind: string; seq: number } };
        if (type !== "outcome" || (outcome.kind !== "done" && outcome.kind !== "denied")) return;
        told[outcome.kind]++;
        if (told.done + told.denied === all.length) resolve();
      });
      for (const each of pointing) pointer.send(new Uint8Array(each));
      for (const [seq, event] of all.entries()) {
        const body = new TextEncoder().encode(JSON.stringify({ type: "act", seq, event }));
        const frame = new Uint8Array(4 + body.length);
        new DataView(frame.buffer).setUint32(0, body.length);
        frame.set(body, 4);
        control.send(frame);
      }
    });
    return told;
  }, events, points);
}
