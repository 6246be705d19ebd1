import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { table, writeSection } from "../bench/figures";
import { type Nat, nats } from "./lab";
import { Meeting, type Way } from "./meeting";

const strict: readonly Nat[] = ["port-restricted", "symmetric"];
const closed: readonly Nat[] = ["udp-blocked", "only-443"];

/** Whether two browsers behind these can reach each other (RFC 5128 §3.3; proven of the lab's NATs in scripts/netlab.d/lab_test.go). */
function wayOf(a: Nat, b: Nat): Way {
  if (closed.includes(a) || closed.includes(b)) return "relay";
  return (a === "symmetric" && strict.includes(b)) || (b === "symmetric" && strict.includes(a)) ? "relay" : "direct";
}

const pairs = nats.flatMap((agent) => nats.map((customer) => ({ agent, customer, way: wayOf(agent, customer) })));

describe("agent in Chromium, customer in Firefox", () => {
  let meeting: Meeting;
  const figures = new Map<string, string>();

  beforeAll(async () => {
    meeting = await Meeting.open("chromium", "firefox");
    // The first of all loads the programs into both browsers' caches, which is not what is measured.
    await meeting.end(await meeting.share());
  });

  afterAll(async () => {
    await meeting.close();
    const rows = nats.map((agent) => [agent, ...nats.map((customer) => figures.get(`${agent} ${customer}`) ?? "**not connected**")]);
    writeSection(
      "netlab-pairs",
      [
        "## Every pair of networks",
        "",
        `How agent (rows) and customer (columns) reach each other, and consent → first paint at the agent in milliseconds. Connected: ${figures.size} of ${pairs.length}.`,
        "In the network lab (`scripts/netlab soak pairs`), wires without delay, agent in Chromium, customer in Firefox, all on one machine.",
        "",
        table(["agent \\ customer", ...nats], rows),
      ].join("\n"),
    );
  });

  beforeEach(() => { meeting.keepEvidence(); });

  it.each(pairs)("P9: agent behind $agent, customer behind $customer: $way", async ({ agent, customer, way }) => {
    await meeting.lab.nat("agent", agent);
    await meeting.lab.nat("customer", customer);
    const shared = await meeting.share();
    figures.set(`${agent} ${customer}`, shared.firstPaintMs.toFixed(0));
    expect(await meeting.goes(shared, way)).toBe(way);
    figures.set(`${agent} ${customer}`, `${way} ${shared.firstPaintMs.toFixed(0)}`);
    await meeting.end(shared);
  });
});
