import type { ServerMessage } from "../../shared/wire.gen";
import { CoBrowse, type CoBrowseOptions } from "./cobrowse";
import type { Send } from "./edges";
import type { Snapshot } from "./snapshot";

export interface LineOptions extends Omit<CoBrowseOptions, "id" | "onChange"> {
  readonly onChange: (snapshot: Snapshot) => void;
}

/** Who is told what the console's socket does. */
export interface Listener {
  opened(send: Send): void;
  closed(): void;
  receive(message: ServerMessage): void;
  /** Nobody is signed in any more. */
  close(): void;
}

/**
 * The console's one socket and the sessions that it follows. The socket itself (opening, reconnecting, its close codes) belongs to
 * src/link; whoever owns it calls opened, receive and closed.
 */
export class Line implements Listener {
  readonly #options: LineOptions;
  readonly #sessions = new Map<string, CoBrowse>();
  #send: Send | null = null;

  constructor(options: LineOptions) {
    this.#options = options;
  }

  /** The session, followed from now on. */
  follow(id: string): CoBrowse {
    const there = this.#sessions.get(id);
    if (there) return there;
    const session = new CoBrowse({ ...this.#options, id });
    this.#sessions.set(id, session);
    if (this.#send) session.opened(this.#send);
    return session;
  }

  unfollow(id: string): void {
    this.#sessions.get(id)?.leave();
    this.#sessions.delete(id);
  }

  opened(send: Send): void {
    this.#send = send;
    for (const session of this.#sessions.values()) session.opened(send);
  }

  closed(): void {
    this.#send = null;
    for (const session of this.#sessions.values()) session.closed();
  }

  receive(message: ServerMessage): void {
    if ("session" in message && message.session !== undefined) this.#sessions.get(message.session)?.receive(message);
  }

  /** Lets everything go, at sign-out. */
  close(): void {
    for (const session of this.#sessions.values()) session.leave();
    this.#sessions.clear();
    this.#send = null;
  }
}
