// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { GRANTS } from "../../shared/wire.gen";
import { en } from "../words/en";
import { RightsChoice, RightsPanel } from "./rights";

describe("P7: the switches of what the agent may do", () => {
  it("are one for each level that can be given, in the state that holds", () => {
    const panel = new RightsPanel(en.rights, () => undefined);
    panel.show("Maria", ["view", "point"], ["view", "point", "click"]);
    const states = [...panel.element.querySelectorAll("button")].map((button) => `${button.textContent} ${button.getAttribute("aria-pressed") ?? ""}`);
    expect(states).toEqual(["Point true", "Click false"]);
    panel.show("Maria", ["view", "point", "click"], ["view", "point", "click"]);
    expect([...panel.element.querySelectorAll("[aria-pressed=true]")].length).toBe(2);
    expect(panel.element.textContent).toContain("Maria may:");
  });

  it("say what was pressed, and change only when they are told that it holds", () => {
    const given: string[] = [];
    const panel = new RightsPanel(en.rights, (right, isGiven) => given.push(`${right} ${String(isGiven)}`));
    panel.show("Maria", ["view", "fill"], ["view", "fill", "scroll"]);
    for (const button of panel.element.querySelectorAll("button")) button.click();
    expect(given).toEqual(["fill false", "scroll true"]);
    expect(panel.element.querySelector("[data-right=fill]")?.getAttribute("aria-pressed")).toBe("true");
  });

  it("are not there where only seeing is possible", () => {
    const panel = new RightsPanel(en.rights, () => undefined);
    panel.show("Maria", ["view"], ["view"]);
    expect(panel.element.hidden).toBe(true);
  });
});

describe("P6, P7: the choice in the question", () => {
  it("has all levels ticked, each with what it means, and gives what is left ticked, seeing always", () => {
    const choice = new RightsChoice(en.rights);
    choice.show("Maria", GRANTS);
    choice.show("Maria", GRANTS); // asked again: no second row of boxes
    const boxes = [...choice.element.querySelectorAll("input")];
    expect(boxes.map(({ name }) => name)).toEqual(GRANTS.filter((grant) => grant !== "view"));
    expect(choice.chosen).toEqual(GRANTS);
    for (const box of boxes) box.checked = box.name === "point";
    expect(choice.chosen).toEqual(["view", "point"]);
    expect(choice.element.querySelectorAll(".explained").length).toBe(boxes.length);
  });
});
