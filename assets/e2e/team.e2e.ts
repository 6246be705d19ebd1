import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { Agent } from "./harness/agent";
import { borrow } from "./harness/borrow";
import type { Launched } from "./harness/browsers";
import { Customer } from "./harness/customer";
import { DeskAgent, DeskVisitor } from "./harness/desk";
import { Mailbox } from "./harness/mailbox";
import { Server } from "./harness/server";
import { asks, changesPerson, setsHours } from "./harness/settings";
import { Site, type SitePage } from "./harness/site";
import { faultsOf } from "./harness/sound";
import { keepEvidence } from "./harness/stage";
import { inPage, until } from "./harness/until";

/** A team at the desk: an administrator who serves, her supervisor, colleagues, and one visitor from the first look to the second conversation. */

const people = {
  sue: { name: "Sue Supervisor", email: "sue@shop.example", password: "correct horse battery" },
  cy: { name: "Cy Clerk", email: "cy@shop.example", password: "correct horse battery" },
  bo: { name: "Bo Bystander", email: "bo@shop.example", password: "correct horse battery" },
} as const;

const pages: Record<string, SitePage> = {};
let chromium: Launched;
let firefox: Launched;
let server: Server;
let site: Site;
let mailbox: Mailbox;
let ada: DeskAgent;
let sue: DeskAgent;
let cy: DeskAgent;
let visitor: DeskVisitor;
/** What the visitor and the staff have said so far. */
const said: string[] = [];

beforeAll(async () => {
  [chromium, firefox, site, mailbox] = await Promise.all([borrow("chromium"), borrow("firefox"), Site.open(pages), Mailbox.open()]);
  server = await Server.start({ sites: [{ name: "Clay and Co", origin: site.origin }], flags: ["--demo", "off"] });
  const page = (lang: string, title: string): SitePage => ({
    html: `<!doctype html><html lang="${lang}"><title>${title}</title><script src="http://127.0.0.1:${server.port}/sdk.js" data-site="${server.siteKey("Clay and Co")}" async></script><body><h1>${title}</h1>`,
  });
  Object.assign(pages, { "/": page("en", "Bowls"), "/prices": page("en", "Prices"), "/es": page("es", "Tazas") });
  ada = new DeskAgent(await Agent.setUp(chromium, server));
  const { page: console } = ada.agent;
  await asks(console, "POST", "staff", { ...people.sue, role: "supervisor" });
  await asks(console, "POST", "staff", { ...people.cy, role: "user" });
  await asks(console, "POST", "staff", { ...people.bo, role: "assistant" });
  await asks(console, "PUT", "mail", { host: "127.0.0.1", port: mailbox.port, security: "none", user: "", from: "desk@shop.example", from_name: "Clay and Co" });
  await asks(console, "POST", "canned", { scope: "person", short: "mine", text: "I am on it." });
  await asks(console, "POST", "canned", { scope: "group", group: "support", short: "firing", text: "The kiln is hot until Friday." });
  await asks(console, "POST", "canned", { scope: "everybody", short: "thanks", text: "Thank you, {visitor}! {agent}, {group} of {site}" });
  sue = new DeskAgent(await Agent.signIn(chromium, server, people.sue));
  await sue.opensInbox();
  await ada.opensInbox();
  await ada.becomes("available");
});

afterAll(async () => {
  await Promise.all([chromium.close(), firefox.close()]);
  await server.remove();
  await site.close();
  await mailbox.close();
});

beforeEach(() => { keepEvidence([chromium, firefox], server); });

/** The form's button, each time on a page that asked anew: groups open and shut while a page is open without its being told. */
async function meets(button: string): Promise<void> {
  const { page } = visitor.customer;
  await until(`the form with “${button}”`, async () => {
    await page.reload();
    return button === await inPage(page, "the form", () => document.querySelector("tandem-widget")?.shadowRoot?.querySelector<HTMLElement>(".desk-form:not([hidden]) .button.main")?.innerText);
  });
}

/** How far the agent's newest line got, as they see it. */
async function theirMark(wanted: string): Promise<void> {
  await inPage(ada.agent.page, `the agent's mark ${wanted}`, (word) => [...document.querySelectorAll(".desk-log .desk-line")].at(-1)?.querySelector(".desk-foot span")?.textContent === word, wanted);
}

async function visitorSays(text: string): Promise<void> {
  said.push(text);
  await visitor.says(text);
}

async function adaSays(text: string): Promise<void> {
  said.push(text);
  await ada.says(text);
}

it("C10: the chat speaks the page's language, or the one that the visitor chose, and loses no word by it; so does the console", async () => {
  visitor = new DeskVisitor(await Customer.visits(firefox, `${site.origin}/es`));
  await visitor.customer.pressesEntry();
  await visitor.sees("Empezar el chat");
  await visitor.types("Is it blue?");
  await visitor.speaks("en");
  await visitor.sees("Start the chat");
  expect(await visitor.written()).toBe("Is it blue?");
  await visitor.customer.page.reload();
  await visitor.sees("Start the chat");
  const { agent } = ada;
  await agent.page.bringToFront();
  for (const [language, inbox] of [["es", "Bandeja"], ["en", "Inbox"]] as const) {
    await agent.page.click(".account > button");
    await agent.page.select("#account-panel select", language);
    await inPage(agent.page, `the console in ${language}`, (tag, word) => document.documentElement.lang === tag && document.querySelector("h1")?.textContent === word, language, inbox);
    await agent.page.keyboard.press("Escape");
  }
});

it("D6: within the group's hours the visitor begins a chat, outside they leave a message, though somebody is there", async () => {
  await setsHours(ada.agent.page, "all day");
  await meets("Start the chat");
  await setsHours(ada.agent.page, "never");
  await meets("Leave the message");
});

it("C8: a message that was left is in the inbox, and the answer goes by e-mail to a visitor who has gone, and is there when they come back", async () => {
  const { page } = visitor.customer;
  said.push("When is the bowl back?", "On Friday.");
  await page.evaluate(() => {
    for (const [kind, value] of [["name", "Vera Visitor"], ["email", "vera@example.org"]] as const) {
      const field = document.querySelector("tandem-widget")?.shadowRoot?.querySelector<HTMLInputElement>(`.desk-form input[autocomplete=${kind}]`);
      if (field) field.value = value;
    }
  });
  await visitor.types("When is the bowl back?");
  await visitor.customer.presses("Leave the message");
  await visitor.sees("We have your message and will answer it.");
  await setsHours(ada.agent.page, "always");
  await inPage(ada.agent.page, "the message among those that were left", () => document.querySelector(".part-left .desk-row strong")?.textContent === "Vera Visitor");
  await ada.opens("Vera Visitor");
  await page.goto("about:blank");
  await ada.sees("Not on the site");
  await ada.agent.presses("Take it");
  await ada.agent.page.waitForSelector(".desk-kind[data-kind=message]");
  await ada.says("On Friday.");
  const letter = await mailbox.next();
  expect(letter).toContain("To: <vera@example.org>");
  expect(letter).toContain("On Friday.");
  await page.goto(`${site.origin}/prices`);
  await visitor.seesLines(said);
});

it("C8: what is written to a colleague who is not there is there at their next sign-in", async () => {
  await sue.writesTo("Cy Clerk");
  await inPage(sue.agent.page, "the conversation with Cy", () => document.querySelector(".desk-head h2")?.textContent === "Cy Clerk");
  await sue.says("Please order clay");
  await sue.seesLines(["Please order clay"]);
  cy = new DeskAgent(await Agent.signIn(chromium, server, people.cy, "You do not have the right to co-browse."));
  await cy.agent.page.evaluate(() => { location.hash = "#/inbox"; });
  await inPage(cy.agent.page, "an unread message of Sue's", () => document.querySelector(".part-colleagues .desk-row.unread strong")?.textContent === "Sue Supervisor");
  await cy.opens("Sue Supervisor");
  await cy.seesLines(["Please order clay"]);
});

it("C2: each sees the other type, how far their words got, and emoji", async () => {
  const { page: console } = ada.agent;
  const { page } = visitor.customer;
  await visitor.types("Nice");
  // They go on typing until it is seen: who pauses has stopped.
  await until("the agent sees them type", async () => {
    await page.keyboard.type(" ");
    return console.evaluate(() => document.body.innerText.includes("Vera Visitor is writing…"));
  });
  await page.keyboard.press("Enter");
  said.push("Nice");
  await visitor.seesMark("Read");
  await ada.seesLines(said);
  await console.bringToFront();
  await console.type("#desk-text", "Is it");
  await until("the visitor sees them type", async () => {
    await console.keyboard.type(" ");
    return (await visitor.text()).includes("Ada Agent is writing…");
  });
  await console.keyboard.press("Enter");
  said.push("Is it");
  await visitor.seesLines(said);

  await console.evaluate(() => { location.hash = "#/visitors"; });
  await console.waitForSelector(".desk-visitors");
  await visitorSays("And the lid?");
  await console.waitForSelector(".rail-badge");
  await visitor.seesMark("Sent");
  await ada.opensInbox();
  await ada.opens("Vera Visitor");
  await visitor.seesMark("Read");
  await visitor.closes();
  await adaSays("The lid too");
  await inPage(page, "one unread on the entry button", () => document.querySelector("tandem-widget")?.shadowRoot?.querySelector<HTMLElement>(".desk-badge:not([hidden])")?.title === "1 new message");
  await theirMark("Delivered");
  await visitor.customer.pressesEntry();
  await theirMark("Read");

  await page.bringToFront();
  await page.evaluate(() => { document.querySelector("tandem-widget")?.shadowRoot?.querySelector<HTMLElement>(".desk-write-row [aria-expanded]")?.click(); });
  for (const key of ["ArrowDown", "ArrowRight", "ArrowRight", "Enter"] as const) await page.keyboard.press(key);
  await until("the emoji in the field", async () => (await visitor.written()) === "👍");
  await page.keyboard.press("Enter");
  said.push("👍");
  await ada.seesLines(said);
});

it("C3: a text of one's own, of the group or of everybody is put in by its short name, with its placeholders filled in", async () => {
  const { page } = ada.agent;
  const offered = async (shorts: readonly string[]) => inPage(page, `the texts ${shorts.join(", ")}`, (wanted) =>
    JSON.stringify([...document.querySelectorAll(".desk-canned strong")].map((each) => each.textContent)) === wanted, JSON.stringify(shorts));
  await page.bringToFront();
  await page.type("#desk-text", "/");
  await offered(["/firing", "/mine", "/thanks"]);
  await page.keyboard.type("tha");
  await offered(["/thanks"]);
  await page.keyboard.press("Enter");
  await inPage(page, "the text in the field", () => document.querySelector<HTMLTextAreaElement>("#desk-text")?.value === "Thank you, Vera Visitor! Ada Agent, Support of Clay and Co");
  await page.keyboard.press("Enter");
  said.push("Thank you, Vera Visitor! Ada Agent, Support of Clay and Co");
  await visitor.seesLines(said);
});

it("D5: a supervisor finds a colleague's chat, reads along, and whispers unseen by the visitor; nobody finds that of somebody unsupervised; then they take it over", async () => {
  await sue.opens("Vera Visitor");
  await sue.seesLines(said);
  await visitorSays("Does it hold soup?");
  await sue.seesLines(said);
  await sue.whispers("It does");
  await ada.seesLines([...said, "It does"]);
  await adaSays("Soup is fine");
  await visitor.seesLines(said);
  const found = async () => (await asks<{ conversations: unknown[] }>(sue.agent.page, "GET", "conversations?text=soup")).conversations.length;
  expect(await found()).toBe(1);
  await changesPerson(ada.agent.page, "Ada Agent", { supervised: false });
  await sue.sees("This conversation is not in your inbox");
  await inPage(sue.agent.page, "a list without her", () => [...document.querySelectorAll(".desk-row strong")].every((row) => row.textContent !== "Vera Visitor"));
  expect(await found()).toBe(0);
  await changesPerson(ada.agent.page, "Ada Agent", { supervised: true });
  await sue.agent.presses("Take over");
  await visitor.sees("Chat with Sue Supervisor");
  expect(await visitor.text()).not.toContain("It does");
});

it("D9: an administrator ends a colleague's chat with the co-browse in it, and both sides are told", async () => {
  await sue.agent.page.waitForSelector(".desk-actions .button.primary:not([aria-disabled=true])");
  await sue.agent.page.bringToFront();
  await sue.asksToCobrowse();
  await visitor.customer.page.bringToFront();
  await visitor.customer.consents();
  await sue.agent.isLive();
  await ada.agent.page.bringToFront();
  await ada.opens("Vera Visitor");
  await ada.ends();
  await sue.sees("an administrator ended it");
  await inPage(visitor.customer.page, "the sharing is over", () => document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".bar:not([hidden])") === null);
  await visitor.closesTheCard();
  await visitor.sees("This chat has ended");
});

it("D8: the staff see who is on the site, since when and on which pages; a visitor who is invited by hand answers", async () => {
  const { page: console } = sue.agent;
  const { page } = visitor.customer;
  await visitor.closes();
  await page.goto(site.origin);
  await console.bringToFront();
  await console.evaluate(() => { location.hash = "#/visitors"; });
  await inPage(console, "the visitor, their page, how long and how many pages", () => {
    const cells = [...document.querySelectorAll<HTMLElement>(".desk-visitors tbody tr:only-child td")].map((cell) => cell.innerText.trim());
    return /^Bowls\s+Vera Visitor · Clay and Co$/.test(cells[0] ?? "") && /^\d+:\d\d$/.test(cells[1] ?? "") && cells[1] !== "0:00" && cells[2] === "3";
  });
  expect(await faultsOf(console, "desk", "visitors")).toEqual({});
  await sue.agent.presses("Invite");
  await sue.agent.presses("Show the invitation");
  await visitor.customer.sees("Sue Supervisor writes:");
  await visitor.customer.sees("Hello! Can I help you with anything?");
  await sue.sees("Was invited");
  await visitor.customer.presses("Answer");
  await visitor.types("¿Tienen tazas?");
  await visitor.speaks("es");
  await visitor.customer.presses("Empezar el chat");
  await ada.agent.page.bringToFront();
  await ada.opensInbox();
  await ada.accepts();
  await ada.seesLines(["¿Tienen tazas?"]);
  await inPage(ada.agent.page, "the pages before", () => JSON.stringify([...document.querySelectorAll(".desk-pages span")].map((each) => each.textContent)) === JSON.stringify(["Prices", "Tazas"]));
});

it("C9: the spelling is checked in the conversation's language, on both sides", async () => {
  for (const { page } of [ada.agent, visitor.customer]) {
    await inPage(page, "a field that checks Spanish", () => {
      const field = document.querySelector<HTMLTextAreaElement>("#desk-text") ?? document.querySelector("tandem-widget")?.shadowRoot?.querySelector<HTMLTextAreaElement>(".desk-write textarea");
      return field?.spellcheck && field.closest<HTMLElement>("[lang]")?.lang === "es";
    });
  }
});

it("D1: staff write to each other within common groups and see nobody outside; who is no assistant is given no visitors", async () => {
  const names = (wanted: readonly string[]) => inPage(sue.agent.page, `the colleagues ${wanted.join(", ")}`, (all) =>
    JSON.stringify([...document.querySelectorAll(".desk-person-name")].map((each) => each.textContent).sort()) === all, JSON.stringify(wanted));
  const { page } = ada.agent;
  await sue.opensInbox();
  await names(["Ada Agent", "Bo Bystander", "Cy Clerk"]);
  const sales = await asks<{ id: string }>(page, "POST", "groups", { name: "Sales" });
  await changesPerson(page, "Bo Bystander", { main_group: sales.id, groups: [] });
  await names(["Ada Agent", "Cy Clerk"]);
  await changesPerson(page, "Bo Bystander", { main_group: sales.id, groups: ["support"] });
  await names(["Ada Agent", "Bo Bystander", "Cy Clerk"]);
  await cy.agent.page.bringToFront();
  await cy.says("Clay is ordered");
  await sue.opens("Cy Clerk");
  await sue.seesLines(["Please order clay", "Clay is ordered"]);
  await inPage(cy.agent.page, "Sue alone, and no duty", () => document.querySelector(".desk-duty") === null
    && JSON.stringify([...document.querySelectorAll(".desk-row strong")].map((each) => each.textContent)) === JSON.stringify(["Sue Supervisor"]));
});
