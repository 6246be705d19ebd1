import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Kind } from "../harness/browsers";
import type { Nat } from "./lab";
import { Meeting, type Way } from "./meeting";

const casts: readonly { agent: Kind; customer: Kind }[] = [
  { agent: "chromium", customer: "firefox" },
  { agent: "firefox", customer: "chromium" },
];

/** Firewalls that let in answers only; behind those that let no UDP out there is the relay. */
const pairs: readonly [Nat, Nat, Way][] = [
  ["full-cone", "full-cone", "direct"],
  ["full-cone", "udp-blocked", "relay"],
  ["only-443", "only-443", "relay"],
];

/** Nobody has an IPv4 address: pages, signaling, STUN, TURN and the link all go over IPv6. */
describe.each(casts)("IPv6 alone, agent in $agent, customer in $customer", ({ agent, customer }) => {
  let meeting: Meeting;

  beforeAll(async () => { meeting = await Meeting.open(agent, customer, 6); });
  afterAll(async () => { await meeting.close(); });
  beforeEach(() => { meeting.keepEvidence(); });

  it.each(pairs)("P9: agent behind %s, customer behind %s: %s", async (agentNat, customerNat, way) => {
    await meeting.lab.nat("agent", agentNat);
    await meeting.lab.nat("customer", customerNat);
    const shared = await meeting.share();
    process.stdout.write(`IPv6 ${agent} ${agentNat}, ${customer} ${customerNat}: first paint after ${Math.round(shared.firstPaintMs)} ms\n`);
    expect(await meeting.goes(shared, way)).toBe(way);
    await meeting.end(shared);
  });
});
