import { describe, expect, test } from "vitest";
import { decodeJson, encodeJson, JsonError, type Json } from "./json";
import { seeded } from "./seeded";

function anyValue(next: () => number, depth = 0): Json {
  const kind = Math.floor(next() * (depth > 4 ? 5 : 7));
  const text = () => Array.from({ length: Math.floor(next() * 12) }, () => String.fromCharCode(Math.floor(next() * (next() < 0.5 ? 128 : 65536)))).join("");
  if (kind === 0) return null;
  if (kind === 1) return next() < 0.5;
  if (kind === 2) return Math.floor(next() * 1e9) - 5e8;
  if (kind === 3) return (next() - 0.5) * 10 ** Math.floor(next() * 40 - 20);
  if (kind === 4) return text();
  if (kind === 5) return Array.from({ length: Math.floor(next() * 5) }, () => anyValue(next, depth + 1));
  return Object.fromEntries(Array.from({ length: Math.floor(next() * 5) }, () => [text(), anyValue(next, depth + 1)]));
}

describe("JSON without the page's JSON", () => {
  test("writes what the browser reads and reads what the browser writes", () => {
    const next = seeded(7);
    for (let i = 0; i < 2000; i++) {
      const value = anyValue(next);
      const native = JSON.stringify(value);
      expect(JSON.parse(encodeJson(value))).toEqual(JSON.parse(native));
      expect(JSON.stringify(decodeJson(native))).toBe(native);
    }
  });

  test("cut and garbled texts are refused exactly when the browser refuses them", () => {
    const next = seeded(11);
    for (let i = 0; i < 2000; i++) {
      const whole = JSON.stringify(anyValue(next));
      const at = Math.floor(next() * whole.length);
      const text = next() < 0.5 ? whole.slice(0, at) : whole.slice(0, at) + ('"{}[],:\\0e+-x '.charAt(Math.floor(next() * 14))) + whole.slice(at + 1);
      const accepted = (read: (text: string) => unknown) => {
        try {
          return { value: JSON.stringify(read(text)) };
        } catch {
          return "refused";
        }
      };
      expect(accepted(decodeJson), text).toEqual(accepted(JSON.parse));
    }
  });

  test("a toJSON on Array.prototype changes nothing", () => {
    Object.defineProperty(Array.prototype, "toJSON", { value: () => "broken", configurable: true });
    try {
      expect(encodeJson({ grants: ["view"], absent: undefined })).toBe('{"grants":["view"]}');
    } finally {
      Reflect.deleteProperty(Array.prototype, "toJSON");
    }
  });

  test("deep nesting is refused before it uses up the stack", () => {
    expect(() => decodeJson("[".repeat(100_000))).toThrow(JsonError);
  });

  test("a field called __proto__ is only a field", () => {
    const value = decodeJson('{"__proto__":{"admin":true}}') as Record<string, Json>;
    expect(value["admin"]).toBeUndefined();
    expect(Object.keys(value)).toEqual(["__proto__"]);
  });
});
