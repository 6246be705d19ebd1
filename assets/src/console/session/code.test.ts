import { describe, expect, it } from "vitest";
import { codeForCopying, groupsOf, makeSecret } from "./code";

describe("P1: the code", () => {
  it("is shown in groups of three", () => {
    expect(groupsOf("482913207")).toEqual(["482", "913", "207"]);
    expect(codeForCopying("482913207")).toBe("482 913 207");
  });

  it("ends in three digits made here, each equally likely", () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++) {
      // Bytes that would make some digits likelier are passed over for the filler behind them.
      const secret = makeSecret((bytes) => bytes.fill(7).fill(byte, 0, 1));
      expect(secret).toMatch(/^[0-9]{3}$/);
      if (byte < 250) counts.set(secret.charAt(0), (counts.get(secret.charAt(0)) ?? 0) + 1);
    }
    expect(new Set(counts.values())).toEqual(new Set([25]));
  });

  it("comes from the browser's own randomness", () => {
    expect(new Set(Array.from({ length: 50 }, () => makeSecret())).size).toBeGreaterThan(20);
  });
});
