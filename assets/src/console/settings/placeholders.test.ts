import { expect, it } from "vitest";
import { exampleOf, pieceAt } from "./placeholders";

it("C3: a placeholder goes where the caret is, and the example shows it filled in", () => {
  const values = { visitor: "Vera", agent: "Ada", group: "Support", site: "Shop", page: "Cart" };
  expect(pieceAt("Hello , bye", 6, 6, "{visitor}")).toEqual({ text: "Hello {visitor}, bye", caret: 15 });
  expect(pieceAt("Hello you", 6, 9, "{agent}")).toEqual({ text: "Hello {agent}", caret: 13 });
  expect(exampleOf("Hello {visitor}, {agent} of {group} is here. {other}", values)).toBe("Hello Vera, Ada of Support is here. {other}");
});
