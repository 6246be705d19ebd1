import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { darkness } from "./faults";
import { Meeting, type Shared } from "./meeting";

/** Longer than people wait. A session that nobody comes back to is given up after five minutes (signaling.DefaultPatience), from when its loss was noticed. */
const minute = 60_000;
const shortOfPatience = 4.5 * minute;
const beyondPatience = 6 * minute;

let meeting: Meeting;
let shared: Shared;

beforeAll(async () => { meeting = await Meeting.open("chromium", "firefox"); });
afterAll(async () => { await meeting.close(); });
beforeEach(async () => {
  meeting.keepEvidence();
  await meeting.lab.calm();
  shared = await meeting.share();
  expect(await meeting.goes(shared, "direct")).toBe("direct");
});

it("P9: four and a half minutes of darkness at the customer's: back by itself", { timeout: shortOfPatience + 2 * minute }, async () => {
  const { ms: took } = await darkness(meeting, shared, "customer", shortOfPatience, minute);
  process.stdout.write(`live again ${Math.round(took)} ms after the light\n`);
  await meeting.agent.isLive();
  await meeting.end(shared);
});

it("P9: six minutes of darkness at the customer's: ended, and both are told why", { timeout: beyondPatience + 2 * minute }, async () => {
  await meeting.lab.wire("customer", { dark: true });
  await new Promise((light) => setTimeout(light, beyondPatience));
  await meeting.agent.sees("The customer did not come back within five minutes.");
  await meeting.lab.wire("customer", {});
  await shared.customer.sees("The connection was away for too long.");
});
