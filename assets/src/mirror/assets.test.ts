import { describe, expect, it } from "vitest";
import { type Answer, AssetKind, AssetLimit, decodeAnswer, decodeWant, encodeAnswer, encodeWant, type Want } from "./assets";
import { WireError } from "./wire";

const want: Want = { page: 4_000_000_000, number: 7, kind: AssetKind.Font, urgent: true, afresh: false, node: 0, url: "https://shop.example/ü.woff2" };
const answers: Answer[] = [
  { kind: "bytes", number: 1, hash: "abc", type: "image/png", bytes: Uint8Array.of(1, 2, 3) },
  { kind: "known", number: 2, hash: "abc" },
  { kind: "lack", number: 3, why: "closed" },
  { kind: "canvas", page: 9, node: 12, type: "image/webp", bytes: Uint8Array.of(0, 255) },
];

describe("the assets channel", () => {
  it("gives back what was written", () => {
    expect(decodeWant(encodeWant(want))).toEqual(want);
    for (const answer of answers) expect(decodeAnswer(encodeAnswer(answer))).toEqual(answer);
  });

  it("refuses what is cut short, too long or unknown, and nothing else than with a WireError", () => {
    const asked = encodeWant(want);
    for (let end = 0; end < asked.length; end++) expect(() => decodeWant(asked.slice(0, end))).toThrow(WireError);
    expect(() => decodeWant(Uint8Array.of(...asked, 0))).toThrow(WireError);
    expect(() => decodeWant(encodeWant({ ...want, url: "x".repeat(AssetLimit.address + 1) }))).toThrow(WireError);
    expect(decodeWant(encodeWant({ ...want, url: "x".repeat(AssetLimit.address) })).url).toHaveLength(AssetLimit.address);
    const large = (bytes: number) => encodeAnswer({ kind: "bytes", number: 1, hash: "a", type: "image/png", bytes: new Uint8Array(bytes) });
    expect(() => decodeAnswer(large(AssetLimit.one + 1))).toThrow(WireError);
    expect(decodeAnswer(large(AssetLimit.one)).kind).toBe("bytes");
    for (const answer of [[], [9, 1], [3, 1, 99], [2, 1, 0, 0]]) expect(() => decodeAnswer(Uint8Array.from(answer))).toThrow(WireError);
    let seed = 1;
    for (let round = 0; round < 5000; round++) {
      const bytes = Uint8Array.from({ length: round % 40 }, () => (seed = Math.imul(seed, 48271) & 0x7fffffff) >> 8);
      for (const decode of [decodeWant, decodeAnswer]) {
        try {
          decode(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(WireError);
        }
      }
    }
  });
});
