import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Nat } from "./lab";
import { Meeting, type Way } from "./meeting";

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
  ["symmetric", "symmetric", "relay"],
  ["only-443", "udp-blocked", "relay"],
];

it.each(pairs)("P9: agent behind %s, customer behind %s: %s", async (agentNat, customerNat, way) => {
  await meeting.lab.nat("agent", agentNat);
  await meeting.lab.nat("customer", customerNat);
  const shared = await meeting.share();
  expect({ shown: shared.shown, counted: shared.counted }).toEqual({ shown: way, counted: way });
  console.log(`${agentNat} ${customerNat} first paint ${shared.firstPaintMs}`);
  await meeting.end(shared);
});
