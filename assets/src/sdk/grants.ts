import { GRANTS, type Grant } from "../shared/wire.gen";
import type { TabMemory } from "./tab-memory";

/**
 * What the customer allows the agent (P7), from page to page. This side's word is the only one that counts: the server is told of it, so that the
 * agent's screen can show it, and what the server says can take something away and never add anything.
 */
export class Grants {
  #now: readonly Grant[];

  /** `most` is what the site allows to be allowed; view is always part of both. */
  constructor(
    private readonly memory: Pick<TabMemory, "read" | "write">,
    readonly most: readonly Grant[],
  ) {
    const remembered = (memory.read() ?? "view").split(" ");
    this.#now = most.filter((grant) => grant === "view" || remembered.indexOf(grant) >= 0);
  }

  get now(): readonly Grant[] {
    return this.#now;
  }

  /** The customer's choice. What the site does not allow is left out. */
  set(wanted: readonly Grant[]): void {
    this.#now = GRANTS.filter((grant) => this.most.indexOf(grant) >= 0 && (grant === "view" || wanted.indexOf(grant) >= 0));
    this.memory.write(this.#now.join(" "));
  }

  give(grant: Grant, isGiven: boolean): void {
    this.set(isGiven ? [...this.#now, grant] : this.#now.filter((other) => other !== grant));
  }

  isSame(others: readonly Grant[]): boolean {
    return others.length === this.#now.length && this.#now.every((grant) => others.indexOf(grant) >= 0);
  }
}
