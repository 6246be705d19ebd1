import { decodeJson, encodeJson, type Json } from "../../shared/json";
import { TabMemory } from "../tab-memory";
import { visitorKey } from "./known";

/** Who this browser is on the site, once it has written: what the server gave, kept beyond the visit. */
export interface Visitor {
  readonly visitor: string;
  readonly token: string;
}

/** What the person wrote and the server has not kept yet. */
export interface Pending {
  readonly id: string;
  readonly text: string;
  readonly isRefused: boolean;
}

/** What of the chat outlives a page: in the tab, or for the site (as much as storage allows). */
export class ChatMemory {
  readonly #visit = new TabMemory("tandem.visit");
  readonly #open = new TabMemory("tandem.chat-open");
  readonly #pending = new TabMemory("tandem.chat-pending");
  readonly #key: string;

  constructor(siteKey: string) {
    this.#key = visitorKey(siteKey);
  }

  /** The tab's visit; made with the first page of it. */
  visit(newId: () => string): string {
    const there = this.#visit.read();
    if (there) return there;
    const id = newId();
    this.#visit.write(id);
    return id;
  }

  get isOpen(): boolean {
    return this.#open.read() === "1";
  }

  set isOpen(open: boolean) {
    this.#open.write(open ? "1" : "");
  }

  get pending(): readonly Pending[] {
    const value = parsed(this.#pending.read());
    if (!Array.isArray(value)) return [];
    return (value as readonly Json[]).flatMap((each) => {
      const { id, text, isRefused } = fieldsOf(each);
      return typeof id === "string" && typeof text === "string" ? [{ id, text, isRefused: isRefused === true }] : [];
    });
  }

  set pending(pending: readonly Pending[]) {
    this.#pending.write(pending.length === 0 ? "" : encodeJson(pending.map((each) => ({ ...each }))));
  }

  get visitor(): Visitor | undefined {
    const { visitor, token } = this.#kept();
    return typeof visitor === "string" && typeof token === "string" ? { visitor, token } : undefined;
  }

  set visitor(who: Visitor | undefined) {
    this.#keep({ visitor: who?.visitor, token: who?.token });
  }

  /** The last entry of a conversation that the person has seen. */
  seen(conversation: string): number {
    const { conversation: of, seen } = this.#kept();
    return of === conversation && typeof seen === "number" ? seen : 0;
  }

  saw(conversation: string, seen: number): void {
    this.#keep({ conversation, seen });
  }

  /** As given in the form, for the next time. */
  get person(): { readonly name: string; readonly email: string } {
    const { name, email } = this.#kept();
    return { name: typeof name === "string" ? name : "", email: typeof email === "string" ? email : "" };
  }

  set person({ name, email }: { readonly name: string; readonly email: string }) {
    this.#keep({ name, email });
  }

  /** Whether this browser was on the site in an earlier visit; from now on it was. */
  returning(visit: string): boolean {
    const { first } = this.#kept();
    if (typeof first === "string") return first !== visit;
    this.#keep({ first: visit });
    return false;
  }

  #kept(): Readonly<Record<string, Json | undefined>> {
    try {
      return fieldsOf(parsed(localStorage.getItem(this.#key)));
    } catch {
      return {};
    }
  }

  #keep(change: Readonly<Record<string, Json | undefined>>): void {
    const next = encodeJson({ ...this.#kept(), ...change });
    try {
      localStorage.setItem(this.#key, next);
    } catch {
      // Storage is forbidden here: the chat lasts as long as its page.
    }
  }
}

/** Storage is the page's: whatever is in there, it must not stop the chat. */
function parsed(text: string | null): Json {
  try {
    return decodeJson(text ?? "null");
  } catch {
    return null;
  }
}

function fieldsOf(value: Json): Readonly<Record<string, Json | undefined>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, Json | undefined>>) : {};
}
