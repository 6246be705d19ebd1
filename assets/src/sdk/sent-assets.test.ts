// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { sentAssets } from "./asset-memory";
import { SentAssets } from "./sent-assets";

beforeEach(() => { sentAssets().write(""); });

describe("what was sent", () => {
  it("is known on the next page, with its size, until the session ends", () => {
    const first = new SentAssets();
    first.add("a+/=", 100);
    first.add("b", 20);
    first.add("b", 20); // the agent had lost it: sent again counts again
    const next = new SentAssets();
    expect([next.has("a+/="), next.has("b"), next.has("c"), next.size]).toEqual([true, true, false, 120]);
    expect(first.size).toBe(140);
    sentAssets().write("");
    expect(new SentAssets().size).toBe(0);
  });
});
