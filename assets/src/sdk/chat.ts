import { decodeJson, encodeJson, type Json } from "../shared/json";
import type { Fault, Said } from "../shared/wire.gen";

/** One message as the panel shows it. */
export interface Line {
  /** Made by its author. */
  readonly id: string;
  readonly from: Said["from"];
  readonly name: string;
  readonly text: string;
  /** The address of a page of the site's list that the text is the label of: the person's own click opens it (I11). */
  readonly page?: string;
  /** RFC 3339; undefined until the server has kept it. */
  readonly at: string | undefined;
  readonly state: "kept" | "sending" | "refused";
}

interface Pending {
  readonly id: string;
  readonly text: string;
  readonly isRefused: boolean;
}

/** Where the chat leaves what the next page must know. */
export interface Memory {
  read(): string | null;
  write(text: string): void;
}

/**
 * The conversation as this tab knows it (C4). The log is the server's; what is written here waits until the log has it, across lost
 * sockets and across pages, under the id that makes a second sending harmless.
 */
export class Chat {
  readonly #memory: Memory;
  readonly #newId: () => string;
  #kept: readonly Line[] = [];
  #pending: readonly Pending[] = [];
  #lastSeq = 0;
  /** The last message of the log that the person has seen. */
  #seenSeq = 0;
  #unread = 0;

  constructor(memory: Memory, newId: () => string) {
    this.#memory = memory;
    this.#newId = newId;
    const { seen, pending } = remembered(memory.read());
    this.#seenSeq = seen;
    this.#pending = pending;
  }

  /** The sequence number to say hello with. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  get unread(): number {
    return this.#unread;
  }

  get lines(): readonly Line[] {
    const waiting = this.#pending.map(({ id, text, isRefused }): Line => ({
      id, from: "customer", name: "", text, at: undefined, state: isRefused ? "refused" : "sending",
    }));
    return [...this.#kept, ...waiting];
  }

  /** What must be said (again) once the socket is open, in order. */
  get unacknowledged(): readonly { readonly id: string; readonly text: string }[] {
    return this.#pending.filter((message) => !message.isRefused);
  }

  /** Returns the id to send it under. */
  write(text: string): string {
    const id = this.#newId();
    this.#pending = [...this.#pending, { id, text, isRefused: false }];
    this.#remember();
    return id;
  }

  /** Takes a message of the log; one that is here already (a replay) changes nothing. */
  said({ seq, id, from, name, text, at, page }: Said): void {
    this.#pending = this.#pending.filter((message) => message.id !== id);
    if (seq > this.#lastSeq) {
      this.#lastSeq = seq;
      this.#kept = [...this.#kept, { id, from, name, text, at, state: "kept", ...(page === undefined ? {} : { page }) }];
      if (from === "agent" && seq > this.#seenSeq) this.#unread++;
    }
    this.#remember();
  }

  /** The server did not take one of ours. Returns its id when it should be sent again later. */
  fault({ code, ref }: Fault): string | undefined {
    const id = this.#pending.some((message) => message.id === ref) ? ref : undefined;
    if (id === undefined || code === "too_fast" || code === "storage") return id;
    this.#pending = this.#pending.map((message) => (message.id === id ? { ...message, isRefused: true } : message));
    this.#remember();
    return undefined;
  }

  /** The person sees the end of the conversation. */
  markSeen(): void {
    this.#seenSeq = this.#lastSeq;
    this.#unread = 0;
    this.#remember();
  }

  #remember(): void {
    this.#memory.write(encodeJson({ seen: this.#seenSeq, pending: this.#pending.map(({ id, text, isRefused }) => ({ id, text, isRefused })) }));
  }
}

/** Storage is the page's: whatever is in there, it must not stop the widget. */
function remembered(text: string | null): { seen: number; pending: readonly Pending[] } {
  let value: Json = null;
  try {
    value = decodeJson(text ?? "null");
  } catch {
    // As if nothing had been there.
  }
  const { seen, pending } = fieldsOf(value);
  const messages: Pending[] = [];
  for (const entry of Array.isArray(pending) ? (pending as readonly Json[]) : []) {
    const { id, text: said, isRefused } = fieldsOf(entry);
    if (typeof id === "string" && typeof said === "string") messages.push({ id, text: said, isRefused: isRefused === true });
  }
  return { seen: typeof seen === "number" ? seen : 0, pending: messages };
}

function fieldsOf(value: Json): Readonly<Record<string, Json | undefined>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, Json | undefined>>) : {};
}
