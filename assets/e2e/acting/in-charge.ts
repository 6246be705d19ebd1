import { expect, it } from "vitest";
import { clicks } from "../harness/hand";
import { inPage } from "../harness/until";
import { type Pair, pressedAt } from "./pair";

/** The customer sees what is hidden, takes back and gives, says where it goes, and ends it. */
export function inCharge(pair: () => Pair): void {
  it("V4: the customer sees which parts are hidden from the agent", async () => {
    const { customer } = pair();
    await customer.presses("What is hidden");
    await inPage(customer.page, "the card and the password are shaded, and nothing else", () => {
      const shades = [...(document.querySelector("tandem-widget")?.shadowRoot?.querySelectorAll(".shaded:not([hidden])") ?? [])].map((shade) => shade.getBoundingClientRect());
      const covers = (selector: string): boolean => {
        const box = document.querySelector(selector)?.getBoundingClientRect();
        return shades.some((shade) => Math.abs(shade.left - (box?.left ?? 0)) < 2 && Math.abs(shade.top - (box?.top ?? 0)) < 2 && Math.abs(shade.width - (box?.width ?? 0)) < 2);
      };
      return shades.length === 2 && covers("#card") && covers("#password");
    });
    await customer.presses("Done");
    await inPage(customer.page, "no shades", () => document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".shaded") === null);
  });

  it("P7: what the customer takes back is gone at once, and can be given again", async () => {
    const { agent, customer } = pair();
    const before = Number((await pressedAt(customer.page, "#plain")) ?? 0);
    await customer.presses("Click");
    await inPage(agent.page, "the agent's screen knows", () => document.querySelector(".mode-button.act") !== null);
    await customer.presses("Fill in");
    await inPage(agent.page, "acting is off", () => document.querySelector(".mode-button.act")?.getAttribute("aria-disabled") === "true");
    await clicks(agent, "#plain", "Alt");
    expect(Number((await pressedAt(customer.page, "#plain")) ?? 0)).toBe(before);
    await customer.presses("Click");
    await customer.presses("Fill in");
    await inPage(agent.page, "acting is on", () => document.querySelector(".mode-button.act")?.getAttribute("aria-disabled") === "false");
    await clicks(agent, "#plain", "Alt");
    await inPage(customer.page, "pressed again", (count) => Number(document.querySelector<HTMLElement>("#plain")?.dataset["pressed"]) === count, before + 1);
  });

  it("I8: outside the site the customer is asked first; inside a link just leads on, with the same grants", async () => {
    const { agent, customer } = pair();
    await clicks(agent, "#away", "Alt");
    await customer.sees("open another website: elsewhere.example");
    await customer.presses("No");
    await clicks(agent, "#next", "Alt");
    await agent.seesInReplica("the next page", (copy) => copy.querySelector("h1")?.textContent === "The next page");
    await customer.sees("may:");
    await inPage(customer.page, "five grants", () => document.querySelector("tandem-widget")?.shadowRoot?.querySelectorAll(".right[aria-pressed=true]").length === 5);
  });

  it("P8: Esc pressed twice stops sharing", async () => {
    const { agent, customer } = pair();
    await customer.page.keyboard.press("Escape");
    await customer.page.keyboard.press("Escape");
    await customer.sees("You stopped sharing");
    await agent.sees("The customer stopped");
  });
}
