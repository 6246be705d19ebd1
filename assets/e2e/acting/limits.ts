import { expect, it } from "vitest";
import { clicks } from "../harness/hand";
import { inPage } from "../harness/until";
import { type Pair, pressedAt } from "./pair";

/** What the site forbids agents, and what it leaves to the customer. */
export function limits(pair: () => Pair): void {
  it("I12, V6: masked, password and read-only fields and forbidden buttons stay as they are, and the agent is told why", async () => {
    const { agent, customer } = pair();
    await clicks(agent, "#card", "Alt");
    await agent.sees("This field is hidden from you");
    await clicks(agent, "#password", "Alt");
    await agent.sees("Only the customer can type passwords");
    await clicks(agent, "#fixed", "Alt");
    await agent.sees("does not allow agents to change this");
    await clicks(agent, "#no", "Alt");
    await agent.sees("does not allow agents to click here");
    await agent.page.keyboard.type("secret");
    expect(await pressedAt(customer.page, "#no")).toBeUndefined();
    expect(await customer.page.$$eval("#card, #password, #fixed", (fields) => fields.map((field) => (field as HTMLInputElement).value))).toEqual(["", "", "as it is"]);
    await agent.page.keyboard.press("Escape");
  });

  it("I12: a button that is the customer's own waits for their yes", async () => {
    const { agent, customer } = pair();
    await clicks(agent, "#pay", "Alt");
    await customer.sees("press “Pay now” for you");
    await agent.sees("The customer is being asked");
    expect(await pressedAt(customer.page, "#pay")).toBeUndefined();
    await customer.presses("No");
    await agent.sees("The customer said no");
    await clicks(agent, "#pay", "Alt");
    await customer.presses("Yes, go on");
    await inPage(customer.page, "pressed", () => document.querySelector<HTMLElement>("#pay")?.dataset["pressed"] === "1");
  });
}
