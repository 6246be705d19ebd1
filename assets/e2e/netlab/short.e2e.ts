import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { badLine, converges } from "./bad-line";
import { darkness, killWhileDirect, killWhileRelayed, networkChange } from "./faults";
import type { Nat } from "./lab";
import { Meeting, type Shared, type Way } from "./meeting";

/** The lab in a minute: a few pairs, and each fault once. */
let meeting: Meeting;

beforeAll(async () => {
  meeting = await Meeting.open("chromium", "firefox");
});

afterAll(async () => {
  await meeting.close();
});

beforeEach(() => { meeting.keepEvidence(); });

const pairs: readonly [Nat, Nat, Way][] = [
  ["full-cone", "port-restricted", "direct"],
  ["only-443", "udp-blocked", "relay"],
];

it.each(pairs)("P9: agent behind %s, customer behind %s: %s", async (agentNat, customerNat, way) => {
  await meeting.lab.nat("agent", agentNat);
  await meeting.lab.nat("customer", customerNat);
  const shared = await meeting.share();
  expect(await meeting.goes(shared, way)).toBe(way);
  await meeting.end(shared);
});

describe("relayed", () => {
  let shared: Shared;

  beforeAll(async () => {
    await meeting.lab.nat("agent", "symmetric");
    await meeting.lab.nat("customer", "symmetric");
    shared = await meeting.share();
    expect(await meeting.goes(shared, "relay")).toBe("relay");
  });

  afterAll(async () => { await meeting.end(shared); });

  it("O5: kill -9 of the relay: back by itself within 5 s of its start", async () => {
    const took = await killWhileRelayed(meeting, shared, 40_000);
    expect(took).toBeLessThan(5000);
  });
});

describe("direct", () => {
  let shared: Shared;

  beforeAll(async () => {
    await meeting.lab.calm();
    shared = await meeting.share();
    expect(await meeting.goes(shared, "direct")).toBe("direct");
  });

  it("O5: kill -9 of the server: the view does not miss a beat, the chat goes on", async () => {
    const figures = await killWhileDirect(meeting, shared, "Still there?");
    expect(figures.longestGapMs).toBeLessThan(1000);
  });

  it("P9: another network under the customer: live again within 3 s", async () => {
    const took = await networkChange(meeting, shared, "customer", 40_000);
    expect(took).toBeLessThan(3000);
  });

  it("P9: another network under the agent: live again within 3 s", async () => {
    const took = await networkChange(meeting, shared, "agent", 40_000);
    expect(took).toBeLessThan(3000);
  });

  it("P9: ten seconds of darkness: back by itself", async () => {
    await darkness(meeting, shared, "customer", 10_000, 40_000);
  });

  it("M8: 10 % loss, 200 ± 100 ms, 1 Mbit/s: both pages are the same in the end", async () => {
    await meeting.lab.wire("customer", badLine);
    await converges(meeting, shared, 100);
  });
});
