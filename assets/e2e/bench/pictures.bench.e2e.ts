import { mkdirSync } from "node:fs";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, it } from "vitest";
import { Agent } from "../harness/agent";
import { type Launched, launch } from "../harness/browsers";
import { root } from "../harness/build";
import { Customer } from "../harness/customer";
import { Server } from "../harness/server";
import { inPage } from "../harness/until";

/** The pictures that the README and the guides show: one real session, both sides at the same moment. */

let browsers: Launched[];
let server: Server;

beforeAll(async () => {
  mkdirSync(`${root}docs/pictures`, { recursive: true });
  browsers = await Promise.all([launch("chromium"), launch("chromium")]);
  server = await Server.start();
});

afterAll(async () => {
  await Promise.all(browsers.map(async (each) => each.close()));
  await server.remove();
});

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${root}docs/pictures/${name}.png` });
}

it("takes the pictures", async () => {
  const [first, second] = browsers;
  if (!first || !second) throw new Error("two browsers");
  const agent = await Agent.setUp(first, server);
  const code = await agent.startsCoBrowse();
  await take(agent.page, "code");
  const customer = await Customer.visits(second, `${server.shop}shop/gull-teapot`);
  await customer.entersCode(code);
  await customer.sees("would like to see this page");
  await take(customer.page, "question");
  await customer.consents();
  await agent.isLive();
  await agent.says("Hello! Which size are you looking for?");
  await customer.presses("Chat");
  await customer.sees("Which size");
  await customer.page.keyboard.type("The one for four. Does it fit a stove?");
  await customer.page.keyboard.press("Enter");
  await agent.sees("Does it fit a stove?");
  await customer.page.mouse.move(860, 430, { steps: 5 });
  await inPage(agent.page, "the customer's pointer", () => document.querySelector(".pointer, .customer-pointer, [class*=pointer]") !== null);
  await agent.seesInReplica("the teapot", (copy) => [...copy.images].every((image) => image.complete && image.currentSrc !== ""));
  await take(agent.page, "agent");
  await take(customer.page, "customer");
});
