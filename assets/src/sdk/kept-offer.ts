import { decodeJson, encodeJson, type Json } from "../shared/json";
import { isServerMessage } from "../shared/wire";
import type { OfferReady } from "../shared/wire.gen";
import type { TabMemory } from "./tab-memory";

/** Credentials are not used to begin with when they end this soon: making a connection takes round trips. In milliseconds. */
const sparedMs = 20_000;

/**
 * The agent's offer for this tab's next page. The agent's side tells it over the link as soon as it has it, the page keeps it in the tab's storage beside the
 * session's token, and the next page answers it while it still asks the server for the session: that saves a round trip, and the relay is asked that much earlier. It is a guess: the
 * server says which offer it really is.
 */
export class KeptOffer {
  readonly #memory: TabMemory;
  readonly #now: () => number;

  /** `now` is of a clock that pages of one tab have in common. */
  constructor(memory: TabMemory, now: () => number = () => Date.now()) {
    this.#memory = memory;
    this.#now = now;
  }

  keep(offer: OfferReady, goodUntil: number): void {
    this.#memory.write(encodeJson({ good_until: goodUntil, offer: offer as unknown as Json }));
  }

  /** An offer can be answered once: whoever takes it has it. Undefined if there is none of this session's, or it is too old. */
  take(session: string): OfferReady | undefined {
    const text = this.#memory.read();
    if (!text) return undefined;
    this.forget();
    try {
      const kept = decodeJson(text) as unknown as { readonly good_until?: number; readonly offer?: unknown } | null;
      const { good_until: goodUntil, offer } = kept ?? {};
      const isGood = typeof goodUntil === "number" && goodUntil - this.#now() > sparedMs;
      return isGood && isServerMessage(offer) && offer.type === "offer" && offer.session === session ? offer : undefined;
    } catch {
      return undefined;
    }
  }

  forget(): void {
    this.#memory.write("");
  }
}
