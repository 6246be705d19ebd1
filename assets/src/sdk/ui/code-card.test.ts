// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { en } from "../words/en";
import { CodeCard } from "./code-card";

describe("P1: the code card", () => {
  let given: string[];
  let closed: number;
  let card: CodeCard;
  let input: HTMLInputElement;
  const problem = () => card.element.querySelector("#code-problem")?.textContent;
  const go = () => card.element.querySelector<HTMLButtonElement>(".button.main");

  beforeEach(() => {
    vi.useFakeTimers();
    given = [];
    closed = 0;
    card = new CodeCard(en, { onCode: (digits) => given.push(digits), onClose: () => closed++, onShow: () => undefined });
    document.body.replaceChildren(card.element);
    const found = card.element.querySelector("input");
    if (!found) throw new Error("no field");
    input = found;
  });
  afterEach(() => { vi.useRealTimers(); });

  const enter = (text: string, inputType = "insertText") => {
    input.value = text;
    input.setSelectionRange(text.length, text.length);
    input.dispatchEvent(new InputEvent("input", { inputType }));
  };
  const press = (key: string) => input.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

  test("P10: warns of a slow line, and takes the code all the same", () => {
    const said = () => card.element.querySelector<HTMLElement>("#code-slow:not([hidden])")?.textContent;
    expect(said()).toBeUndefined();
    card.warn(true);
    expect(said()).toBe(en.code.slow);
    expect(input.getAttribute("aria-describedby")).toContain("code-slow");
    enter("482 913 207");
    expect(given).toEqual(["482913207"]);
    card.warn(false);
    expect(said()).toBeUndefined();
  });

  test("groups the digits and goes on by itself after the ninth", () => {
    enter("48291320");
    expect(input.value).toBe("482 913 20");
    expect(given).toEqual([]);
    enter("482 913 207");
    expect(given).toEqual(["482913207"]);
  });

  test("takes a pasted sentence", () => {
    enter("Your code is 482-913-207.", "insertFromPaste");
    expect(given).toEqual(["482913207"]);
  });

  test("does not go on while somebody deletes, and says what is missing", () => {
    enter("482 913 207", "deleteContentBackward");
    expect(given).toEqual([]);
    enter("482");
    press("Enter");
    expect(problem()).toBe(en.code.incomplete);
    enter("4829");
    expect(problem()).toBe("");
  });

  test("asks once while the server thinks", () => {
    card.wait();
    enter("482913207");
    press("Enter");
    expect(given).toEqual([]);
    expect(go()?.textContent).toBe(en.code.checking);
  });

  test.each(["code_wrong", "code_used", "code_expired", "code_withdrawn", "origin_not_allowed"] as const)("%s says what to do", (code) => {
    card.refuse({ code, retryAfterS: 0 });
    expect(problem()).toBe(en.code.problems[code]);
    expect(input.getAttribute("aria-invalid")).toBe("true");
  });

  test("a refusal that it has never heard of has words too", () => {
    for (const code of ["novelty", "toString", "internal"]) {
      card.refuse({ code, retryAfterS: 0 });
      expect(problem()).toBe(en.code.other);
    }
  });

  test("P3: after too many tries it counts down and then lets go on", () => {
    card.refuse({ code: "too_many_tries", retryAfterS: 65 });
    expect(problem()).toContain("1:05");
    enter("482913207");
    expect(given).toEqual([]);
    vi.advanceTimersByTime(6000);
    expect(problem()).toContain("0:59");
    vi.advanceTimersByTime(60_000);
    expect(problem()).toBe("");
    expect(go()?.disabled).toBe(false);
    press("Enter");
    expect(given).toEqual(["482913207"]);
  });

  test("Esc closes", () => {
    press("Escape");
    expect(closed).toBe(1);
  });
});
