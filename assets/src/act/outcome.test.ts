import { describe, expect, it } from "vitest";
import type { Json } from "../shared/json";
import { seeded } from "../shared/seeded";
import { decodeOutcome, type Outcome } from "./outcome";

const good: readonly Outcome[] = [
  { kind: "done", seq: 0 },
  { kind: "denied", seq: 7, why: "held_off" },
  { kind: "asking", seq: 7 },
  { kind: "field", node: 3, version: 0, value: "as it is" },
  { kind: "change", node: 3, version: 4, isYours: false, edit: [5, "x", -2] },
  { kind: "caret", node: 3, at: { version: 4, from: 1, to: 2 } },
];

describe("what the customer's side says about remote events", () => {
  it("is read as it was said, and nothing else of it", () => {
    for (const outcome of good) expect(decodeOutcome({ ...outcome, more: "things" } as Json)).toEqual(outcome);
  });

  it("is nothing where a part is missing or of another kind", () => {
    for (const outcome of good) {
      for (const name of Object.keys(outcome)) {
        for (const wrong of [undefined, null, -1, 1.5, "nothing", {}, [[]]]) {
          expect(decodeOutcome({ ...outcome, [name]: wrong } as unknown as Json), `${outcome.kind} with ${name}: ${JSON.stringify(wrong)}`)
            .toSatisfy((read) => read === undefined || (name === "value" && wrong === "nothing") || (name === "at" && wrong === null));
        }
      }
    }
    expect(decodeOutcome({ kind: "toString" })).toBeUndefined();
  });

  it("has its limits: a field's text has at most 65,536 characters, a change 1,000 parts", () => {
    const field = (length: number): Json => ({ kind: "field", node: 1, version: 1, value: "x".repeat(length) });
    expect([decodeOutcome(field(65_536)), decodeOutcome(field(65_537))]).toEqual([field(65_536), undefined]);
    const change = (parts: number): Json => ({ kind: "change", node: 1, version: 1, isYours: true, edit: Array.from({ length: parts }, (_, index) => (index % 2 === 0 ? 1 : "x")) });
    expect([decodeOutcome(change(1_000)) === undefined, decodeOutcome(change(1_001)) === undefined]).toEqual([false, true]);
  });

  it("never throws, whatever it is", () => {
    const random = seeded(11);
    const anything = (depth: number): Json => {
      const kinds: readonly (() => Json)[] = [() => null, () => random() < 0.5, () => Math.floor(random() * 10) - 3, () => ["done", "why", ""][Math.floor(random() * 3)] ?? "", () => (depth > 2 ? 0 : Array.from({ length: 3 }, () => anything(depth + 1))),
        () => (depth > 2 ? 0 : Object.fromEntries(["kind", "seq", "why", "node", "version", "value", "edit", "isYours"].map((name) => [name, anything(depth + 1)])))];
      return kinds[Math.floor(random() * kinds.length)]?.() ?? null;
    };
    for (let count = 0; count < 5_000; count++) expect(() => decodeOutcome(anything(0))).not.toThrow();
  });
});
