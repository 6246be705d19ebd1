import type { RemoteEvent } from "../../act/event";
import type { Outcome } from "../../act/outcome";

export interface WarmingOptions {
  /** Whether the customer lets the agent open pages, and a page is shown. */
  readonly mayWarm: () => boolean;
  /** Does something in the customer's page; returns the number that the outcome will name. */
  readonly act: (event: RemoteEvent) => number;
}

/** A session is at rest when no page has come and the agent has led nowhere for so long, in milliseconds: the page that is there goes first. */
export const restMs = 2000;

/** I10: tells the customer's side, once for each page, when there is time to load beforehand what favourites need. What comes of it is nobody's concern. */
export class Warming {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #seq: number | undefined;

  constructor(private readonly options: WarmingOptions) {}

  /** Something happened, such as a page that came. */
  begin(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { if (this.options.mayWarm()) this.#seq = this.options.act({ kind: "warm" }); }, restMs);
  }

  /** True if this was about the warming: nobody else needs to hear of it. */
  outcome(outcome: Outcome): boolean {
    return "seq" in outcome && outcome.seq === this.#seq;
  }
}
