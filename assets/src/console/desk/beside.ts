import type { Beside, Colleague, Conversation } from "../../shared/wire.gen";

/** What a person is in a conversation that a colleague was asked to: whose it is, or what they do beside it. */
export type Part = "agent" | Beside["part"];

/** Null where it is not theirs and nobody asked them. */
export function partOf({ agent, state, beside }: Conversation, me: string | undefined): Part | null {
  if (me === undefined || state !== "active") return null;
  return agent === me ? "agent" : (beside?.find(({ person }) => person === me)?.part ?? null);
}

/** Whether this person and others speak with each other beside it. */
export function confers(conversation: Conversation, me: string | undefined): boolean {
  return (conversation.beside?.length ?? 0) > 0 && partOf(conversation, me) !== null;
}

/** Whom an agent can ask: who has a window open and is not beside it yet, by name. */
export function askable(people: readonly Colleague[], { beside }: Conversation, me: string | undefined): readonly Colleague[] {
  return people
    .filter(({ id, here }) => here === true && id !== me && beside?.some(({ person }) => person === id) !== true)
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Whether a colleague can come into the conversation: who is on duty and serves visitors. */
export function canJoin({ serves, state }: Pick<Colleague, "serves" | "state">): boolean {
  return serves && state !== "off";
}
