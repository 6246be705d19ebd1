import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { Agent } from "./harness/agent";
import { borrow } from "./harness/borrow";
import type { Launched } from "./harness/browsers";
import { Customer } from "./harness/customer";
import { DeskAgent, DeskVisitor } from "./harness/desk";
import { chooses, cutsTheFirstFile, saved } from "./harness/files";
import { Server } from "./harness/server";
import { faultsOf } from "./harness/sound";
import { keepEvidence } from "./harness/stage";
import { inPage } from "./harness/until";

/** The desk: a visitor writes on the site, an agent answers in the console. One conversation from its beginning to its end. */

let chromium: Launched;
let firefox: Launched;
let server: Server;
let agent: DeskAgent;
let visitor: DeskVisitor;

beforeAll(async () => {
  [chromium, firefox, server] = await Promise.all([borrow("chromium"), borrow("firefox"), Server.start()]);
  agent = new DeskAgent(await Agent.setUp(chromium, server));
});

afterAll(async () => {
  await Promise.all([chromium.close(), firefox.close()]);
  await server.remove();
});

beforeEach(() => { keepEvidence([chromium, firefox], server); });

it("C1, D2, D3: a visitor writes, the agent who is available accepts, and both talk", async () => {
  await agent.opensInbox();
  await agent.becomes("available");
  visitor = new DeskVisitor(await Customer.visits(firefox, server.shop));
  await visitor.starts("Vera Visitor", "Hello, where is my parcel?");
  await agent.accepts();
  await agent.sees("Vera Visitor");
  await agent.seesLines(["Hello, where is my parcel?"]);
  await agent.says("Good morning! I am looking.");
  await visitor.sees("Chat with Ada Agent");
  await visitor.seesLines(["Hello, where is my parcel?", "Good morning! I am looking."]);
  await visitor.says("Thank you 🙂");
  await agent.seesLines(["Hello, where is my parcel?", "Good morning! I am looking.", "Thank you 🙂"]);
});

it("C4: after a reload the conversation is there, nothing twice", async () => {
  await visitor.customer.page.reload();
  await visitor.seesLines(["Hello, where is my parcel?", "Good morning! I am looking.", "Thank you 🙂"]);
  await agent.agent.page.reload();
  await agent.seesLines(["Hello, where is my parcel?", "Good morning! I am looking.", "Thank you 🙂"]);
});

it("C6: a note is seen by the staff alone", async () => {
  await agent.notes("Parcel 4711 is at the depot");
  await agent.seesLines(["Hello, where is my parcel?", "Good morning! I am looking.", "Thank you 🙂", "Parcel 4711 is at the depot"]);
  await agent.says("It is at the depot.");
  await visitor.seesLines(["Hello, where is my parcel?", "Good morning! I am looking.", "Thank you 🙂", "It is at the depot."]);
  expect(await faultsOf(agent.agent.page, "desk", "conversation")).toEqual({});
});

it("P10: where the visitor's browser cannot share, the agent's button says why, and so does the visitor's page before they start", async () => {
  const { page } = visitor.customer;
  const { identifier } = await page.evaluateOnNewDocument(() => { Reflect.deleteProperty(window, "RTCPeerConnection"); });
  await page.reload();
  await inPage(agent.agent.page, "the reason beside the button", () => document.querySelector(".desk-off")?.textContent.includes("browser is too old")
    && document.querySelector(".desk-actions .button.primary")?.getAttribute("aria-disabled") === "true");
  await page.evaluate(() => { window.Tandem?.open(); });
  await visitor.customer.sees("because it blocks direct connections");
  await page.removeScriptToEvaluateOnNewDocument(identifier);
  await page.reload();
  await inPage(agent.agent.page, "the button is on", () => document.querySelector(".desk-off") === null && document.querySelector(".desk-actions .button.primary")?.getAttribute("aria-disabled") === "false");
});

it("C1: a colleague's conversation is a second tab", async () => {
  await agent.agent.addsToStaff({ name: "Cy Clerk", email: "cy@shop.example", password: "correct horse battery" });
  await agent.writesTo("Cy Clerk");
  await agent.seesTabs(["Vera Visitor", "Cy Clerk"]);
  expect(await faultsOf(agent.agent.page, "desk", "tabs")).toEqual({});
  await agent.agent.page.keyboard.down("Alt");
  await agent.agent.page.keyboard.press("Digit1");
  await agent.agent.page.keyboard.up("Alt");
  await agent.seesLines(["Hello, where is my parcel?", "Good morning! I am looking.", "Thank you 🙂", "Parcel 4711 is at the depot", "It is at the depot."]);
});

it("P5: from the chat the agent asks to co-browse, without a code; the chat stays beside the page", async () => {
  await agent.asksToCobrowse();
  await visitor.customer.page.bringToFront();
  await visitor.customer.consents();
  await agent.agent.isLive();
  await agent.says("I see your page now");
  await visitor.seesLines(["Hello, where is my parcel?", "Good morning! I am looking.", "Thank you 🙂", "It is at the depot.", "I see your page now"]);
  await visitor.customer.presses("Stop");
  await visitor.customer.sees("You stopped sharing");
  await visitor.closesTheCard();
});

it("P8: when it is over the conversation is as before, says so, and another co-browse can be asked for", async () => {
  await agent.sees("Co-browsing ended");
  await inPage(agent.agent.page, "the inbox with its list, and the button is on", () => document.querySelector(".desk-side") !== null
    && document.querySelector(".desk-actions .button.primary")?.getAttribute("aria-disabled") === "false");
});

it("C7: three megabytes go from the visitor to the agent and others back, each past a cut in the middle, and are what was sent", async () => {
  const { page: console } = agent.agent;
  const { page: shop } = visitor.customer;
  const [size, half] = [3 << 20, 3 << 19];
  await cutsTheFirstFile(console, half);
  const fromVisitor = await chooses(shop, "bill.pdf", size);
  await visitor.sees("Waiting for the other side");
  await agent.sees("Vera Visitor would like to send you this file");
  await agent.agent.presses("Accept");
  await agent.agent.presses("Save");
  expect(await saved(console)).toEqual({ name: "bill.pdf", hash: fromVisitor, connections: 2 });
  await visitor.sees("File: bill.pdf, 3.1 MB");

  await cutsTheFirstFile(shop, half);
  const fromAgent = await chooses(console, "../form.exe", size);
  await visitor.sees("Ada Agent would like to send you this file");
  await visitor.customer.presses("Accept");
  await visitor.sees("It could run when it is opened");
  await visitor.customer.presses("Save");
  expect(await saved(shop)).toEqual({ name: "form.exe.unsafe", hash: fromAgent, connections: 2 });
  await agent.sees("../form.exe (3.1 MB) to Vera Visitor");
});
