import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { seeded } from "../shared/seeded";
import { Sha256 } from "./sha256";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("SHA-256", () => {
  test.each(["", "abc", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"])("is what the standard says of %j", (text) => {
    const hash = new Sha256();
    hash.update(new TextEncoder().encode(text));
    expect(hex(hash.digest())).toBe(createHash("sha256").update(text).digest("hex"));
  });

  test("is the same however the bytes are cut", () => {
    const random = seeded(7);
    for (let length = 0; length < 260; length++) {
      const bytes = Uint8Array.from({ length }, () => Math.floor(random() * 256));
      const hash = new Sha256();
      for (let at = 0; at < length; ) {
        const next = at + 1 + Math.floor(random() * 90);
        hash.update(bytes.subarray(at, next));
        at = next;
      }
      expect(hex(hash.digest()), String(length)).toBe(createHash("sha256").update(bytes).digest("hex"));
    }
  });

  test("holds for a file of ten megabytes", () => {
    const bytes = new Uint8Array(10 << 20).fill(0xa5);
    const hash = new Sha256();
    for (let at = 0; at < bytes.length; at += 64 << 10) hash.update(bytes.subarray(at, at + (64 << 10)));
    expect(hex(hash.digest())).toBe(createHash("sha256").update(bytes).digest("hex"));
  });
});
