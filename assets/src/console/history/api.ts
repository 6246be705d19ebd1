import type { components, paths } from "../../shared/api.gen";
import type { ChatState, Entry } from "../../shared/wire.gen";
import type { Caller } from "../caller";

export type Found = components["schemas"]["Conversation"];
/** One that is not over, which may still be in somebody's inbox. */
export type Running = Found & { readonly state: Exclude<ChatState, "ended"> };
export type Query = NonNullable<paths["/api/v1/conversations"]["get"]["parameters"]["query"]>;

export function isRunning(found: Found): found is Running {
  return found.ended_at === undefined;
}

/** As many entries as one answer has (web/openapi.yaml, listEntries). */
const pageOf = 500;

/** The calls behind the history. Every method throws a Refusal when it is refused. */
export class HistoryApi {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** At most 50 that have ended, newest first, and before the first of them those that run; the cursor leads to the next ones. */
  search(query: Query): Promise<components["schemas"]["ConversationList"]> {
    return this.#caller.want(this.#caller.client.GET("/api/v1/conversations", { params: { query } }));
  }

  /** All that was written, oldest first. */
  async entries(id: string): Promise<readonly Entry[]> {
    const all: Entry[] = [];
    for (;;) {
      const after = all.at(-1)?.seq ?? 0;
      const { entries } = await this.#caller.want(this.#caller.client.GET("/api/v1/conversations/{id}/entries", { params: { path: { id }, query: { after } } }));
      all.push(...(entries as unknown as readonly Entry[])); // as on the desk's socket: the same structs of the server's write them
      if (entries.length < pageOf) return all;
    }
  }
}
