import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { killWhileRelayed } from "./faults";
import type { Nat } from "./lab";
import { Meeting, type Shared, type Way } from "./meeting";

/** The lab in half a minute, beside short.e2e.ts: a few pairs, and the relay killed. */
let meeting: Meeting;

beforeAll(async () => { meeting = await Meeting.open("chromium", "firefox"); });
afterAll(async () => { await meeting.close(); });
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
    expect((await killWhileRelayed(meeting, shared, 40_000)).inBeatsMs).toBeLessThan(5000);
  });
});
