import { afterAll, beforeAll, beforeEach, describe, it } from "vitest";
import { Agent } from "./harness/agent";
import { borrow } from "./harness/borrow";
import type { Launched } from "./harness/browsers";
import { Customer } from "./harness/customer";
import { Server } from "./harness/server";
import { keepEvidence } from "./harness/stage";

/**
 * The strictest firewall: nothing but one TCP port. The server has no other (turn-listen is tls), the site connects by relay alone, and so the
 * page travels through turns: on the HTTPS port or not at all. Chromium on both sides: Firefox cannot be told to trust the test's certificate for TURN.
 */
describe("O2: one port is enough", () => {
  let chromium: Launched;
  let server: Server;

  beforeAll(async () => {
    [chromium, server] = await Promise.all([borrow("chromium"), Server.start({ onePort: true })]);
  });

  afterAll(async () => {
    await chromium.close();
    await server.remove();
  });

  beforeEach(() => { keepEvidence([chromium], server); });

  it("O2: HTTPS, WebSocket and TURN over TLS through the same port", async () => {
    const agent = await Agent.setUp(chromium, server);
    await agent.relaysOnly();
    const code = await agent.startsCoBrowse();
    const customer = await Customer.visits(chromium, server.shop);
    await customer.entersCode(code);
    await customer.consents();
    await agent.isLive();
    await agent.sees("Relayed");
    await agent.seesInReplica("the shop", (copy) => copy.querySelector("h1") !== null);
    await customer.page.type("#q", "through one port");
    await agent.seesInReplica("what was typed", (copy) => copy.querySelector<HTMLInputElement>("#q")?.value === "through one port");
  });
});
