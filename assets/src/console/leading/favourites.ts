import { type ReadonlySignal, signal } from "@preact/signals";
import type { Api, Favourite } from "../api";

export type FavouriteCalls = Pick<Api, "favourites" | "addFavourite" | "changeFavourite" | "removeFavourite">;

export type KeptPages =
  | { readonly kind: "loading" }
  | { readonly kind: "there"; readonly pages: readonly Favourite[] }
  | { readonly kind: "refused"; readonly error: unknown };

/** I9: the person's own pages and the shared ones, as the server has them. What a change throws is for the form that asked for it. */
export class Favourites {
  readonly #kept = signal<KeptPages>({ kind: "loading" });
  readonly kept: ReadonlySignal<KeptPages> = this.#kept;

  constructor(private readonly calls: FavouriteCalls) {}

  /** Fetches them, again if they are there; what was there stays until the answer comes. */
  async load(): Promise<void> {
    try {
      this.#show(await this.calls.favourites());
    } catch (error) {
      if (this.#kept.value.kind !== "there") this.#kept.value = { kind: "refused", error };
    }
  }

  async add(page: { readonly label: string; readonly url: string; readonly shared: boolean }): Promise<void> {
    this.#put(await this.calls.addFavourite({ ...page }));
  }

  async change(id: string, page: { readonly label: string; readonly url: string }): Promise<void> {
    this.#put(await this.calls.changeFavourite(id, { ...page }));
  }

  async remove(id: string): Promise<void> {
    await this.calls.removeFavourite(id);
    this.#show(this.#pages.filter((page) => page.id !== id));
  }

  get #pages(): readonly Favourite[] {
    return this.#kept.value.kind === "there" ? this.#kept.value.pages : [];
  }

  #put(favourite: Favourite): void {
    this.#show([...this.#pages.filter((page) => page.id !== favourite.id), favourite]);
  }

  #show(pages: readonly Favourite[]): void {
    this.#kept.value = { kind: "there", pages: [...pages].sort((a, b) => a.label.localeCompare(b.label)) };
  }
}
