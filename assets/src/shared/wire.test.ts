import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SERVER_SHAPES, type AgentMessage, type CustomerMessage } from "./wire.gen";
import { decodeServerMessage, isServerMessage } from "./wire";

const golden = join(import.meta.dirname, "../../../signaling/wire/testdata/golden");
const samples = (side: string) =>
  readdirSync(golden)
    .filter((name) => name.startsWith(`${side}.`))
    .map((name) => ({ name, text: readFileSync(join(golden, name), "utf8") }));
const fieldsOf = (text: string) => JSON.parse(text) as Record<string, unknown>;

describe("what the server says", () => {
  it.each(samples("server"))("$name, as the server writes it, is read field by field", ({ text }) => {
    expect(decodeServerMessage(text)).toEqual(JSON.parse(text));
  });

  it("has a golden sample of every type", () => {
    const seen = new Set(samples("server").map(({ text }) => fieldsOf(text)["type"]));
    expect([...seen].sort()).toEqual(Object.keys(SERVER_SHAPES).sort());
  });

  it.each(samples("server"))("$name without a field that is due, or with one of another kind, is none", ({ text }) => {
    for (const [field, value] of Object.entries(fieldsOf(text))) {
      const wrong = typeof value === "string" ? 7 : "seven";
      expect(isServerMessage({ ...fieldsOf(text), [field]: wrong }), `${field} of another kind`).toBe(false);
      expect(isServerMessage({ ...fieldsOf(text), [field]: null }), `${field} null`).toBe(false);
      const optional = ["reason", "expires_in_ms", "running_ms", "ref", "page", "away_title"].includes(field) || (field === "session" && text.includes('"fault"'));
      const without = Object.fromEntries(Object.entries(fieldsOf(text)).filter(([name]) => name !== field));
      expect(isServerMessage(without), `no ${field}`).toBe(optional);
    }
  });

  it.each(["", "{", "null", "[]", '"state"', "7", "{}", '{"type":7}', '{"type":"toString"}', '{"type":"__proto__"}', '{"type":"hello"}'])(
    "%s is none, and nothing is thrown",
    (text) => {
      expect(decodeServerMessage(text)).toBeUndefined();
    },
  );

  it("a wrong element deep inside is found", () => {
    const ice = { session: "s", servers: [{ urls: ["stun:x"] }, { urls: [7] }], relay_only: false, lifetime_ms: 1 };
    expect(isServerMessage({ type: "ice", ...ice })).toBe(false);
    expect(isServerMessage({ type: "offer", session: "s", attempt: "a", sdp: "v=0", candidates: [], ice })).toBe(false);
    expect(isServerMessage({ type: "offer", session: "s", attempt: "a", sdp: "v=0", candidates: [null], ice: { ...ice, servers: [] } })).toBe(false);
  });

  it("fields that a newer server adds are passed over", () => {
    expect(decodeServerMessage('{"type":"pong","n":1,"later":true}')).toMatchObject({ type: "pong", n: 1 });
  });
});

describe("what browsers say", () => {
  it("typed messages are byte for byte what the server's tests decode", () => {
    const sent: Record<string, CustomerMessage | AgentMessage> = {
      "customer.hello": { type: "hello", session: "s1", token: "tok-1", chat_after: 7 } satisfies CustomerMessage,
      "customer.consent": { type: "consent", grants: ["view", "point"] } satisfies CustomerMessage,
      "customer.refuse": { type: "refuse" } satisfies CustomerMessage,
      "customer.candidate-end": { type: "candidate", attempt: "a1", candidate: "", sdp_mid: "" } satisfies CustomerMessage,
      "customer.link-up": { type: "link", attempt: "a1", up: true, path: "direct" } satisfies CustomerMessage,
      "customer.link-down": { type: "link", attempt: "a1", up: false } satisfies CustomerMessage,
      "customer.ice_request": { type: "ice_request" } satisfies CustomerMessage,
      "customer.say": { type: "say", id: "m1", text: "Grüße, 世界 👋 <b>\u2028" } satisfies CustomerMessage,
      "customer.stop": { type: "stop" } satisfies CustomerMessage,
      "customer.leaving": { type: "leaving" } satisfies CustomerMessage,
      "agent.attach": { type: "attach", session: "s1", chat_after: 0 } satisfies AgentMessage,
      "agent.ask": { type: "ask", session: "s1" } satisfies AgentMessage,
      "agent.link-up": { type: "link", session: "s1", attempt: "a1", up: true, path: "relay" } satisfies AgentMessage,
      "agent.say": { type: "say", session: "s1", id: "m2", text: "hello" } satisfies AgentMessage,
      "agent.stop": { type: "stop", session: "s1" } satisfies AgentMessage,
      "agent.ping": { type: "ping", n: 4294967295 } satisfies AgentMessage,
    };
    for (const [name, message] of Object.entries(sent)) {
      expect(message, name).toEqual(JSON.parse(readFileSync(join(golden, `${name}.json`), "utf8")));
    }
  });
});
