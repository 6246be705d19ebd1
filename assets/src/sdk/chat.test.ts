import { describe, expect, test } from "vitest";
import type { Said } from "../shared/wire.gen";
import { Chat, type Memory } from "./chat";

function memory(text: string | null = null): Memory {
  return { read: () => text, write: (next) => { text = next; } };
}

const ids = () => {
  let n = 0;
  return () => `id${n++}`;
};

const said = (seq: number, from: Said["from"], text: string, id = `log${seq}`): Said =>
  ({ type: "said", session: "s", seq, id, from, name: "Maria", text, at: "2026-11-22T10:00:00.000Z" });

const texts = (chat: Chat) => chat.lines.map((line) => `${line.text} ${line.state}`);

describe("C4: the chat", () => {
  test("what is written waits until the log has it, and is said again under the same id", () => {
    const chat = new Chat(memory(), ids());
    const id = chat.write("Hello");
    expect(texts(chat)).toEqual(["Hello sending"]);
    expect(chat.unacknowledged).toMatchObject([{ id, text: "Hello" }]);
    chat.said(said(1, "customer", "Hello", id));
    expect(texts(chat)).toEqual(["Hello kept"]);
    expect(chat.unacknowledged).toEqual([]);
  });

  test("a replay shows nothing twice", () => {
    const chat = new Chat(memory(), ids());
    for (const seq of [1, 2, 1, 2, 3]) chat.said(said(seq, "agent", `m${seq}`));
    expect(texts(chat)).toEqual(["m1 kept", "m2 kept", "m3 kept"]);
    expect(chat.lastSeq).toBe(3);
  });

  test("the next page sends what this one could not, and knows what was seen", () => {
    const kept = memory();
    const first = new Chat(kept, ids());
    first.said(said(1, "agent", "Good morning"));
    first.markSeen();
    first.write("Hello");
    const next = new Chat(kept, ids());
    next.said(said(1, "agent", "Good morning"));
    expect(next.unread).toBe(0);
    next.said(said(2, "agent", "Still there?"));
    expect(next.unread).toBe(1);
    expect(next.unacknowledged).toMatchObject([{ text: "Hello" }]);
  });

  test("a message that the server cannot take just now is tried again, one that it will not take is marked", () => {
    const chat = new Chat(memory(), ids());
    const id = chat.write("x");
    expect(chat.fault({ type: "fault", code: "too_fast", message: "", ref: id })).toBe(id);
    expect(chat.fault({ type: "fault", code: "bad_text", message: "", ref: id })).toBeUndefined();
    expect(texts(chat)).toEqual(["x refused"]);
    expect(chat.fault({ type: "fault", code: "storage", message: "", ref: "other" })).toBeUndefined();
  });

  test.each(["", "{", "7", '{"pending":7}', '{"pending":[7,{"id":1},{"id":"a","text":"b"}],"seen":"x"}'])("remembers nothing wrong from %j", (text) => {
    const chat = new Chat(memory(text), ids());
    expect(chat.lines.every((line) => line.text === "b")).toBe(true);
    chat.said(said(1, "agent", "Hi"));
    expect(chat.unread).toBe(1);
  });
});
