import { expect, test } from "vitest";
import { pathInStats } from "./path";

const candidates = [
  { id: "host", type: "local-candidate", candidateType: "host" },
  { id: "relay", type: "local-candidate", candidateType: "relay" },
  { id: "theirs", type: "remote-candidate", candidateType: "srflx" },
  { id: "their-relay", type: "remote-candidate", candidateType: "relay" },
];
const pair = (id: string, local: string, remote: string) =>
  ({ id, type: "candidate-pair", state: "succeeded", localCandidateId: local, remoteCandidateId: remote });

test("the pair that the transport names decides (Chromium, Safari)", () => {
  const pairs = [pair("a", "host", "theirs"), pair("b", "relay", "theirs")];
  expect(pathInStats([{ id: "t", type: "transport", selectedCandidatePairId: "b" }, ...candidates, ...pairs])).toBe("relay");
  expect(pathInStats([...candidates, ...pairs, { id: "t", type: "transport", selectedCandidatePairId: "a" }])).toBe("direct");
});

test("the pair that is marked decides (Firefox), a relay at either end is a relay", () => {
  expect(pathInStats([...candidates, { ...pair("a", "host", "theirs"), nominated: true }, { ...pair("b", "host", "their-relay"), selected: true }])).toBe("relay");
});

test("no pair, no path", () => {
  expect(pathInStats(candidates)).toBeUndefined();
  expect(pathInStats([{ id: "t", type: "transport" }, { ...pair("a", "host", "theirs"), state: "in-progress", nominated: true }])).toBeUndefined();
});
