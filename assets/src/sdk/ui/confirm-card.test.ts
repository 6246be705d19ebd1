// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { en } from "../words/en";
import { ConfirmCard } from "./confirm-card";

function card(): { card: ConfirmCard; press(words: string): void } {
  const made = new ConfirmCard(en.confirm);
  document.body.replaceChildren(made.element);
  return { card: made, press: (words) => { [...made.element.querySelectorAll("button")].find(({ textContent }) => textContent === words)?.click(); } };
}

const pay = { about: "own_click", label: "Pay now" } as const;

describe("I8, I12: a question about one thing", () => {
  it("says who, what and where to, as text", () => {
    const { card: made } = card();
    void made.ask(pay, "Maria", () => undefined);
    expect(made.element.querySelector("h2")?.textContent).toBe("Maria would like to press “Pay now” for you");
    made.settle(false);
    void made.ask({ about: "outside", url: "https://elsewhere.example/<b>" }, "Maria", () => undefined);
    expect(made.element.querySelector("h2")?.textContent).toContain("elsewhere.example");
    expect(made.element.querySelector("b")).toBeNull();
  });

  it("resolves to the button that was pressed; Esc means no", async () => {
    const { card: made, press } = card();
    const closed = vi.fn();
    const first = made.ask(pay, "Maria", closed);
    press(en.confirm.yes);
    const second = made.ask(pay, "Maria", closed);
    press(en.confirm.no);
    const third = made.ask(pay, "Maria", closed);
    made.element.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", cancelable: true }));
    expect(await Promise.all([first, second, third])).toEqual([true, false, false]);
    expect([closed.mock.calls.length, made.isOpen]).toEqual([3, false]);
  });

  it("is asked one at a time: the next one is a no, and the first stays", async () => {
    const { card: made, press } = card();
    const first = made.ask(pay, "Maria", () => undefined);
    expect(await made.ask({ about: "own_click", label: "Something else" }, "Maria", () => undefined)).toBe(false);
    expect(made.element.querySelector("h2")?.textContent).toContain("Pay now");
    press(en.confirm.yes);
    expect(await first).toBe(true);
  });
});
