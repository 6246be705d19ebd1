import type { CustomerMessage, Grant, StateChanged } from "../shared/wire.gen";
import type { Grants } from "./grants";

/**
 * The person's yes or no to one session, and what they allow: their word here holds at once, and the server is told of it, again when it may have missed it.
 */
export class Consent {
  #decision: "yes" | "no" | undefined;
  /** The server has not said anything since the socket opened: it may have missed what the person allowed or took back meanwhile. */
  #isFirstWord = true;
  #isTakenBack = false;

  constructor(
    readonly grants: Grants,
    private readonly send: (message: CustomerMessage) => void,
  ) {}

  /** What the person has said to the question that is being asked; undefined before that, and once it is no longer asked. */
  get decision(): "yes" | "no" | undefined {
    return this.#decision;
  }

  /** Without a choice it is all that the site asks for: the site has the person's yes beforehand. */
  yes(grants: readonly Grant[] = this.grants.most): void {
    this.grants.set(grants);
    this.#decision = "yes";
    this.#tellGrants();
  }

  no(): void {
    this.#decision = "no";
    this.send({ type: "refuse" });
  }

  give(grant: Grant, isGiven: boolean): void {
    this.grants.give(grant, isGiven);
    this.#tellGrants();
  }

  /** The session comes back from another tab, where the person may have taken something back. */
  takenBack(): void {
    this.#isTakenBack = true;
  }

  /** The socket is open again. */
  opened(): void {
    this.#isFirstWord = true;
  }

  /** The server said where the session stands, which goes on. */
  heard({ state, ask, grants }: StateChanged, isOver: boolean): void {
    const isFirstWord = this.#isFirstWord;
    this.#isFirstWord = false;
    if (state !== "asking") {
      this.#decision = undefined;
      if (isFirstWord && !isOver && state !== "redeemed" && state !== "refused") this.#compare(grants);
    }
    // A yes that got lost with the socket is said again; a site that does not ask has the yes beforehand.
    else if (this.#decision === "yes") this.yes(this.grants.now);
    else if (!ask && !isOver) this.yes();
    else if (this.#decision === "no") this.send({ type: "refuse" });
  }

  /** In the other tab the person may have taken something back; what this tab allowed while there was no socket, the server has to hear. */
  #compare(atServer: readonly Grant[]): void {
    const { grants } = this;
    if (this.#isTakenBack) grants.set(grants.now.filter((grant) => atServer.indexOf(grant) >= 0));
    this.#isTakenBack = false;
    if (!grants.isSame(atServer)) this.#tellGrants();
  }

  #tellGrants(): void {
    this.send({ type: "consent", grants: [...this.grants.now] });
  }
}
