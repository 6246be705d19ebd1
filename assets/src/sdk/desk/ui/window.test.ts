// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { GroupOpen } from "../../../shared/wire.gen";
import type { VisitModel } from "../visit-world";
import { deskWordsFor } from "../words/words";
import type { ChatActions } from "./host";
import { ChatWindow } from "./window";

const nothing = () => undefined;
const actions: ChatActions = {
  start: nothing, leaveMessage: nothing, say: nothing, types: nothing, sendFiles: nothing, end: nothing, rate: nothing, mailTranscript: nothing, again: nothing, declineInvitation: nothing,
  look: nothing, setLanguage: nothing, opened: nothing, shareWithCode: nothing,
};
/** Before the server has said anything. */
const silent: VisitModel = {
  isOnline: false, groups: [], chat: undefined, lines: [], unread: 0, typing: undefined, theirs: { delivered: 0, read: 0 }, invitation: undefined, isStarting: false, refusal: undefined, isMailRefused: false,
};
const support: GroupOpen = { id: "g1", name: "Support", greeting: "Hello!", open: true, messages: true };
const sales: GroupOpen = { ...support, id: "g2", name: "Sales" };

describe("C1: the chat's window", () => {
  let root: ShadowRoot;
  let chat: ChatWindow;
  const focused = () => root.activeElement?.className ?? "";

  beforeEach(() => {
    root = document.body.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
    chat = new ChatWindow(deskWordsFor("en"), { name: "", email: "" }, true, document.createElement("section"), actions);
    root.append(chat.element);
    chat.show(silent);
  });
  afterEach(() => {
    if (root.activeElement instanceof HTMLElement) root.activeElement.blur();
    root.host.remove();
  });

  test("opened before the server has answered, it has the focus, and goes on to the form", () => {
    chat.open();
    chat.focus();
    expect(root.activeElement?.id).toBe("desk-title");
    chat.show({ ...silent, isOnline: true });
    expect(root.activeElement?.id).toBe("desk-title");
    chat.show({ ...silent, isOnline: true, groups: [support] });
    expect(root.activeElement?.localName).toBe("textarea");
  });

  test("… or to the choice of groups, or to the conversation that there is", () => {
    chat.open();
    chat.focus();
    chat.show({ ...silent, groups: [support, sales] });
    expect(focused()).toBe("desk-group");
    chat.show({ ...silent, groups: [support, sales], chat: { type: "chat", conversation: "c1", state: "active", group: "g1", group_name: "Support", agent_name: "Ada", files: false } });
    expect(root.activeElement?.getAttribute("aria-label") ?? root.activeElement?.getAttribute("placeholder")).toBe(deskWordsFor("en").talk.write);
  });

  test("a person who has gone elsewhere meanwhile stays there", () => {
    chat.open();
    chat.focus();
    root.querySelector("select")?.focus();
    chat.show({ ...silent, groups: [support] });
    expect(focused()).toBe("desk-language");
  });

  test("a window that the page before had open takes no focus", () => {
    chat.open();
    chat.show({ ...silent, groups: [support] });
    expect(root.activeElement).toBeNull();
  });

  test("D8: an invitation is answered in the form, also where the last conversation was still shown", () => {
    const ended: VisitModel = { ...silent, groups: [support, sales], chat: { type: "chat", conversation: "c1", state: "ended", group: "g1", group_name: "Support", files: false } };
    chat.show(ended);
    chat.answer("g2", "i1");
    expect(root.activeElement?.localName).toBe("textarea");
    expect(root.querySelector("h2")?.textContent).toBe("Sales");
    chat.show({ ...ended, chat: undefined });
    expect(root.querySelector("h2")?.textContent).toBe("Sales");
  });

  test("C10: another language's window goes on with the group and with what was typed", () => {
    chat.show({ ...silent, groups: [support, sales] });
    chat.open();
    root.querySelectorAll<HTMLButtonElement>(".desk-group")[1]?.click();
    const fields = (of: ChatWindow) => [...of.element.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(".desk-form .desk-field")];
    for (const [at, field] of fields(chat).entries()) field.value = `typed ${String(at)}`;
    const spanish = new ChatWindow(deskWordsFor("es"), { name: "", email: "" }, true, document.createElement("section"), actions);
    spanish.succeed(chat);
    spanish.show({ ...silent, groups: [support, { ...sales, name: "Ventas" }] });
    spanish.open();
    expect(spanish.element.querySelector("h2")?.textContent).toBe("Ventas");
    expect(spanish.element.querySelector<HTMLElement>(".desk-form")?.hidden).toBe(false);
    expect(fields(spanish).map(({ value }) => value)).toEqual(["typed 0", "typed 1", "typed 2"]);
  });
});
