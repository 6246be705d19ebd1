import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { TO_DESK_SHAPES, TO_VISITOR_SHAPES, type DeskMessage, type VisitorMessage } from "./wire.gen";
import { decodeToDesk, decodeToVisitor } from "./wire-desk";

const golden = join(import.meta.dirname, "../../../signaling/wire/testdata/golden");
const samples = (side: string) =>
  readdirSync(golden)
    .filter((name) => name.startsWith(`${side}.`))
    .map((name) => ({ name, text: readFileSync(join(golden, name), "utf8") }));

describe.each([
  { side: "to-visitor", decode: decodeToVisitor, shapes: TO_VISITOR_SHAPES },
  { side: "to-desk", decode: decodeToDesk, shapes: TO_DESK_SHAPES },
])("what the server says $side", ({ side, decode, shapes }) => {
  it.each(samples(side))("$name, as the server writes it, is read field by field", ({ text }) => {
    expect(decode(text)).toEqual(JSON.parse(text));
  });

  it("has a golden sample of every type", () => {
    const seen = new Set(samples(side).map(({ text }) => (JSON.parse(text) as { type: string }).type));
    expect([...seen].sort()).toEqual(Object.keys(shapes).sort());
  });

  it.each(["", "{", "null", "[]", '{"type":7}', '{"type":"toString"}', '{"type":"state"}', '{"type":"entry"}'])("%s is none, and nothing is thrown", (text) => {
    expect(decode(text)).toBeUndefined();
  });
});

it("typed messages of browsers are byte for byte what the server's tests decode", () => {
  const sent: Record<string, VisitorMessage | DeskMessage> = {
    "visitor.start-bare": { type: "start", id: "r1", group: "g1", name: "", language: "en" } satisfies VisitorMessage,
    "visitor.seen": { type: "seen", delivered: 4, read: 3 } satisfies VisitorMessage,
    "visitor.end": { type: "end" } satisfies VisitorMessage,
    "desk.duty": { type: "duty", state: "available", capacity: 3 } satisfies DeskMessage,
    "desk.transfer-group": { type: "transfer", conversation: "c1", group: "g2" } satisfies DeskMessage,
    "desk.say": { type: "say", conversation: "c1", id: "m2", text: "Good morning" } satisfies DeskMessage,
  };
  for (const [name, message] of Object.entries(sent)) {
    expect(message, name).toEqual(JSON.parse(readFileSync(join(golden, `${name}.json`), "utf8")));
  }
});
