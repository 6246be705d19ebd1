import { describe, expect, test } from "vitest";
import type { Colleague, Conversation } from "../../shared/wire.gen";
import { askable, canJoin, confers, partOf } from "./beside";
import { listsOf } from "./lists";

const at = "2026-11-22T10:00:00.000Z";
const talk: Conversation = {
  id: "c1", kind: "visitor", state: "active", agent: "ada", name: "Vera", returning: false, here: true, pages: [], parked: false, files: false, last_seq: 1, last_text: "Hello",
  last_at: at, read: 0, unread: 0, their_delivered: 0, their_read: 0, started: at, since: at, beside: [{ person: "bob", name: "Bob", part: "invited" }],
};

function colleague(id: string, change: Partial<Colleague> = {}): Colleague {
  return { id, name: id, groups: [], state: "busy", serves: true, load: 0, capacity: 1, here: true, ...change };
}

describe("D4: colleagues beside a conversation", () => {
  test("one is its agent, or does something beside it, or nothing", () => {
    expect(["ada", "bob", "eve", undefined].map((me) => partOf(talk, me))).toEqual(["agent", "invited", null, null]);
    expect(["ada", "bob", "eve"].map((me) => confers(talk, me))).toEqual([true, true, false]);
    expect(confers({ ...talk, beside: [] }, "ada")).toBe(false);
    expect(partOf({ ...talk, state: "ended" }, "ada")).toBeNull();
  });

  test("who is there and not beside it yet can be asked; into the conversation come those who serve visitors and are on duty", () => {
    const people = [colleague("zoe"), colleague("bob"), colleague("ada"), colleague("cy", { state: "off" }), colleague("dan", { here: false }), colleague("eve", { serves: false })];
    expect(askable(people, talk, "ada").map(({ id }) => id)).toEqual(["cy", "eve", "zoe"]);
    expect(askable(people, talk, "ada").filter(canJoin).map(({ id }) => id)).toEqual(["zoe"]);
  });

  test("what one was asked to has a list of its own", () => {
    expect(listsOf([talk], "bob").beside).toEqual([talk]);
    expect(listsOf([talk], "ada").mine).toEqual([talk]);
    expect(listsOf([talk], "eve").others).toEqual([talk]);
  });
});
