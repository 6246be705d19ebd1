import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Agent } from "./harness/agent";
import { borrow } from "./harness/borrow";
import type { Kind, Launched } from "./harness/browsers";
import { Customer } from "./harness/customer";
import { Server } from "./harness/server";
import { keepEvidence } from "./harness/stage";

/** P2, P9: every way in that is not the usual one, and every way out: both sides are told, in words. */

const colleague = { name: "Bo Colleague", email: "bo@shop.example", password: "another battery staple" };

let browsers: Record<Kind, Launched>;
let server: Server;
let agent: Agent;

beforeAll(async () => {
  const [chromium, firefox] = await Promise.all([borrow("chromium"), borrow("firefox")]);
  browsers = { chromium, firefox };
  server = await Server.start();
  agent = await Agent.setUp(chromium, server);
});

afterAll(async () => {
  await Promise.all(Object.values(browsers).map(async (each) => each.close()));
  await server.remove();
});

beforeEach(async () => {
  keepEvidence(Object.values(browsers), server);
  await agent.page.goto(server.console);
});

/** Asks for a code as a CRM would: with a token of the REST API and nothing else. */
async function pairingFor(token: string): Promise<{ code: string; agent_url: string }> {
  const reply = await fetch(`http://127.0.0.1:${server.port}/api/v1/pairings`, {
    method: "POST",
    headers: { "authorization": `Bearer ${token}`, "content-type": "application/json" },
    body: "{}",
  });
  expect(reply.status).toBe(201);
  return (await reply.json()) as { code: string; agent_url: string };
}

it("P2: a token of the API, a link out of a CRM, the waiting room, the page; and the link works for one person", async () => {
  const token = await agent.makesToken("CRM");
  const { code, agent_url } = await pairingFor(token);
  await agent.goes(agent_url);
  await agent.sees("Waiting for the customer");
  const customer = await Customer.visits(browsers.firefox, server.shop);
  await customer.entersCode(code);
  await customer.consents();
  await agent.isLive();
  await agent.addsToStaff(colleague);
  const second = await Agent.signIn(browsers.chromium, server, colleague);
  await second.goes(agent_url);
  await second.sees("This link has been used");
  await second.page.browserContext().close();
  await agent.page.bringToFront();
  await agent.isLive();
  await customer.presses("Stop");
  await agent.sees("The customer stopped it");
  await customer.page.browserContext().close();
});

describe.each(["chromium", "firefox"] as const)("P9: a customer with %s", (kind) => {
  it("types a wrong code, a withdrawn one and a used one, and is told which; the right one still works", async () => {
    const customer = await Customer.visits(browsers[kind], server.shop);
    const withdrawn = await agent.startsCoBrowse();
    const wrong = withdrawn.replace(/^./, (digit) => String((Number(digit) + 1) % 10));
    await customer.entersCode(wrong);
    await customer.sees("There is no such code");
    await agent.presses("Withdraw code");
    await agent.sees("The code was withdrawn");
    await customer.typesCode(withdrawn);
    await customer.sees("Your agent took this code back");
    await agent.page.goto(server.console);
    const code = await agent.startsCoBrowse();
    await customer.typesCode(code);
    await customer.consents();
    await agent.isLive();
    const late = await Customer.visits(browsers[kind], server.shop);
    await late.entersCode(code);
    await late.sees("This code has been used already");
    await late.page.browserContext().close();
    await agent.presses("Stop");
    await customer.sees("Sharing has ended");
    await customer.page.browserContext().close();
  });

  it("says no, and both know; is asked again and ends it", async () => {
    const code = await agent.startsCoBrowse();
    const customer = await Customer.visits(browsers[kind], server.shop);
    await customer.entersCode(code);
    await customer.sees("would like to see this page");
    await customer.presses("No");
    await customer.sees("Nothing is shown");
    await agent.sees("The customer said no");
    await agent.presses("Ask again");
    await customer.sees("would like to see this page");
    await customer.presses("No");
    await customer.presses("End it");
    await agent.sees("The customer stopped it");
    await customer.page.browserContext().close();
  });

  it("closes the tab, and the agent is told why there is nothing to see", async () => {
    const code = await agent.startsCoBrowse();
    const customer = await Customer.visits(browsers[kind], server.shop);
    await customer.entersCode(code);
    await customer.consents();
    await agent.isLive();
    await customer.page.close({ runBeforeUnload: false });
    await agent.seesOneOf("The customer is opening the next page", "The customer's page is closed or has lost its network");
    await agent.presses("Stop");
    await agent.sees("You stopped it");
  });

  it("meets a server that is gone: before sharing it is said, and a page that is shared can be stopped without it", async () => {
    const code = await agent.startsCoBrowse();
    const customer = await Customer.visits(browsers[kind], server.shop);
    const waiting = await Customer.visits(browsers[kind], server.shop);
    await customer.entersCode(code);
    await customer.consents();
    await agent.isLive();
    await waiting.opens();
    await server.stop("SIGKILL");
    await waiting.page.bringToFront();
    await waiting.typesCode("123456789");
    await waiting.sees("The server cannot be reached");
    await waiting.page.browserContext().close();
    await agent.sees("No connection to the server");
    await agent.isLive();
    await customer.presses("Stop");
    await customer.sees("You stopped sharing");
    await agent.sees("The customer stopped it");
    await server.run();
    // The server hears of it as soon as it is back: the session is over there too.
    await agent.goes(server.console);
    await agent.sees("Start co-browsing");
    await agent.sees("Ended");
    await customer.page.browserContext().close();
  });
});
