import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Entry, Fault } from "../../shared/wire.gen";

/** What somebody at the desk can write into a conversation: to the visitor, a note for the staff, a word to the agent alone, or among those beside it. */
export type WriteKind = "message" | "note" | "whisper" | "aside";

/** Written here, and not in the log yet. */
export interface Draft {
  readonly id: string;
  readonly kind: WriteKind;
  readonly text: string;
  readonly isRefused: boolean;
}

export type Line =
  | { readonly state: "kept"; readonly id: string; readonly entry: Entry }
  | { readonly state: "sending" | "refused"; readonly id: string; readonly draft: Draft };

/**
 * One conversation that a window shows (C4): the log's lines in their order, and below them what was written here and the log has not yet.
 * A line is shown at once and becomes the log's own when that comes back under its id.
 */
export class Thread {
  readonly #kept = signal<readonly Entry[]>([]);
  readonly #drafts = signal<readonly Draft[]>([]);
  readonly lines: ReadonlySignal<readonly Line[]> = computed(() => [
    ...this.#kept.value.map((entry): Line => ({ state: "kept", id: entry.id, entry })),
    ...this.#drafts.value.map((draft): Line => ({ state: draft.isRefused ? "refused" : "sending", id: draft.id, draft })),
  ]);
  /** Whether the log has been read as far as it goes: before that the screen shows that it loads. */
  readonly isLoaded = signal(false);
  /** Who types just now. */
  readonly typing = signal<string | null>(null);
  /** What is in the field, kept while another conversation is looked at. */
  readonly unsent = signal("");
  /** … and in the one beside the conversation. */
  readonly unsentAside = signal("");
  #typingTimer: ReturnType<typeof setTimeout> | undefined;

  get lastSeq(): number {
    return this.#kept.value.at(-1)?.seq ?? 0;
  }

  /** What must be said (again) once the socket is open, in order. */
  get unacknowledged(): readonly Draft[] {
    return this.#drafts.value.filter((draft) => !draft.isRefused);
  }

  write(draft: Draft): void {
    this.#drafts.value = [...this.#drafts.value, draft];
  }

  discard(id: string): Draft | undefined {
    const draft = this.#drafts.value.find((each) => each.id === id);
    this.#drafts.value = this.#drafts.value.filter((each) => each.id !== id);
    return draft;
  }

  /** A line of the log; one that is here already, out of a replay, changes nothing. */
  take(entry: Entry): void {
    if (this.#drafts.value.some((draft) => draft.id === entry.id)) this.discard(entry.id);
    if (entry.from === "customer") this.types(null);
    if (entry.seq <= this.lastSeq) return;
    this.#kept.value = [...this.#kept.value, entry];
  }

  /** The server did not take one of ours. True when it should be sent again later. */
  fault({ code, ref }: Fault): boolean {
    if (!this.#drafts.value.some((draft) => draft.id === ref)) return false;
    if (code === "too_fast" || code === "storage") return true;
    this.#drafts.value = this.#drafts.value.map((draft) => (draft.id === ref ? { ...draft, isRefused: true } : draft));
    return false;
  }

  /** "Stopped" can be lost with a socket: nobody types for ever. */
  types(name: string | null, forMs = 8000): void {
    clearTimeout(this.#typingTimer);
    this.typing.value = name;
    if (name !== null) this.#typingTimer = setTimeout(() => { this.typing.value = null; }, forMs);
  }
}
