import type { Entry, Fault } from "../../shared/wire.gen";
import type { Pending } from "./memory";

/** One line as the chat shows it: of the server's log, or on its way there. */
export type Line =
  | { readonly state: "kept"; readonly id: string; readonly entry: Entry }
  | { readonly state: "sending" | "refused"; readonly id: string; readonly text: string };

export interface LogMemory {
  pending: readonly Pending[];
}

/**
 * A conversation as this page knows it (C4). The log is the server's; what is written here waits until the log has it, across lost sockets
 * and pages, under the id that makes a second sending harmless.
 */
export class ConversationLog {
  readonly #memory: LogMemory;
  #kept: readonly Entry[] = [];
  #pending: readonly Pending[];

  constructor(memory: LogMemory) {
    this.#memory = memory;
    this.#pending = memory.pending;
  }

  get lastSeq(): number {
    return this.#kept[this.#kept.length - 1]?.seq ?? 0;
  }

  get lines(): readonly Line[] {
    return [
      ...this.#kept.map((entry): Line => ({ state: "kept", id: entry.id, entry })),
      ...this.#pending.map(({ id, text, isRefused }): Line => ({ state: isRefused ? "refused" : "sending", id, text })),
    ];
  }

  get unacknowledged(): readonly Pending[] {
    return this.#pending.filter((message) => !message.isRefused);
  }

  /** How many messages of the other side are after the one that was seen last. */
  unreadAfter(seen: number): number {
    return this.#kept.filter((entry) => entry.seq > seen && entry.from === "agent" && (entry.kind === "message" || entry.kind === "file")).length;
  }

  write(id: string, text: string): void {
    this.#setPending([...this.#pending, { id, text, isRefused: false }]);
  }

  /** Takes a line of the log. One that is here already, out of a replay, changes nothing. Returns whether it was new. */
  take(entry: Entry): boolean {
    this.#setPending(this.#pending.filter((message) => message.id !== entry.id));
    if (entry.seq <= this.lastSeq) return false;
    this.#kept = [...this.#kept, entry];
    return true;
  }

  /** The server did not take one of ours. Returns its id when it should be sent again later. */
  fault({ code, ref }: Fault): string | undefined {
    const id = this.#pending.some((message) => message.id === ref) ? ref : undefined;
    if (id === undefined || code === "too_fast" || code === "storage") return id;
    this.#setPending(this.#pending.map((message) => (message.id === id ? { ...message, isRefused: true } : message)));
    return undefined;
  }

  /** Another conversation begins: what belongs to the last one is of no use to it. */
  clear(): void {
    this.#kept = [];
    this.#setPending([]);
  }

  #setPending(pending: readonly Pending[]): void {
    if (pending.length === 0 && this.#pending.length === 0) return;
    this.#pending = pending;
    this.#memory.pending = pending;
  }
}
