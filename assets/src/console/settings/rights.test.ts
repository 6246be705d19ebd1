import { expect, it } from "vitest";
import { standOf, withStand } from "./rights";

it("A3: a right is as the role has it, always or never, one of the three", () => {
  let change = withStand({ grant: [], deny: [] }, "mail", "deny");
  change = withStand(change, "cobrowse", "grant");
  change = withStand(change, "serve", "grant");
  expect(change).toEqual({ grant: ["serve", "cobrowse"], deny: ["mail"] });
  change = withStand(withStand(change, "mail", "grant"), "serve", "inherit");
  expect(change).toEqual({ grant: ["cobrowse", "mail"], deny: [] });
  expect([standOf(change, "mail"), standOf(change, "serve"), standOf({ grant: ["files"], deny: ["files"] }, "files")]).toEqual(["grant", "inherit", "deny"]);
});
