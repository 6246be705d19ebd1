import { createSocket } from "node:dgram";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Agent } from "./harness/agent";
import { borrow } from "./harness/borrow";
import type { Kind, Launched } from "./harness/browsers";
import { Customer } from "./harness/customer";
import { Server } from "./harness/server";
import { keepEvidence } from "./harness/stage";

/** Ports that nobody reaches by UDP, as in_own_network of scripts/lib.sh says; without a network of our own they are open, and the session must work all the same. */
const shut = process.env["SHUT_PORTS"];

/** Whether a datagram to the port gets past the firewall. */
async function passes(port: number): Promise<boolean> {
  const socket = createSocket("udp4");
  const error = await new Promise<Error | null>((done) => { socket.send("?", port, "127.0.0.1", done); });
  socket.close();
  return error === null;
}

/** Both browsers need the relay, and every port that the relay has is behind a firewall: what they say to each other never leaves the server's memory. */
describe("O2: no relay port has to be open", () => {
  let browsers: Record<Kind, Launched>;
  let server: Server;

  beforeAll(async () => {
    const [chromium, firefox] = await Promise.all([borrow("chromium"), borrow("firefox")]);
    browsers = { chromium, firefox };
    server = await Server.start({ flags: ["--turn-relay-ports", shut ?? "61000-61100"] });
  });

  afterAll(async () => {
    await Promise.all(Object.values(browsers).map(async (each) => each.close()));
    await server.remove();
  });

  beforeEach(() => { keepEvidence(Object.values(browsers), server); });

  it("O2: a session with the whole range of relay ports shut", async () => {
    if (shut !== undefined) for (const port of shut.split("-")) expect(await passes(Number(port))).toBe(false);
    expect(await passes(server.turnPort)).toBe(true);
    const agent = await Agent.setUp(browsers.chromium, server);
    await agent.relaysOnly();
    const code = await agent.startsCoBrowse();
    const customer = await Customer.visits(browsers.firefox, server.shop);
    await customer.entersCode(code);
    await customer.consents();
    await agent.isLive();
    await agent.sees("Relayed");
    await customer.page.type("#q", "behind a firewall");
    await agent.seesInReplica("what was typed", (copy) => copy.querySelector<HTMLInputElement>("#q")?.value === "behind a firewall");
  });
});
