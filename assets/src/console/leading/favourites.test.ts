import { describe, expect, it } from "vitest";
import type { Favourite } from "../api";
import { Refusal } from "../caller";
import { Favourites, type FavouriteCalls } from "./favourites";

const page = (id: string, label: string): Favourite => ({ id, label, url: `https://shop.example/${id}`, shared: false, created_at: "2026-11-22T10:00:00.000Z" });

function bench(pages: readonly Favourite[] | Refusal) {
  const calls: FavouriteCalls = {
    favourites: () => (pages instanceof Refusal ? Promise.reject(pages) : Promise.resolve(pages)),
    addFavourite: ({ label }) => Promise.resolve(page("new", label)),
    changeFavourite: (id, { label }) => Promise.resolve(page(id, label)),
    removeFavourite: () => Promise.resolve(),
  };
  const favourites = new Favourites(calls);
  return { favourites, labels: () => (favourites.kept.value.kind === "there" ? favourites.kept.value.pages.map(({ label }) => label) : favourites.kept.value.kind) };
}

describe("I9: favourites", () => {
  it("are by label, through adding, changing and removing", async () => {
    const { favourites, labels } = bench([page("b", "Prices"), page("a", "basket")]);
    expect(labels()).toBe("loading");
    await favourites.load();
    expect(labels()).toEqual(["basket", "Prices"]);
    await favourites.add({ label: "Delivery", url: "https://shop.example/d", shared: false });
    expect(labels()).toEqual(["basket", "Delivery", "Prices"]);
    await favourites.change("a", { label: "Your basket", url: "https://shop.example/a" });
    expect(labels()).toEqual(["Delivery", "Prices", "Your basket"]);
    await favourites.remove("b");
    expect(labels()).toEqual(["Delivery", "Your basket"]);
  });

  it("say when they could not be had", async () => {
    const { favourites, labels } = bench(new Refusal("network", "no answer"));
    await favourites.load();
    expect(labels()).toBe("refused");
  });
});
