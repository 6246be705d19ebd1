// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from "vitest";
import { MAX_TEXT } from "../../shared/wire.gen";
import type { Line } from "../chat";
import type { Model } from "../session-world";
import { en } from "../words/en";
import { ChatCard } from "./chat-card";

const model: Model = { stage: "live", reason: "", agent: "Maria", site: "Shop", isAgentHere: true, isOnline: true, expiresAt: 0, chat: [], unread: 0, grants: ["view"], grantable: ["view"] };
const line = (id: string, more: Partial<Line> = {}): Line => ({ id, from: "agent", name: "Maria", text: `text ${id}`, at: "2026-11-22T10:00:00.000Z", state: "kept", ...more });

describe("C4: the conversation", () => {
  let said: string[];
  let closed: number;
  let card: ChatCard;

  beforeEach(() => {
    said = [];
    closed = 0;
    card = new ChatCard(en, { onSay: (text) => said.push(text), onClose: () => closed++ });
    document.body.replaceChildren(card.element);
  });

  const show = (...chat: Line[]) => { card.show({ ...model, chat }, "Maria"); };
  const part = <E extends Element>(selector: string, type: new () => E): E => {
    const found = card.element.querySelector(selector);
    if (!(found instanceof type)) throw new Error(`no ${selector}`);
    return found;
  };
  const texts = () => [...card.element.querySelectorAll(".line p")].map((each) => each.textContent);
  const type = (text: string, key: Partial<KeyboardEventInit> & { isComposing?: boolean } = {}) => {
    const field = part("textarea", HTMLTextAreaElement);
    field.value = text;
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...key }));
    return field;
  };

  test("a new line leaves those before it untouched: a screen reader hears it alone", () => {
    show(line("1"), line("2"));
    const before = [...card.element.querySelectorAll(".line")];
    show(line("1"), line("2"), line("3"));
    const after = [...card.element.querySelectorAll(".line")];
    expect(after.slice(0, 2)).toEqual(before);
    expect(after[0]).toBe(before[0]);
    expect(texts()).toEqual(["text 1", "text 2", "text 3"]);
  });

  test("a message that was kept takes the place of the one that was being sent", () => {
    show(line("1"), line("mine", { from: "customer", at: undefined, state: "sending" }));
    expect(card.element.textContent).toContain("Sending…");
    show(line("1"), line("mine", { from: "customer" }));
    expect(texts()).toEqual(["text 1", "text mine"]);
    expect(card.element.textContent).not.toContain("Sending…");
  });

  test("a text is a text, whatever is in it", () => {
    show(line("1", { text: "<img src=x onerror=alert(1)>" }));
    expect(card.element.querySelector("img")).toBeNull();
    expect(texts()).toEqual(["<img src=x onerror=alert(1)>"]);
  });

  test("Enter sends, Shift+Enter and an unfinished composition do not, blanks are nothing to say", () => {
    expect(type("  hello ").value).toBe("");
    type("a new line", { shiftKey: true });
    type("にほん", { isComposing: true });
    type("   ");
    expect(said).toEqual(["hello"]);
  });

  test("what is too long is kept in the field, with the reason", () => {
    const long = "a".repeat(MAX_TEXT + 1);
    expect(type(long).value).toBe(long);
    expect(said).toEqual([]);
    expect(card.element.textContent).toContain(en.chat.tooLong(MAX_TEXT));
  });

  test("says when messages have to wait, and that there are none yet", () => {
    card.show({ ...model, isOnline: false }, "Maria");
    expect(card.element.textContent).toContain(en.chat.offline);
    show();
    expect(card.element.textContent).not.toContain(en.chat.offline);
  });

  test("Esc closes it", () => {
    part("textarea", HTMLTextAreaElement).dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
    expect(closed).toBe(1);
  });
});
