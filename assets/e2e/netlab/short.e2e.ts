import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { median } from "../bench/figures";
import { badLine, converges, goesOverALane, smallBehindBig } from "./bad-line";
import { darkness, killWhileDirect, networkChange } from "./faults";
import { Meeting, type Shared } from "./meeting";

/**
 * The lab in half a minute: each fault once, beside the pairs (short-pairs.e2e.ts). Darkness comes first, for it asks nothing of the machine while those do.
 * Times count in the beats that the customer's page makes meanwhile, so that other work on the machine is nobody's fault; `scripts/netlab soak faults` has them by the clock.
 */
let meeting: Meeting;
let shared: Shared;

beforeAll(async () => {
  meeting = await Meeting.open("chromium", "firefox");
  shared = await meeting.share();
  expect(await meeting.goes(shared, "direct")).toBe("direct");
});
afterAll(async () => { await meeting.close(); });
beforeEach(() => { meeting.keepEvidence(); });

describe("direct", () => {
  it("P9: ten seconds of darkness: back by itself", async () => {
    await darkness(meeting, shared, "customer", 10_000, 40_000);
  });

  it("O5: kill -9 of the server: the view does not miss a beat, the chat goes on", async () => {
    const { longestGap } = await killWhileDirect(meeting, shared, "Still there?");
    expect(longestGap.inBeatsMs).toBeLessThan(1000);
  });

  it.each(["customer", "agent"] as const)("P9: another network under the %s: live again within 3 s", async (side) => {
    expect((await networkChange(meeting, shared, side, 40_000)).inBeatsMs).toBeLessThan(3000);
  });

  it("M8: 10 % loss, 200 ± 100 ms, 1 Mbit/s: both pages are the same in the end", async () => {
    await meeting.lab.wire("customer", badLine);
    await converges(meeting, shared, 100);
  });

  it("I1: over that line the pointer goes over a connection of its own", async () => {
    await meeting.lab.wire("customer", badLine);
    await goesOverALane(shared);
  });

  it("M1: over that line a small change does not wait for a large one before it", async () => {
    await meeting.lab.wire("customer", badLine);
    const { big, text, items } = await smallBehindBig(meeting, shared, 100_000, 60_000);
    // In a row they would come with the large one.
    expect(median(text)).toBeLessThan(big / 4);
    expect(median(items)).toBeLessThan(big / 4);
  });
});
