import { signal } from "@preact/signals";
import type { ComponentChildren, ComponentType } from "preact";
import type { SettingsSection } from "./route";
import type { Edition } from "./edition";
import type { Clock } from "./session/edges";
import type { Sessions } from "./session/sessions";

/** What later.ts has: the screens of now and then. */
export interface LaterPart {
  readonly Settings: ComponentType<{ readonly section: SettingsSection | null; readonly id: string | null }>;
  readonly History: ComponentType<{ readonly id: string | null }>;
}

/** What session.ts has: a co-browse, and everything that it needs. */
export interface SessionPart {
  readonly SessionScreen: ComponentType<{ readonly id: string; readonly beside?: ComponentChildren }>;
  /** Follows sessions over the console's socket. Called once. */
  readonly follow: (clock: Clock) => Sessions;
}

/** A part of the console that is fetched when it is first needed, or a little before. */
export class Part<P> {
  /** Null until it is there. */
  readonly there = signal<P | null>(null);
  readonly hasFailed = signal(false);
  readonly #load: () => Promise<P>;
  readonly #edition: Edition;
  #loading = false;

  constructor(load: () => Promise<P>, edition: Edition) {
    this.#load = load;
    this.#edition = edition;
  }

  /** Never rejects: what became of it is in the signals. Does nothing once it is there, nor where the server has only what does not fit the rest of this page. */
  async fetch(): Promise<void> {
    if (this.#loading || this.there.value !== null || this.#edition.isOld.value) return;
    this.#loading = true;
    this.hasFailed.value = false;
    try {
      const [part] = await Promise.all([this.#load(), this.#edition.check()]);
      if (!this.#edition.isOld.value) this.there.value = part;
    } catch {
      this.hasFailed.value = true;
    } finally {
      this.#loading = false;
    }
  }
}
