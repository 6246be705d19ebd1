import type { Conversation } from "../../shared/wire.gen";
import { partOf } from "./beside";

/** The inbox's parts, in the order in which a person works through them. */
export interface Lists {
  /** Offered to this person. */
  readonly offered: readonly Conversation[];
  readonly mine: readonly Conversation[];
  /** Of others, who asked this person. */
  readonly beside: readonly Conversation[];
  readonly waiting: readonly Conversation[];
  readonly left: readonly Conversation[];
  readonly colleagues: readonly Conversation[];
  readonly others: readonly Conversation[];
  readonly ended: readonly Conversation[];
}

/** Which list a conversation belongs to follows from its fields (docs/protocol.md, "The inbox"). */
export function listsOf(conversations: Iterable<Conversation>, me: string): Lists {
  const lists: { [K in keyof Lists]: Conversation[] } = { offered: [], mine: [], beside: [], waiting: [], left: [], colleagues: [], others: [], ended: [] };
  for (const each of conversations) lists[listOf(each, me)].push(each);
  lists.waiting.sort((a, b) => (a.position ?? Infinity) - (b.position ?? Infinity) || a.since.localeCompare(b.since));
  for (const name of ["mine", "beside", "left", "colleagues", "others", "ended"] as const) lists[name].sort(newestFirst);
  lists.mine.sort((a, b) => Number(a.parked) - Number(b.parked));
  return lists;
}

function listOf(conversation: Conversation, me: string): keyof Lists {
  const { kind, state, agent } = conversation;
  if (kind === "direct") return "colleagues";
  switch (state) {
    case "waiting":
      return "waiting";
    case "offered":
      return agent === me ? "offered" : "waiting";
    case "left":
      return "left";
    case "ended":
      return "ended";
    case "active":
      return agent === me ? "mine" : partOf(conversation, me) === null ? "others" : "beside";
  }
}

function newestFirst(a: Conversation, b: Conversation): number {
  return b.last_at.localeCompare(a.last_at);
}
