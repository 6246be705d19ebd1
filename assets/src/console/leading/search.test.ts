import { describe, expect, it } from "vitest";
import { found } from "./search";

const pages = [
  { url: "https://shop.example/hilfe", label: "Hilfe & Änderungen" },
  { url: "https://shop.example/t%C3%B6pfe?size=2", label: "Large pots" },
];

describe("I9: the search in the link menu", () => {
  it.each([
    ["", 2], ["  ", 2], ["hilfe", 1], ["anderungen HILFE", 1], ["töpfe", 1], ["topfe large", 1], ["shop.example", 2], ["size=2", 1], ["nothing", 0], ["hilfe pots", 0],
  ])("“%s” finds %d", (search, count) => {
    expect(found(pages, search)).toHaveLength(count);
  });
});
