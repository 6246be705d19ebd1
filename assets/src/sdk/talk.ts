import type { CustomerMessage, Fault } from "../shared/wire.gen";
import type { Chat } from "./chat";

/** A chat message that the server could not take just now is said again after this. */
const sayAgainMs = 3000;

/** What the person says in a session's chat, on its way to the server: again after a lost socket, and after a refusal that passes. */
export class Talk {
  constructor(
    private readonly chat: Chat,
    private readonly send: (message: CustomerMessage) => void,
  ) {}

  say(text: string): void {
    this.send({ type: "say", id: this.chat.write(text), text });
  }

  /** The socket is open again. */
  again(): void {
    for (const { id, text } of this.chat.unacknowledged) this.send({ type: "say", id, text });
  }

  refused(fault: Fault): void {
    const again = this.chat.fault(fault);
    if (again !== undefined) setTimeout(() => { for (const { id, text } of this.chat.unacknowledged) if (id === again) this.send({ type: "say", id, text }); }, sayAgainMs);
  }
}
