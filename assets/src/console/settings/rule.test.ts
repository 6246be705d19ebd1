import { expect, it } from "vitest";
import { faultsOf, newRule, withField } from "./rule";

const rule = { ...newRule("support", { en: "Can I help?" }), name: "Long in the cart" };

it("D8: a rule needs a name, a group, a text and at least one condition", () => {
  expect(faultsOf(rule)).toEqual([]);
  expect(faultsOf({ name: " ", group: "", texts: {} })).toEqual(["name", "group", "texts", "condition"]);
  expect(faultsOf({ ...rule, page: "cart", seconds: 0, pages: 2000 })).toEqual(["page", "seconds", "pages"]);
  expect(faultsOf({ name: "Back", group: "support", returning: true, texts: { en: "Welcome back" } })).toEqual([]);
});

it("D8: what is emptied is no condition any more", () => {
  const paged = withField(withField(rule, "page", "/cart*"), "returning", true);
  expect(paged).toEqual({ ...rule, page: "/cart*", returning: true });
  expect(withField(withField(paged, "page", ""), "returning", false)).toEqual(rule);
  expect(faultsOf(withField(rule, "seconds", undefined))).toEqual(["condition"]);
  expect(withField(withField(rule, "off", true), "off", false)).toEqual(rule);
});
