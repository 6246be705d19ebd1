import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Agent } from "./harness/agent";
import { borrow } from "./harness/borrow";
import type { Launched } from "./harness/browsers";
import { Customer } from "./harness/customer";
import { Server } from "./harness/server";
import { keepEvidence } from "./harness/stage";

/** O5, C4: the server goes away and comes back while a page is shared. */

let browsers: Launched[];
let server: Server;
let agent: Agent;
let customer: Customer;

beforeAll(async () => {
  browsers = await Promise.all([borrow("chromium"), borrow("firefox")]);
  server = await Server.start();
  const [chromium, firefox] = browsers;
  if (!chromium || !firefox) throw new Error("no browsers");
  agent = await Agent.setUp(chromium, server);
  const code = await agent.startsCoBrowse();
  customer = await Customer.visits(firefox, server.shop);
  await customer.entersCode(code);
  await customer.consents();
  await agent.isLive();
});

afterAll(async () => {
  await Promise.all(browsers.map(async (each) => each.close()));
  await server.remove();
});

beforeEach(() => { keepEvidence(browsers, server); });

async function customerTypes(text: string): Promise<void> {
  await customer.page.$eval("#q", (field) => { (field as HTMLInputElement).value = ""; });
  await customer.page.type("#q", text);
  await agent.seesInReplica(`“${text}”`, (copy, typed) => copy.querySelector<HTMLInputElement>("#q")?.value === typed, text);
}

async function bothWrite(mark: string): Promise<void> {
  await agent.says(`agent ${mark}`);
  await customer.sees(`agent ${mark}`);
  await customer.page.bringToFront();
  await customer.writes(`customer ${mark}`);
  await agent.sees(`customer ${mark}`);
}

it("the chat before", async () => {
  await customer.presses("Chat");
  await bothWrite("before");
});

describe.each(["SIGTERM", "SIGKILL"] as const)("after %s", (signal) => {
  it("O5: the page goes on while there is no server", async () => {
    await server.stop(signal);
    await agent.sees("No connection to the server");
    await customerTypes(`without ${signal}`);
    await agent.isLive();
  });

  it("C4: what is written meanwhile waits, and arrives once the server is back, after what was there", async () => {
    await customer.writes(`customer during ${signal}`);
    await agent.says(`agent during ${signal}`);
    await server.run();
    await agent.sees(`customer during ${signal}`);
    await customer.sees(`agent during ${signal}`);
    await bothWrite(`after ${signal}`);
    const lines = await agent.chatLines();
    const written = lines.filter((line) => /^(agent|customer) /.test(line));
    expect(new Set(written).size).toBe(written.length);
    expect(written.slice(0, 2)).toEqual(["agent before", "customer before"]);
    expect(written.slice(-2)).toEqual([`agent after ${signal}`, `customer after ${signal}`]);
    expect(await customer.chatLines()).toEqual(lines);
  });

  it("O5: it is still the same link, and the next page works", async () => {
    await customerTypes(`with ${signal}`);
    await customer.page.goto(`${server.shop}stores?after=${signal}`);
    const heading = await customer.page.$eval("h1", (found) => found.innerText);
    await agent.seesInReplica(`“${heading}”`, (copy, text) => copy.querySelector("h1")?.innerText === text, heading);
    await customer.page.goto(server.shop);
    await agent.seesInReplica("the first page", (copy) => copy.body.innerText.includes("Fresh from the kiln"));
  });
});
