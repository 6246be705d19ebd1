// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { SocketEvents } from "../../link/socket";
import { CLOSE_UNAUTHORIZED, type CobrowseAbility, type ToVisitorMessage, type VisitorMessage } from "../../shared/wire.gen";
import { ChatMemory } from "./memory";
import { Visit } from "./visit";

const entry = { type: "entry", conversation: "c1", kind: "message", from: "agent", name: "Ada", at: "2026-11-22T10:00:00.000Z" } as const;
const chat = { type: "chat", conversation: "c1", state: "active", group: "g", group_name: "Support", agent_name: "Ada", files: false } as const;

/** A page of the visit, whose server is the test. */
function page(language = () => "en") {
  const sent: VisitorMessage[] = [];
  const server: { events?: SocketEvents<ToVisitorMessage>; isUp: boolean } = { isUp: true };
  const onCobrowse = vi.fn();
  const ability: { now: CobrowseAbility } = { now: "ready" };
  let ids = 0;
  const visit = new Visit({
    siteKey: "key", language, here: () => ({ page: "https://shop.example/", title: "Shop" }), cobrowse: () => ability.now, onRoundTrip: () => undefined, memory: new ChatMemory("key"), newId: () => `id${String(++ids)}${Math.random().toString(36).slice(2)}`,
    connect: (events) => {
      server.events = events;
      return { send: (message) => (server.isUp ? sent.push(message) > 0 : false), close: () => undefined };
    },
    onChange: () => undefined, onCobrowse, onMessage: () => undefined, files: { heard: () => undefined, fault: () => undefined, opened: () => undefined },
  });
  const open = () => { server.events?.onOpen(); };
  const say = (message: ToVisitorMessage) => { server.events?.onMessage(message); };
  const of = (type: VisitorMessage["type"]) => sent.filter((message) => message.type === type);
  return { visit, sent, server, open, say, of, onCobrowse, ability };
}

describe("a visitor's conversation", () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
  });

  test("C4: what was written before the line broke is said again under its id, and is there once", () => {
    const { visit, server, open, say, of } = page();
    open();
    say(chat);
    server.isUp = false;
    visit.say("Hello");
    server.isUp = true;
    open();
    const [said] = of("say");
    expect(said).toMatchObject({ text: "Hello" });
    if (said?.type !== "say") return;
    say({ ...entry, from: "customer", seq: 1, id: said.id, text: "Hello" });
    say({ ...entry, from: "customer", seq: 1, id: said.id, text: "Hello" });
    expect(visit.model.lines.map(({ state }) => state)).toEqual(["kept"]);
  });

  test("C10: another language is told at once, and the conversation goes on", () => {
    const language = { now: "en" };
    const { visit, open, say, of } = page(() => language.now);
    open();
    say(chat);
    say({ ...entry, seq: 1, id: "a", text: "Good morning" });
    language.now = "es";
    visit.speak();
    open();
    expect(of("visit").map((each) => each.type === "visit" && [each.language, each.chat_after])).toEqual([["en", 0], ["es", 1]]);
    expect(visit.model.lines).toHaveLength(1);
  });

  test("C4: the next page says who the visitor is, and nothing is counted as unread twice", () => {
    const first = page();
    first.open();
    first.say({ ...chat, visitor: "v1", token: "t1" });
    first.say({ ...entry, seq: 1, id: "a", text: "Good morning" });
    expect(first.visit.model.unread).toBe(1);
    first.visit.look(true);
    expect(first.of("seen").at(-1)).toEqual({ type: "seen", delivered: 1, read: 1 });
    const next = page();
    next.open();
    expect(next.of("visit")[0]).toMatchObject({ visitor: "v1", token: "t1", chat_after: 0 });
    next.say(chat);
    next.say({ ...entry, seq: 1, id: "a", text: "Good morning" });
    expect(next.visit.model.unread).toBe(0);
  });

  test("C2: what was read in another tab is not counted as unread in this one", () => {
    const { visit, open, say } = page();
    open();
    say(chat);
    say({ ...entry, seq: 1, id: "a", text: "Good morning" });
    say({ ...entry, seq: 2, id: "b", text: "Are you there?" });
    expect(visit.model.unread).toBe(2);
    say({ type: "read", read: 1 });
    expect(visit.model.unread).toBe(1);
    say({ type: "read", read: 2 });
    say({ type: "read", read: 1 });
    expect(visit.model.unread).toBe(0);
  });

  test("C5: a transcript that cannot be sent by mail is said to be none", () => {
    const { visit, open, say } = page();
    open();
    say({ ...chat, state: "ended" });
    visit.mailTranscript("vera@example.org");
    expect(visit.model.isMailRefused).toBe(false);
    say({ type: "fault", code: "wrong_state", message: "", ref: "mail" });
    expect(visit.model.isMailRefused).toBe(true);
  });

  test("C8: a start that nobody can take says so, and the form stays", () => {
    const { visit, open, say, of } = page();
    open();
    visit.start({ group: "g", name: "Vera", email: "", text: "Hello" });
    const [started] = of("start");
    expect(visit.model.isStarting).toBe(true);
    say({ type: "fault", code: "nobody", message: "", ...(started?.type === "start" ? { ref: started.id } : {}) });
    expect(visit.model).toMatchObject({ isStarting: false, refusal: "nobody", chat: undefined });
  });

  test("a token that is not taken any more is forgotten, and the page goes on as a new visitor", () => {
    const { server, open, say, of } = page();
    open();
    say({ ...chat, visitor: "v1", token: "t1" });
    server.events?.onEnd(CLOSE_UNAUTHORIZED);
    open();
    expect(of("visit").at(-1)).not.toHaveProperty("token");
  });

  test("P5: the agent's wish to co-browse brings its session", () => {
    const { open, say, onCobrowse } = page();
    open();
    say(chat);
    say({ type: "cobrowse", session: "s1", token: "t1", agent_name: "Ada" });
    expect(onCobrowse).toHaveBeenCalledExactlyOnceWith("s1", "t1");
  });

  test("P10: says so when its line turns out to be too slow to co-browse, and when it is better again", () => {
    const { open, of, server, ability } = page();
    server.events?.onRoundTrip?.(100);
    open();
    server.events?.onRoundTrip?.(100);
    expect(of("page")).toEqual([]);
    ability.now = "slow";
    server.events?.onRoundTrip?.(4000);
    server.events?.onRoundTrip?.(4000);
    ability.now = "ready";
    server.events?.onRoundTrip?.(100);
    expect(of("page").map((message) => message.type === "page" && message.cobrowse)).toEqual(["slow", "ready"]);
  });
});
