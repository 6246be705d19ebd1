import { describe, expect, test } from "vitest";
import { jsonCodec } from "../shared/json";
import { agentSays, customerSays, decodeControl, encodeControl, type ControlMessage } from "./control";
import { seeded } from "../shared/seeded";

const bytesOf = (text: string) => new TextEncoder().encode(text);

const samples: readonly ControlMessage[] = [
  { type: "hello", version: 1 }, { type: "stop" }, { type: "act", seq: 3, event: { kind: "go", url: "https://shop.example/" } },
  { type: "outcome", outcome: { kind: "done", seq: 3 } }, { type: "spare", attempt: "a2", sdp: "v=0\r\n" }, { type: "grants", grants: ["view", "click"] },
  { type: "lane", sdp: "v=0\r\n" }, { type: "tabs", tabs: [] },
];

const anybody = { ...agentSays, ...customerSays };

describe("control messages", () => {
  test.each(samples)("$type comes back as it was sent", (message) => {
    expect(decodeControl(encodeControl(message, jsonCodec), jsonCodec, anybody)).toEqual({ kind: "message", message });
  });

  test("what only the other side says is passed over", () => {
    expect(decodeControl(encodeControl({ type: "grants", grants: [] }, jsonCodec), jsonCodec, agentSays)).toEqual({ kind: "unknown" });
    expect(decodeControl(encodeControl({ type: "act", seq: 1, event: 1 }, jsonCodec), jsonCodec, customerSays)).toEqual({ kind: "unknown" });
  });

  test("a type of another day is passed over, with whatever it carries", () => {
    expect(decodeControl(bytesOf('{"type":"spotlight","node":7}'), jsonCodec, anybody)).toEqual({ kind: "unknown" });
    for (const inherited of ["toString", "constructor", "__proto__", "hasOwnProperty"]) {
      expect(decodeControl(bytesOf(`{"type":"${inherited}"}`), jsonCodec, anybody)).toEqual({ kind: "unknown" });
    }
  });

  test.each([
    "", "null", "[]", '"stop"', "{}", '{"type":1}', '{"type":["stop"]}', '{"type":"stop"', '{"type":"stop","extra":1}', '{"type":"hello"}',
    '{"type":"hello","version":"1"}', '{"type":"hello","version":-1}', '{"type":"hello","version":1.5}', '{"type":"hello","version":1e300}',
    '{"type":"hello","version":1,"more":true}', '{"type":"act","seq":-1,"event":1}', '{"type":"act","seq":1}', '{"type":"act","event":1}', '{"type":"outcome"}', '{"type":"spare","attempt":"a2"}', '{"type":"spare","attempt":2,"sdp":""}', '{"type":"spare","attempt":"a2","sdp":null}',
    '{"type":"lane"}', '{"type":"lane","sdp":1}', '{"type":"grants","grants":"view"}', '{"type":"grants","grants":["view","view"]}', '{"type":"grants","grants":["root"]}', '{"type":"grants","grants":[1]}', `${"[".repeat(60_000)}`, `${'{"a":'.repeat(10_000)}`,
  ])("%.40s is malformed", (text) => {
    expect(decodeControl(bytesOf(text), jsonCodec, anybody)).toEqual({ kind: "malformed" });
  });

  test("bytes that are not UTF-8 are malformed", () => {
    expect(decodeControl(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), jsonCodec, anybody)).toEqual({ kind: "malformed" });
  });

  test("garbled messages never throw and never become a message that is not well-formed", () => {
    const next = seeded(3);
    for (let i = 0; i < 20_000; i++) {
      const bytes = encodeControl(samples[i % samples.length] ?? { type: "stop" }, jsonCodec);
      for (let n = Math.floor(next() * 4); n >= 0; n--) bytes[Math.floor(next() * bytes.length)] = next() * 256;
      const decoded = decodeControl(bytes.subarray(0, next() < 0.2 ? Math.floor(next() * bytes.length) : bytes.length), jsonCodec, anybody);
      if (decoded.kind !== "message") continue;
      const { message } = decoded;
      expect(decodeControl(encodeControl(message, jsonCodec), jsonCodec, anybody)).toEqual({ kind: "message", message });
    }
  });
});
