import type { CustomerMessage, ServerMessage } from "../shared/wire.gen";
import type { SessionWorld, Wire } from "./session-world";

export interface SessionSocketEvents {
  readonly onOpen: () => void;
  readonly onMessage: (message: ServerMessage) => void;
  /** Lost, and being opened again. */
  readonly onLost: () => void;
  /** Closed for good by the server, with this code. */
  readonly onEnd: (code: number) => void;
}

/** A session's way to the server: one socket at a time, or none. */
export class SessionSocket {
  #wire: Wire | undefined;
  #isOnline = false;

  constructor(
    private readonly connect: SessionWorld["connect"],
    private readonly events: SessionSocketEvents,
  ) {}

  /** Whether the server can be reached just now. */
  get isOnline(): boolean {
    return this.#isOnline;
  }

  get isOpen(): boolean {
    return this.#wire?.isOpen ?? false;
  }

  /** Whether there is one, open or being opened. */
  get isThere(): boolean {
    return this.#wire !== undefined;
  }

  /** Opens a new one in the place of what there is. */
  open(): void {
    this.close();
    const { events } = this;
    this.#wire = this.connect({
      onOpen: () => {
        this.#isOnline = true;
        events.onOpen();
      },
      onMessage: events.onMessage,
      onRetry: () => {
        this.#isOnline = false;
        events.onLost();
      },
      onEnd: (code) => {
        this.close();
        events.onEnd(code);
      },
    });
  }

  /** False when it is not open. */
  send(message: CustomerMessage): boolean {
    return this.#wire?.send(message) ?? false;
  }

  /** There is a doubt whether it is alive. */
  check(): void {
    this.#wire?.check();
  }

  close(): void {
    this.#wire?.close();
    this.#wire = undefined;
    this.#isOnline = false;
  }
}
