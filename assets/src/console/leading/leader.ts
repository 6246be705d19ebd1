import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { RemoteEvent } from "../../act/event";
import type { Outcome, Refusal } from "../../act/outcome";
import type { Grant } from "../session/edges";
import { Warming } from "./warming";

/** Where the last address stands that the customer was sent to. */
export type Lead =
  | { readonly kind: "none" }
  | { readonly kind: "sent"; readonly url: string }
  /** The customer is being asked: it is outside the site. */
  | { readonly kind: "asking"; readonly url: string }
  | { readonly kind: "refused"; readonly url: string; readonly why: Refusal };

export interface LeaderOptions {
  /** What the customer allows now; nothing while no page is here. */
  readonly grants: ReadonlySignal<readonly Grant[]>;
  /** Does something in the customer's page; returns the number that the outcome will name. */
  readonly act: (event: RemoteEvent) => number;
}

/**
 * I8: sends the customer to another page. Whether they go is decided at their side (act/gate.ts): inside the site at once if they allow it,
 * outside after their yes.
 */
export class Leader {
  readonly #lead = signal<Lead>({ kind: "none" });
  readonly lead: ReadonlySignal<Lead> = this.#lead;
  readonly mayLead: ReadonlySignal<boolean>;
  readonly #warming: Warming;
  #seq: number | null = null;

  constructor(private readonly options: LeaderOptions) {
    this.mayLead = computed(() => options.grants.value.includes("navigate"));
    this.#warming = new Warming({ mayWarm: () => this.mayLead.value, act: options.act });
  }

  /** Sends the customer there, and says at the latest with the outcome what came of it. */
  go(url: string): void {
    if (!this.mayLead.value) {
      this.#lead.value = { kind: "refused", url, why: this.options.grants.value.length > 0 ? "not_granted" : "not_live" };
      return;
    }
    this.#seq = this.options.act({ kind: "go", url });
    this.#lead.value = { kind: "sent", url };
  }

  /** What the customer's side said of one of the agent's doings; true if it was about this one. */
  outcome(outcome: Outcome): boolean {
    if (this.#warming.outcome(outcome)) return true;
    const lead = this.#lead.value;
    if (!("seq" in outcome) || outcome.seq !== this.#seq || lead.kind === "none") return false;
    const { url } = lead;
    if (outcome.kind === "asking") this.#lead.value = { kind: "asking", url };
    else this.#end(outcome.kind === "denied" ? { kind: "refused", url, why: outcome.why } : { kind: "none" });
    return true;
  }

  /** A page has come, or the connection to it is another: nothing is under way any more. */
  reset(): void {
    this.#end({ kind: "none" });
    this.#warming.begin();
  }

  #end(lead: Lead): void {
    this.#seq = null;
    this.#lead.value = lead;
  }
}
