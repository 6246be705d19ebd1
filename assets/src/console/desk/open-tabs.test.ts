import { expect, it } from "vitest";
import { OpenTabs } from "./open-tabs";

/** A window's storage. */
function storage(): Pick<Storage, "getItem" | "setItem"> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => { kept.set(key, value); } };
}

it("C1: each conversation has one tab, a reload keeps them, and closing one shows its neighbour", () => {
  const window = storage();
  const tabs = new OpenTabs(window);
  for (const id of ["a", "b", "a", "c"]) tabs.open(id);
  expect(tabs.ids.value).toEqual(["a", "b", "c"]);
  expect(new OpenTabs(window).ids.value).toEqual(["a", "b", "c"]);
  expect(tabs.close("b")).toBe("c");
  expect(tabs.close("c")).toBe("a");
  expect(tabs.close("a")).toBeNull();
  expect(new OpenTabs(window).ids.value).toEqual([]);
});

it("C1: more tabs than fit: the oldest gives way", () => {
  const tabs = new OpenTabs(null);
  for (let count = 0; count < 14; count++) tabs.open(String(count));
  expect([tabs.ids.value.length, tabs.ids.value[0], tabs.ids.value.at(-1)]).toEqual([12, "2", "13"]);
});
