import type { Fault, VisitorMessage } from "../../shared/wire.gen";
import type { ConversationLog } from "./log";

/** A message that the server could not take just now is said again after this. */
const sayAgainMs = 3000;

/** Says what was written, and says it again until the log has it. */
export class Saying {
  readonly #log: ConversationLog;
  readonly #send: (message: VisitorMessage) => boolean;

  constructor(log: ConversationLog, send: (message: VisitorMessage) => boolean) {
    this.#log = log;
    this.#send = send;
  }

  say(id: string, text: string): void {
    this.#log.write(id, text);
    this.#send({ type: "say", id, text });
  }

  /** The socket is back. */
  sayAll(): void {
    for (const { id, text } of this.#log.unacknowledged) this.#send({ type: "say", id, text });
  }

  /** The server did not take something. */
  fault(fault: Fault): void {
    const again = this.#log.fault(fault);
    if (again !== undefined) setTimeout(() => { this.#sayAgain(again); }, sayAgainMs);
  }

  #sayAgain(wanted: string): void {
    for (const { id, text } of this.#log.unacknowledged) if (id === wanted) this.#send({ type: "say", id, text });
  }
}
