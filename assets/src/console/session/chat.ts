import type { Received } from "./edges";

type Said = Received<"said">;

/** One message in the conversation: as it stands in the log, or on its way there. */
export interface Entry {
  /** Made by the author; the same before and after the log has it. */
  readonly id: string;
  readonly from: Said["from"];
  readonly name: string;
  readonly text: string;
  /** The address of a page that the text is the label of (I11). */
  readonly page?: string;
  /** RFC 3339, or null until the server has set it. */
  readonly at: string | null;
  /** kept: on the server's disk. sending: not acknowledged yet. failed: the server said no; the person may try again. */
  readonly delivery: "kept" | "sending" | "failed";
}

/**
 * The conversation of one session as this window knows it (C4). Kept messages are in the log's order, those on their way follow in the
 * order in which they were written. Lists are replaced, never changed, so that a view may compare them by identity.
 */
export class Chat {
  #kept: readonly Entry[] = [];
  #waiting: readonly Entry[] = [];
  #lastSeq = 0;
  #unread = 0;

  /** The sequence number to attach with. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Messages of others since markRead. */
  get unread(): number {
    return this.#unread;
  }

  get entries(): readonly Entry[] {
    return this.#waiting.length === 0 ? this.#kept : [...this.#kept, ...this.#waiting];
  }

  /** Everything that must be sent (again) once the socket is open; sending a message twice is harmless. */
  get unacknowledged(): readonly Entry[] {
    return this.#waiting.filter((entry) => entry.delivery === "sending");
  }

  write(id: string, name: string, text: string, page?: string): Entry {
    const entry: Entry = { id, from: "agent", name, text, at: null, delivery: "sending", ...(page === undefined ? {} : { page }) };
    this.#waiting = [...this.#waiting, entry];
    return entry;
  }

  /** Takes a message of the log. One that is here already (a replay) changes nothing. */
  said(message: Said): void {
    this.#waiting = this.#waiting.filter((entry) => entry.id !== message.id);
    if (message.seq <= this.#lastSeq) return;
    this.#lastSeq = message.seq;
    const { id, from, name, text, at, page } = message;
    this.#kept = [...this.#kept, { id, from, name, text, at, delivery: "kept", ...(page === undefined ? {} : { page }) }];
    if (from === "customer") this.#unread++;
  }

  /** The server refused the message. Reports whether it was one of ours. */
  refused(id: string): boolean {
    return this.#setDelivery(id, "failed");
  }

  /** The person tries a refused message again. */
  retry(id: string): Entry | undefined {
    this.#setDelivery(id, "sending");
    return this.#waiting.find((entry) => entry.id === id);
  }

  /** The person gives a refused message up. */
  discard(id: string): void {
    this.#waiting = this.#waiting.filter((entry) => entry.id !== id || entry.delivery !== "failed");
  }

  markRead(): void {
    this.#unread = 0;
  }

  #setDelivery(id: string, delivery: Entry["delivery"]): boolean {
    const there = this.#waiting.some((entry) => entry.id === id);
    if (there) this.#waiting = this.#waiting.map((entry) => (entry.id === id ? { ...entry, delivery } : entry));
    return there;
  }
}
