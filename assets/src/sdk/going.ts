import type { CustomerMessage, Destination, ExpectReturn, Grant } from "../shared/wire.gen";
import type { SessionWorld } from "./session-world";
import { newTicket, writeTicket } from "./ticket";

/** How the customer goes from this page: to the next of the site, to another origin of it, or away for a while. */
export class Going {
  /** Where the site says that the customer is about to go, until they are back. */
  #expected: ExpectReturn | undefined;

  constructor(
    private readonly api: Pick<SessionWorld["api"], "leave" | "depart">,
    private readonly session: { readonly id: string; readonly token: string },
    private readonly send: (message: CustomerMessage) => void,
  ) {}

  /** The page goes away; `attempt` is of the link that goes with it. Told twice, because Firefox has closed the socket by then. */
  leave(to: Destination | undefined, attempt: string | undefined): void {
    this.send({ type: "leaving", ...(to && { to }) });
    if (attempt !== undefined) this.api.leave(this.session.id, this.session.token, attempt, to ?? "");
  }

  /** The address with a ticket in it, which the server hears of meanwhile. */
  carry(url: URL, grants: readonly Grant[]): string {
    const ticket = newTicket();
    this.api.depart(this.session.id, this.session.token, ticket, url.origin);
    const carrying = new URL(url.href);
    carrying.hash = writeTicket({ session: this.session.id, ticket, grants });
    return carrying.href;
  }

  /** The site's word that the customer goes elsewhere and will be back; an empty title takes it back. */
  expectReturn(title: string, minutes: number): void {
    this.#expected = { type: "expect_return", title, minutes };
    this.send(this.#expected);
  }

  /** They are back on this very page: the browser had kept it. */
  back(): void {
    this.#expected = undefined;
  }

  /** The socket is open again. */
  again(): void {
    if (this.#expected) this.send(this.#expected);
  }
}
