import { expect, it } from "vitest";
import { clicks } from "../harness/hand";
import { inPage } from "../harness/until";
import { middleOf, type Pair, pressedAt, valueOf } from "./pair";

/** One of the two has the page alone. */
export function handingOver(pair: () => Pair): void {
  it("I7: the agent has the page alone until the customer takes it back with Esc", async () => {
    const { agent, customer } = pair();
    await agent.presses("Take over");
    await customer.sees("is filling in for a moment");
    await agent.sees("The page is yours alone");
    const before = await customer.page.$eval("#notes", (field) => (field as HTMLTextAreaElement).value);
    const count = Number((await pressedAt(customer.page, "#plain")) ?? 0);
    const at = await middleOf(customer.page, "#plain");
    await customer.page.mouse.click(at.x, at.y);
    await customer.page.focus("#notes");
    await customer.page.keyboard.type("held off");
    await clicks(agent, "#plain", "Alt");
    await inPage(customer.page, "the agent's click alone", (wanted) => Number(document.querySelector<HTMLElement>("#plain")?.dataset["pressed"]) === wanted, count + 1);
    expect(await customer.page.$eval("#notes", (field) => (field as HTMLTextAreaElement).value)).toBe(before);
    await customer.page.keyboard.press("Escape");
    await inPage(agent.page, "the agent knows", () => document.querySelector(".hold-note")?.textContent === "");
    await customer.page.focus("#notes");
    await customer.page.keyboard.type("mine");
    await valueOf(customer.page, "the customer types again", "#notes", `${before}mine`);
  });

  it("I7: the customer has the page alone until they let the agent go on", async () => {
    const { agent, customer } = pair();
    await customer.presses("Only me");
    await agent.sees("The customer has the page to themselves");
    const count = Number((await pressedAt(customer.page, "#plain")) ?? 0);
    await clicks(agent, "#plain", "Alt");
    await agent.sees("The customer has taken over for a while");
    expect(Number((await pressedAt(customer.page, "#plain")) ?? 0)).toBe(count);
    await customer.presses("Let Ada");
    await inPage(agent.page, "the agent knows", () => document.querySelector(".hold-note")?.textContent === "");
    await clicks(agent, "#plain", "Alt");
    await inPage(customer.page, "pressed", (wanted) => Number(document.querySelector<HTMLElement>("#plain")?.dataset["pressed"]) === wanted, count + 1);
  });
}
