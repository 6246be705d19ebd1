import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, it } from "vitest";
import { Agent } from "../harness/agent";
import { type Launched, launch } from "../harness/browsers";
import { root } from "../harness/build";
import { Customer } from "../harness/customer";
import { DeskAgent, DeskVisitor } from "../harness/desk";
import { Server } from "../harness/server";
import { inPage, until } from "../harness/until";

/** The pictures of docs/agent-guide.md: the desk with a visitor in it, and what administrators see. */

let browsers: Launched[];
let server: Server;

beforeAll(async () => {
  browsers = await Promise.all([launch("chromium"), launch("chromium")]);
  server = await Server.start();
});

afterAll(async () => {
  await Promise.all(browsers.map(async (each) => each.close()));
  await server.remove();
});

async function take(page: Page, name: string): Promise<void> {
  await page.bringToFront();
  await page.screenshot({ path: `${root}docs/pictures/desk-${name}.png` });
}

/** Writes a record by the console's own interface. */
async function post(page: Page, path: string, body: object): Promise<void> {
  const status = await page.evaluate(async (where, text) => (await fetch(where, { method: "POST", headers: { "content-type": "application/json" }, body: text })).status, path, JSON.stringify(body));
  if (status !== 201) throw new Error(`${path}: ${String(status)}`);
}

it("takes the pictures of the desk", async () => {
  const [first, second] = browsers;
  if (!first || !second) throw new Error("two browsers");
  const agent = await Agent.setUp(first, server);
  const { page } = agent;
  await post(page, "/api/v1/canned", { scope: "everybody", short: "hello", text: "Hello {visitor}, {agent} here. How can I help?", language: "en" });
  await post(page, "/api/v1/canned", { scope: "person", short: "depot", text: "Your parcel is at the depot and goes out tomorrow." });
  for (const [name, email, role] of [["Ben Carter", "ben@shop.example", "supervisor"], ["Cleo Diaz", "cleo@shop.example", "assistant"]]) await post(page, "/api/v1/staff", { name, email, role, password: "correct horse battery" });
  const desk = new DeskAgent(agent);
  await desk.opensInbox();
  await desk.becomes("available");
  const visitor = new DeskVisitor(await Customer.visits(second, `${server.shop}shop/gull-teapot`));
  await visitor.starts("Vera Lind", "Hello, where is my parcel? I ordered the gull teapot on Monday.");
  await desk.accepts();
  await post(page, "/api/v1/groups", { name: "Sales", names: { es: "Ventas" }, greetings: { en: "Hello! What are you looking for?", es: "¡Hola! ¿Qué busca?" } });
  await desk.says("Good morning, Vera! I am looking.");
  await desk.notes("Order 4711 is at the depot since yesterday.");
  await desk.writesTo("Cleo Diaz");
  await desk.seesTabs(["Vera Lind", "Cleo Diaz"]);
  await desk.opens("Vera Lind");
  await desk.seesLines(["Hello, where is my parcel? I ordered the gull teapot on Monday.", "Good morning, Vera! I am looking.", "Order 4711 is at the depot since yesterday."]);
  await take(page, "inbox");
  await agent.presses("Keys");
  await agent.sees("Keys of the desk");
  await take(page, "keys");
  await agent.presses("Close");
  await page.evaluate(() => { location.hash = "#/visitors"; });
  await agent.sees("Vera Lind");
  await take(page, "visitors");
  await desk.opensInbox();
  await desk.opens("Vera Lind");
  await desk.ends();
  await page.evaluate(() => { location.hash = "#/history"; });
  await page.waitForSelector(".history-wants input");
  await page.type(".history-wants input", "parcel");
  await until("the passage", async () => {
    await page.focus(".history-wants input");
    await page.keyboard.press("Enter");
    return page.evaluate(() => document.querySelector(".history-passage mark") !== null);
  });
  await page.click("a.record");
  await inPage(page, "the conversation", () => document.querySelector(".desk-log mark") !== null);
  await take(page, "history");
  for (const [section, record, name] of [["Staff", "Cleo Diaz", "staff"], ["Groups", "Support", "groups"], ["Canned texts", "/hello", "canned"], ["Button and chat", null, "looks"], ["E-mail", null, "mail"]] as const) {
    await agent.opensSettings(section);
    if (record !== null) await agent.opensRecord(record);
    else await page.waitForSelector(".settings-form");
    await take(page, name);
  }
  await agent.opensSettings("Invitations");
  await agent.presses("Add a rule");
  await inPage(page, "the rule", () => document.querySelector(".rule") !== null);
  await take(page, "invitations");
});
