import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { Agent } from "./harness/agent";
import { borrow } from "./harness/borrow";
import type { Launched } from "./harness/browsers";
import { Customer } from "./harness/customer";
import { Server } from "./harness/server";
import { faultsOf } from "./harness/sound";
import { keepEvidence } from "./harness/stage";
import { inPage } from "./harness/until";

/** Every screen of the console, at both sizes and in both themes: nothing for axe to find, and pictures in e2e/out/console (harness/picture.ts). */

let chromium: Launched;
let server: Server;
let agent: Agent;
let customer: Customer;

beforeAll(async () => {
  [chromium, server] = await Promise.all([borrow("chromium"), Server.start()]);
});

afterAll(async () => {
  await chromium.close();
  await server.remove();
});

beforeEach(() => { keepEvidence([chromium], server); });

/** The screen that is shown now. */
async function isSound(name: string): Promise<void> {
  expect(await faultsOf(agent.page, "console", name)).toEqual({});
}

it("A1, A2: before anybody is signed in: set-up, sign-in, a forgotten password", async () => {
  agent = await Agent.at(chromium, `${server.console}#/setup/wrong`);
  await agent.sees("Set up Tandem");
  await isSound("setup");
  await agent.goes(`${server.console}#/sign-in`);
  await agent.sees("Help customers on their own page");
  await isSound("sign-in");
  await agent.presses("Forgot password?");
  await agent.sees("You get a letter");
  await isSound("forgot");
  await agent.goes(`${server.console}#/reset/wrong`);
  await agent.page.waitForSelector("input[type=password]");
  for (const field of await agent.page.$$("input[type=password]")) await field.type("correct horse battery");
  await isSound("reset");
  await agent.presses("Save the password");
  await agent.sees("This link cannot be used any more");
  await agent.page.browserContext().close();
  agent = await Agent.setUp(chromium, server);
});

it.each([
  [["Staff", "Ada Agent", "Add a person"], ["Groups", "Support", null], ["Canned texts", null, "Add a text"], ["Sites", "Saltgrove Pottery (demo)", null]],
  [["Button and chat", null, null], ["Invitations", null, "Add a rule"], ["E-mail", null, null], ["API tokens", null, null]],
] as const)("A3, A4: the settings: each section, and what it asks: %j", async (...sections) => {
  if (sections[0][0] === "Staff") await isSound("home-empty");
  const faults: Record<string, string[]> = {};
  for (const [section, record, add] of sections) {
    await agent.opensSettings(section);
    if (record !== null) await agent.opensRecord(record);
    if (add !== null) await agent.presses(add);
    Object.assign(faults, await faultsOf(agent.page, "console", `settings-${section.toLowerCase().replaceAll(" ", "-")}`));
  }
  expect(faults).toEqual({});
});

it("A3: addresses that lead nowhere", async () => {
  await agent.goes(`${server.console}#/nowhere`);
  await agent.sees("There is nothing here");
  await isSound("not-found");
  await agent.goes(`${server.console}#/join/wrong.link`);
  await agent.sees("This link is not right");
  await isSound("join-wrong");
});

it("P9: a session from the code to the live page", async () => {
  await agent.goes(server.console);
  const code = await agent.startsCoBrowse();
  await isSound("waiting");
  customer = await Customer.visits(chromium, server.shop);
  await customer.entersCode(code);
  await agent.sees("The customer is being asked");
  await agent.page.bringToFront();
  await isSound("asking");
  await customer.page.bringToFront();
  await customer.presses("No");
  await agent.sees("The customer said no");
  await agent.page.bringToFront();
  await isSound("refused");
  await agent.presses("Ask again");
  await customer.page.bringToFront();
  await customer.consents();
  await agent.isLive();
  await agent.says("Good morning! What can I do for you?");
  await customer.presses("Chat");
  await customer.sees("Good morning!");
  await customer.writes("I cannot find the basket.");
  await agent.sees("I cannot find the basket.");
  await agent.page.bringToFront();
  await isSound("live");
});

it("I6, I7: the drawing tools, and the page for one alone", async () => {
  await agent.presses("Mark");
  await agent.sees("Spotlight");
  await isSound("live-marking");
  await agent.presses("Mark");
  await agent.presses("Take over");
  await agent.sees("The page is yours alone");
  await isSound("live-holding");
  await agent.presses("Give it back");
});

it("P9, O6: a session without the server, which comes back with another edition of the console; without the customer; and its end", async () => {
  await agent.page.evaluate(() => { document.querySelector("meta[name=edition]")?.setAttribute("content", "before"); });
  await server.stop("SIGKILL");
  await agent.sees("No connection to the server");
  await isSound("offline");
  await server.run();
  await customer.page.bringToFront();
  await customer.writes("There it is.");
  await agent.sees("There it is.");
  await customer.page.close();
  await agent.page.bringToFront();
  await agent.seesOneOf("has lost its network", "opening the next page");
  await isSound("interrupted");
  await agent.presses("Stop");
  await agent.sees("You stopped it");
  await isSound("ended");
  await agent.presses("Co-browse");
  await agent.sees("Recent");
  await agent.sees("Tandem has been updated");
  await isSound("home");
  await agent.presses("Load anew");
  await inPage(agent.page, "the console, and no note", () => document.querySelector(".rail") !== null && document.querySelector(".updated") === null);
});
