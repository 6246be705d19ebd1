import { describe, expect, test } from "vitest";
import type { Conversation } from "../../shared/wire.gen";
import { filled, matching, shortBeing } from "./canned";
import { Desk, type News } from "./desk";
import { listsOf } from "./lists";

function conversation(change: Partial<Conversation>): Conversation {
  return {
    id: "c1", kind: "visitor", state: "waiting", name: "Vera", returning: false, here: true, pages: [], parked: false, files: false, last_seq: 1, last_text: "Hello",
    last_at: "2026-11-22T10:00:00.000Z", read: 0, unread: 0, their_delivered: 0, their_read: 0, started: "2026-11-22T10:00:00.000Z", since: "2026-11-22T10:00:00.000Z", ...change,
  };
}

describe("the inbox", () => {
  test("D3: who waits stands in the order of the queue; what is offered to me is mine to take", () => {
    const lists = listsOf([
      conversation({ id: "second", position: 2 }), conversation({ id: "first", position: 1 }),
      conversation({ id: "mine", state: "active", agent: "me" }), conversation({ id: "hers", state: "active", agent: "ada" }),
      conversation({ id: "offered", state: "offered", agent: "me" }), conversation({ id: "left", state: "left" }), conversation({ id: "direct", kind: "direct", state: "active" }),
    ], "me");
    expect(Object.fromEntries(Object.entries(lists).map(([name, list]: [string, readonly Conversation[]]) => [name, list.map(({ id }) => id)]))).toEqual({
      offered: ["offered"], mine: ["mine"], beside: [], waiting: ["first", "second"], left: ["left"], colleagues: ["direct"], others: ["hers"], ended: [],
    });
  });

  test("C3: what follows a slash finds a text, and its placeholders are filled", () => {
    expect(shortBeing("Well, /he", 9)).toBe("he");
    expect(shortBeing("https://x.example/he", 20)).toBeNull();
    const texts = [{ id: "1", short: "hello", text: "Hola {visitor}", language: "es" }, { id: "2", short: "hello", text: "Hello {visitor}, {agent} here", language: "en" }];
    expect(matching(texts, "he", "en-GB").map(({ id }) => id)).toEqual(["2", "1"]);
    expect(filled("Hello {visitor}, {agent} of {group} here", conversation({}), "Ada", "")).toBe("Hello Vera, Ada of here");
  });
});

test("C1: a colleague's conversation that was refused does not come up by itself later", () => {
  const desk = new Desk({ newId: () => "id", makeFilePeer: () => { throw new Error("no file here"); }, onNews: () => undefined });
  desk.directWanted.value = "cy";
  desk.receive({ type: "fault", ref: "ada", code: "storage", message: "" });
  expect(desk.directWanted.value).toBe("cy");
  desk.receive({ type: "fault", ref: "cy", code: "storage", message: "" });
  expect([desk.directWanted.value, desk.refused.value]).toEqual([null, "storage"]);
});

describe("C4: what is written at the desk", () => {
  const me = { id: "me", name: "Me", groups: [], state: "available", serves: true, load: 0, capacity: 3 } as const;
  const entry = { type: "entry", conversation: "c1", kind: "message", from: "agent", person: "me", name: "Me", at: "2026-11-22T10:00:00.000Z" } as const;

  function open() {
    const sent: { readonly type: string }[] = [];
    const news: News[] = [];
    let ids = 0;
    const desk = new Desk({ newId: () => `id${String(++ids)}`, makeFilePeer: () => { throw new Error("no file here"); }, onNews: (one) => { news.push(one); } });
    const send = (message: { readonly type: string }) => sent.push(message) > 0;
    desk.opened(send);
    desk.receive({ type: "desk", me: { ...me, groups: [] }, rights: [], groups: [], people: [], conversations: [conversation({ state: "active", agent: "me" })] });
    desk.follow("c1");
    const texts = () => desk.thread("c1").lines.value.map((line) => `${line.state} ${line.state === "kept" ? line.entry.text : line.draft.text}`);
    return { desk, sent, news, send, texts };
  }

  test("shows at once, becomes the log's line, and is said again after a lost socket, once", () => {
    const { desk, sent, send, texts } = open();
    desk.write("c1", "message", "Good morning");
    expect(texts()).toEqual(["sending Good morning"]);
    desk.closed();
    desk.opened(send);
    expect(sent.filter(({ type }) => type === "say")).toEqual([1, 2].map(() => ({ type: "say", conversation: "c1", id: "id1", text: "Good morning" })));
    desk.receive({ ...entry, seq: 2, id: "id1", text: "Good morning" });
    desk.receive({ ...entry, seq: 2, id: "id1", text: "Good morning" });
    expect(texts()).toEqual(["kept Good morning"]);
  });

  test("what the server refuses says so, and can be tried again", () => {
    const { desk, texts } = open();
    desk.write("c1", "note", "x");
    desk.receive({ type: "fault", code: "bad_text", message: "", ref: "id1" });
    expect(texts()).toEqual(["refused x"]);
    desk.retry("c1", "id1");
    expect(texts()).toEqual(["sending x"]);
  });

  test("a visitor who is offered, and new messages in one's own conversations, are news", () => {
    const { desk, news } = open();
    desk.receive({ type: "conversation", conversation: conversation({ state: "active", agent: "me", unread: 1 }) });
    desk.receive({ type: "conversation", conversation: conversation({ id: "c2", state: "offered", agent: "me", pick_up_ms: 30_000 }) });
    desk.receive({ type: "conversation", conversation: conversation({ id: "c3", state: "active", agent: "ada", unread: 4 }) });
    expect(news.map(({ kind, conversation: { id } }) => `${kind} ${id}`)).toEqual(["message c1", "offered c2"]);
    expect(desk.unread.value).toBe(2);
    expect(desk.pickUpLeft("c2")).toBeGreaterThan(29_000);
  });
});
