import { expect, it } from "vitest";
import { nothingWanted, queryOf } from "./query";

it("asks for what was filled in, whole days included", () => {
  expect(queryOf(nothingWanted)).toEqual({});
  expect(queryOf({ text: " parcel ", person: "p1", from: "2026-11-01", to: "2026-11-30" })).toEqual({
    text: "parcel", person: "p1", from: new Date(2026, 10, 1).toISOString(), to: new Date(2026, 11, 1).toISOString(),
  });
});
