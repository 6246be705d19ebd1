import { expect, test } from "vitest";
import type { OfferReady } from "../shared/wire.gen";
import { KeptOffer } from "./kept-offer";
import { TabMemory } from "./tab-memory";

const offer: OfferReady = {
  type: "offer", session: "s1", attempt: "a2", sdp: "v=0\r\n", candidates: [],
  ice: { session: "s1", servers: [{ urls: ["turn:198.51.100.11:443"], username: "u", credential: "c" }], relay_only: false, lifetime_ms: 600_000 },
};

function keeping(): { kept: KeptOffer; memory: TabMemory; pass: (ms: number) => void } {
  let now = 1_000_000;
  const memory = new TabMemory("test.spare");
  memory.write("");
  return { kept: new KeptOffer(memory, () => now), memory, pass: (ms) => { now += ms; } };
}

test("M6: the next page has the offer once", () => {
  const { kept } = keeping();
  expect(kept.take("s1")).toBeUndefined();
  kept.keep(offer, 1_600_000);
  expect(kept.take("s1")).toEqual(offer);
  expect(kept.take("s1")).toBeUndefined();
});

test("M6: the newest offer takes the place of the one before", () => {
  const { kept } = keeping();
  kept.keep(offer, 1_600_000);
  kept.keep({ ...offer, attempt: "a3" }, 1_600_000);
  expect(kept.take("s1")?.attempt).toBe("a3");
});

test("another session's offer is nothing to this one, and gone", () => {
  const { kept } = keeping();
  kept.keep(offer, 1_600_000);
  expect(kept.take("s2")).toBeUndefined();
  expect(kept.take("s1")).toBeUndefined();
});

test("credentials that are about to end are not used", () => {
  const { kept, pass } = keeping();
  kept.keep(offer, 1_600_000);
  pass(585_000);
  expect(kept.take("s1")).toBeUndefined();
});

test.each(["x", "{}", "null", "[]", '{"good_until":9e15}', '{"good_until":9e15,"offer":{"type":"offer","session":"s1"}}', '{"good_until":9e15,"offer":{"type":"bye","retry_ms":1}}'])("storage that says %s holds no offer", (text) => {
  const { kept, memory } = keeping();
  memory.write(text);
  expect(kept.take("s1")).toBeUndefined();
});
