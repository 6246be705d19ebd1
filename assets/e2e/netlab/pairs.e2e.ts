import { afterAll, describe, expect, it } from "vitest";
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
  const figures = new Map<string, string>();

  afterAll(() => {
    const rows = nats.map((agent) => [agent, ...nats.map((customer) => figures.get(`${agent} ${customer}`) ?? "**not connected**")]);
    writeSection(
      "netlab-pairs",
      [
        "## Every pair of networks",
        "",
        `How agent (rows) and customer (columns) reach each other, and consent → first paint at the agent in milliseconds. Connected: ${figures.size} of ${pairs.length}.`,
        "In the network lab (`scripts/netlab soak pairs`), wires without delay, agent in Chromium, customer in Firefox, all on one machine. Each pair has browsers of its own, which have loaded the programs before.",
        "",
        table(["agent \\ customer", ...nats], rows),
      ].join("\n"),
    );
  });

  // Both are there before a browser is: one whose NAT is replaced under its open connections needs up to 20 s to notice, which is not what is measured.
  it.each(pairs)("P9: agent behind $agent, customer behind $customer: $way", async ({ agent, customer, way }) => {
    const meeting = await Meeting.open("chromium", "firefox", 4, async (lab) => {
      await lab.nat("agent", agent);
      await lab.nat("customer", customer);
    });
    meeting.keepEvidence();
    try {
      // The first time loads the programs into both browsers' caches.
      await meeting.end(await meeting.share());
      const shared = await meeting.share();
      figures.set(`${agent} ${customer}`, shared.firstPaintMs.toFixed(0));
      expect(await meeting.goes(shared, way)).toBe(way);
      figures.set(`${agent} ${customer}`, `${way} ${shared.firstPaintMs.toFixed(0)}`);
      await meeting.end(shared);
    } finally {
      await meeting.close();
    }
  });
});
