import { Chat, type Entry } from "./chat";
import type { Received, Send } from "./edges";

export interface TalkOptions {
  readonly session: string;
  /** Makes ids of messages: at most 64 characters of [A-Za-z0-9_-]. */
  readonly newId: () => string;
  /** Sends if the socket is open. */
  readonly tell: (message: Parameters<Send>[0]) => void;
  readonly onChange: (chat: readonly Entry[], unread: number) => void;
}

/** What the agent and the customer write to each other in one co-browse. Nothing is lost without a socket: it waits for one. */
export class Talk {
  /** The agent's name, as the server has it. */
  author = "";
  readonly #chat = new Chat();

  constructor(private readonly options: TalkOptions) {}

  /** The sequence number to attach with. */
  get lastSeq(): number {
    return this.#chat.lastSeq;
  }

  /** Writes to the customer. */
  say(text: string): void {
    this.#write(text);
  }

  /** Sends a page for the customer to open; the server takes those of the site's list only. */
  sendPage({ url, label }: { readonly url: string; readonly label: string }): void {
    this.#write(label, url);
  }

  /** Sends a refused message again. */
  retry(id: string): void {
    const entry = this.#chat.retry(id);
    if (entry) this.#send(entry);
    this.#changed();
  }

  /** Throws a refused message away. */
  discard(id: string): void {
    this.#chat.discard(id);
    this.#changed();
  }

  markRead(): void {
    if (this.#chat.unread === 0) return;
    this.#chat.markRead();
    this.#changed();
  }

  /** The socket is open again: everything that the server has not acknowledged once more, which is harmless where it has. */
  resend(): void {
    for (const entry of this.#chat.unacknowledged) this.#send(entry);
  }

  /** Takes a message of the log. */
  said(message: Received<"said">): void {
    this.#chat.said(message);
    this.#changed();
  }

  /** The server refused something. Reports whether it was a message of ours. */
  refused(id: string): boolean {
    const isOurs = this.#chat.refused(id);
    if (isOurs) this.#changed();
    return isOurs;
  }

  #write(text: string, page?: string): void {
    this.#send(this.#chat.write(this.options.newId(), this.author, text, page));
    this.#changed();
  }

  #send({ id, text, page }: Entry): void {
    this.options.tell({ type: "say", session: this.options.session, id, text, ...(page === undefined ? {} : { page }) });
  }

  #changed(): void {
    this.options.onChange(this.#chat.entries, this.#chat.unread);
  }
}
