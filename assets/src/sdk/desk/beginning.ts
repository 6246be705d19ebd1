import type { Fault, LeaveMessage, StartChat } from "../../shared/wire.gen";

/** A conversation that was asked for and is not there yet: asked for again when the socket comes back, or refused. */
export class Beginning {
  #asked: StartChat | LeaveMessage | undefined;
  #refusal: Fault["code"] | undefined;

  /** What the server has not answered. */
  get asked(): StartChat | LeaveMessage | undefined {
    return this.#asked;
  }

  /** Why the last one was not taken. */
  get refusal(): Fault["code"] | undefined {
    return this.#refusal;
  }

  ask(message: StartChat | LeaveMessage): void {
    this.#asked = message;
    this.#refusal = undefined;
  }

  /** A conversation is there. */
  answered(): void {
    this.#asked = this.#refusal = undefined;
  }

  /** Takes a refusal that is about it, or about nothing in particular. */
  fault({ ref, code }: Fault): void {
    if (!this.#asked || (ref !== undefined && ref !== this.#asked.id)) return;
    this.#asked = undefined;
    this.#refusal = code;
  }
}
