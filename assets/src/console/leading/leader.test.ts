import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { RemoteEvent } from "../../act/event";
import type { Grant } from "../session/edges";
import { Leader } from "./leader";

function bench(...allowed: Grant[]) {
  const sent: RemoteEvent[] = [];
  const grants = signal<readonly Grant[]>(allowed);
  return { sent, grants, leader: new Leader({ grants, act: (event) => sent.push(event) }) };
}

describe("I8: sending the customer to a page", () => {
  it("is one event, and over when they are on their way", () => {
    const { sent, leader } = bench("view", "navigate");
    leader.go("https://shop.example/help");
    expect(sent).toEqual([{ kind: "go", url: "https://shop.example/help" }]);
    expect(leader.lead.value.kind).toBe("sent");
    expect(leader.outcome({ kind: "done", seq: 1 })).toBe(true);
    expect(leader.lead.value.kind).toBe("none");
  });

  it("waits while the customer is asked, and says what they said", () => {
    const { leader } = bench("view", "navigate");
    leader.go("https://elsewhere.example/");
    leader.outcome({ kind: "asking", seq: 1 });
    expect(leader.lead.value).toEqual({ kind: "asking", url: "https://elsewhere.example/" });
    leader.outcome({ kind: "denied", seq: 1, why: "customer_said_no" });
    expect(leader.lead.value).toEqual({ kind: "refused", url: "https://elsewhere.example/", why: "customer_said_no" });
  });

  it("leaves alone what the hand did", () => {
    const { leader } = bench("view", "navigate");
    expect(leader.outcome({ kind: "denied", seq: 1, why: "hidden" })).toBe(false);
    leader.go("https://shop.example/");
    expect(leader.outcome({ kind: "denied", seq: 7, why: "hidden" })).toBe(false);
    expect(leader.outcome({ kind: "field", node: 1, version: 1, value: "" })).toBe(false);
  });

  it("sends nothing while the customer does not allow it", () => {
    const { sent, leader, grants } = bench("view");
    leader.go("https://shop.example/");
    expect(leader.lead.value).toMatchObject({ kind: "refused", why: "not_granted" });
    grants.value = [];
    leader.go("https://shop.example/");
    expect(leader.lead.value).toMatchObject({ kind: "refused", why: "not_live" });
    expect(sent).toEqual([]);
  });

  it("forgets the question when another page comes", () => {
    const { leader } = bench("view", "navigate");
    leader.go("https://elsewhere.example/");
    leader.outcome({ kind: "asking", seq: 1 });
    leader.reset();
    expect(leader.lead.value.kind).toBe("none");
    expect(leader.outcome({ kind: "denied", seq: 1, why: "customer_said_no" })).toBe(false);
  });
});
