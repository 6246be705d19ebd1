import type { StateChanged } from "../shared/wire.gen";
import type { Api, Arrived, Outcome } from "./api";
import { readTicket, type Ticket } from "./ticket";

/** The announcement of a ticket may still be on its way when the page is here: it is asked for again, after so many milliseconds each. */
const pauses = [250, 500, 1000, 2000];

/** A tab that has come from another origin of the site with a session. */
export interface Arrival extends Arrived {
  readonly ticket: Ticket;
  /**
   * Whether it is the same customer beyond doubt, by what this browser says and what the server has seen: the link stood on a page of the site,
   * and the page was left from this address. A link that somebody was sent fits neither.
   */
  readonly isSame: boolean;
}

export async function arrive(api: Pick<Api, "arrive">, fragment: string, referrer: string): Promise<Arrival | undefined> {
  const ticket = readTicket(fragment);
  if (!ticket) return undefined;
  const outcome = await used(api, ticket);
  if (outcome.kind !== "ok") return undefined;
  const { value } = outcome;
  return { ...value, ticket, isSame: value.sameAddress && value.origins.indexOf(originOf(referrer)) >= 0 };
}

async function used(api: Pick<Api, "arrive">, { session, ticket }: Ticket): Promise<Outcome<Arrived>> {
  for (const pause of pauses) {
    const outcome = await api.arrive(session, ticket);
    if (outcome.kind !== "problem" || outcome.code !== "ticket_wrong") return outcome;
    await new Promise((done) => { setTimeout(done, pause); });
  }
  return api.arrive(session, ticket);
}

/** What the server says of the session that was brought along. */
export function stateOf({ messages }: Arrived): StateChanged | undefined {
  return messages.find((message) => message.type === "state");
}

function originOf(address: string): string {
  try {
    return new URL(address).origin;
  } catch {
    return "";
  }
}
