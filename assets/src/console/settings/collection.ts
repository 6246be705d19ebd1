import { signal } from "@preact/signals";
import type { Loaded } from "../ui/loading";
import { Editing } from "./editing";

export interface Keyed {
  readonly id: string;
}

/** The address of a record that is not there yet. */
export const fresh = "new";

/** Where a collection's records come from, and how they are written. */
export interface Source<T extends Keyed, D extends object> {
  readonly list: () => Promise<readonly T[]>;
  readonly add: (draft: D) => Promise<T>;
  readonly change: (id: string, draft: D) => Promise<T>;
  readonly remove: (id: string) => Promise<void>;
  /** What somebody writes at, out of what the server has. */
  readonly draftOf: (item: T) => D;
  /** What a new record begins with. */
  readonly blank: () => D;
  /** The record as the list shows it before the server has answered. */
  readonly shown: (item: T, draft: D) => T;
}

/** One kind of record: the list, and what is being written at. A change is in the list at once, and taken back if the server refuses it. */
export class Collection<T extends Keyed, D extends object> {
  readonly loaded = signal<Loaded<readonly T[]>>({ kind: "loading" });
  readonly #source: Source<T, D>;
  readonly #editings = new Map<string, Editing<D>>();

  constructor(source: Source<T, D>) {
    this.#source = source;
  }

  get items(): readonly T[] {
    const { value } = this.loaded;
    return value.kind === "there" ? value.value : [];
  }

  async load(): Promise<void> {
    try {
      const items = await this.#source.list();
      this.loaded.value = { kind: "there", value: items };
      for (const item of items) this.#editings.get(item.id)?.renew(this.#source.draftOf(item));
    } catch (error) {
      if (this.loaded.value.kind !== "there") this.loaded.value = { kind: "refused", error };
    }
  }

  find(id: string): T | undefined {
    return this.items.find((item) => item.id === id);
  }

  /** What stands in the form of a record, or of a new one; undefined where there is no such record. */
  editing(id: string): Editing<D> | undefined {
    const there = this.#editings.get(id);
    if (there) return there;
    const item = this.find(id);
    if (!item && id !== fresh) return undefined;
    const made = new Editing(item ? this.#source.draftOf(item) : this.#source.blank());
    this.#editings.set(id, made);
    return made;
  }

  /** Whether there is something in the form that the server does not have. */
  isChanged(id: string): boolean {
    const state = this.#editings.get(id)?.state.value;
    return state === "changed" || state === "failed";
  }

  /** Sends what stands in the form. Resolves to the record's id, null where it did not work: the form says why. */
  async save(id: string): Promise<string | null> {
    const editing = this.editing(id);
    if (!editing) return null;
    const before = this.find(id);
    if (before) this.#put(this.#source.shown(before, editing.draft.value));
    let kept = before;
    const isDone = await editing.save(async (draft) => {
      kept = before ? await this.#source.change(id, draft) : await this.#source.add(draft);
      return this.#source.draftOf(kept);
    });
    if (!kept) return null;
    this.#put(kept);
    if (isDone && !before) {
      this.#editings.delete(id);
      this.#editings.set(kept.id, editing);
    }
    return isDone ? kept.id : null;
  }

  async remove(id: string): Promise<void> {
    await this.#source.remove(id);
    this.#editings.delete(id);
    this.loaded.value = { kind: "there", value: this.items.filter((item) => item.id !== id) };
  }

  #put(item: T): void {
    const { items } = this;
    const isThere = items.some(({ id }) => id === item.id);
    this.loaded.value = { kind: "there", value: isThere ? items.map((each) => (each.id === item.id ? item : each)) : [...items, item] };
  }
}
