import { expect, test } from "vitest";
import { TabTitles } from "./tab-titles";

test("M7: each tab keeps the title that it had when it was shown", () => {
  const titles = new TabTitles();
  titles.connected();
  titles.isIn("a");
  titles.isCalled("Shop");
  titles.connected();
  titles.isCalled("Help");
  titles.isIn("b");
  titles.isCalled("Help: delivery");
  expect([...titles.all.value]).toEqual([["a", "Shop"], ["b", "Help: delivery"]]);
});
