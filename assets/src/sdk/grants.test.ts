import { describe, expect, test } from "vitest";
import { GRANTS, type Grant } from "../shared/wire.gen";
import { Grants } from "./grants";

class Memory {
  text: string | null = null;
  read(): string | null {
    return this.text;
  }
  write(text: string): void {
    this.text = text;
  }
}

describe("P7: what the customer allows", () => {
  test("is seeing and nothing else until they chose", () => {
    expect(new Grants(new Memory(), GRANTS).now).toEqual(["view"]);
  });

  test("is remembered for the next page", () => {
    const memory = new Memory();
    const grants = new Grants(memory, GRANTS);
    grants.set(["click", "fill"]);
    grants.give("fill", false);
    grants.give("scroll", true);
    expect(new Grants(memory, GRANTS).now).toEqual(["view", "scroll", "click"]);
  });

  test("is never more than the site allows, whatever is remembered", () => {
    const memory = new Memory();
    memory.text = "view fill click navigate root";
    expect(new Grants(memory, ["view", "point", "fill"]).now).toEqual(["view", "fill"]);
    const grants = new Grants(memory, ["view", "point"]);
    grants.set(["click" satisfies Grant, "point"]);
    expect(grants.now).toEqual(["view", "point"]);
  });
});
