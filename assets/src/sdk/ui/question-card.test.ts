// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from "vitest";
import { en } from "../words/en";
import { es } from "../words/es";
import { QuestionCard } from "./question-card";

describe("P6: the question", () => {
  let answers: string[];
  let card: QuestionCard;
  let root: ShadowRoot;

  beforeEach(() => {
    answers = [];
    card = new QuestionCard(en, { onYes: () => answers.push("yes"), onNo: () => answers.push("no") });
    const host = document.createElement("div");
    document.body.replaceChildren(host);
    root = host.attachShadow({ mode: "open" });
    root.append(card.element);
    card.show("Maria", "Shop");
    card.focus();
  });

  const press = (key: string, shiftKey = false) => {
    const event = new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true });
    (root.activeElement ?? card.element).dispatchEvent(event);
    return event.defaultPrevented;
  };

  test("names who asks, and for which site", () => {
    expect(card.element.querySelector("h2")?.textContent).toBe("Maria from Shop would like to see this page");
  });

  test("is a modal alert with a name and a description", () => {
    expect(card.element.getAttribute("role")).toBe("alertdialog");
    expect(card.element.getAttribute("aria-modal")).toBe("true");
    for (const attribute of ["aria-labelledby", "aria-describedby"]) {
      expect(root.getElementById(card.element.getAttribute(attribute) ?? "")?.textContent).toBeTruthy();
    }
  });

  test("begins with the focus on no button: the next space or Enter says nothing", () => {
    expect(root.activeElement).toBe(card.element);
    press("Enter");
    press(" ");
    expect(answers).toEqual([]);
  });

  test("Esc means no", () => {
    press("Escape");
    expect(answers).toEqual(["no"]);
  });

  test("Tab stays inside", () => {
    const [no, yes] = card.element.querySelectorAll("button");
    yes?.focus();
    expect(press("Tab")).toBe(true);
    expect(root.activeElement).toBe(no);
    expect(press("Tab", true)).toBe(true);
    expect(root.activeElement).toBe(yes);
  });

  test("both answers answer", () => {
    for (const button of card.element.querySelectorAll("button")) button.click();
    expect(answers).toEqual(["no", "yes"]);
  });
});

test("C10: every word is there in every language", () => {
  const shape = (value: unknown): unknown =>
    typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).map(([name, field]) => [name, shape(field)])) : typeof value;
  expect(shape(es)).toEqual(shape(en));
});
