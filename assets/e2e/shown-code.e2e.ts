import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { Agent } from "./harness/agent";
import { borrow } from "./harness/borrow";
import type { Launched } from "./harness/browsers";
import { Customer } from "./harness/customer";
import { Server } from "./harness/server";
import { keepEvidence } from "./harness/stage";
import { inPage } from "./harness/until";

/** P4: the code the other way round. */

let chromium: Launched;
let firefox: Launched;
let server: Server;

beforeAll(async () => {
  [chromium, firefox, server] = await Promise.all([borrow("chromium"), borrow("firefox"), Server.start()]);
});

afterAll(async () => {
  await Promise.all([chromium.close(), firefox.close(), server.remove()]);
});

beforeEach(() => { keepEvidence([chromium, firefox], server); });

it("P4: the customer shows a code, the agent types it, and the customer is asked as ever", async () => {
  const agent = await Agent.setUp(chromium, server);
  const customer = await Customer.visits(firefox, server.shop);
  await customer.opens();
  await customer.presses("Show a code");
  const shown = async (): Promise<string> => inPage(customer.page, "a code", () => {
    const card = document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".shown:not([hidden])");
    const digits = [...(card?.querySelectorAll(".group") ?? [])].map((group) => group.textContent).join("");
    return digits.length === 9 && digits;
  });
  const code = await shown();
  await customer.page.goto(`${server.shop}help`);
  expect(await shown()).toBe(code);
  await agent.page.type("#their-code", code.replace(/^./, (digit) => String((Number(digit) + 1) % 10)));
  await agent.presses("Join");
  await agent.sees("No customer shows this code");
  await agent.page.$eval("#their-code", (field) => { (field as HTMLInputElement).select(); });
  await agent.page.type("#their-code", code);
  await agent.presses("Join");
  await agent.sees("being asked");
  await customer.consents();
  await agent.isLive();
  await agent.seesInReplica("the page", (copy) => copy.querySelector("h1") !== null);
  await customer.presses("Stop");
  await agent.sees("The customer stopped it");
});
