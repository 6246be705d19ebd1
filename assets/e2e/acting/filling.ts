import { expect, it } from "vitest";
import { clicks } from "../harness/hand";
import { inPage, until } from "../harness/until";
import { type Pair, valueOf } from "./pair";

/** Whether a caret with a name on it stands in the first line of a field, after this text, to two pixels. Looks in the widget and in the page itself. */
function caretIsAfter(flag: string, selector: string, text: string, name: string): boolean {
  const drawn = document.querySelector("tandem-widget")?.shadowRoot?.querySelector(flag) ?? document.querySelector(flag);
  const field = document.querySelector<HTMLTextAreaElement>(selector);
  const pen = document.createElement("canvas").getContext("2d");
  const line = drawn?.querySelector(".caret-line")?.getBoundingClientRect();
  if (!drawn || !field || !pen || !line || drawn.querySelector(".caret-name")?.textContent !== name) return false;
  const style = getComputedStyle(field);
  pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const box = field.getBoundingClientRect();
  const scale = box.width / field.offsetWidth;
  const wanted = box.left + (parseFloat(style.borderLeftWidth) + parseFloat(style.paddingLeft) + pen.measureText(text).width) * scale;
  return Math.abs(line.left + line.width / 2 - wanted) < 2 && line.top >= box.top - 1 && line.bottom <= box.bottom + 1;
}

/** Both in one form, with their carets. */
export function filling(pair: () => Pair): void {
  it("I4: both fill in the same field at the same time and lose nothing", async () => {
    const { agent, customer } = pair();
    await clicks(agent, "#name", "Alt");
    await agent.page.waitForSelector(".hand-field");
    await customer.page.focus("#name");
    await Promise.all([agent.page.keyboard.type("agentwrites", { delay: 15 }), customer.page.keyboard.type("CUSTOMERTOO", { delay: 15 })]);
    const both = await inPage(customer.page, "all letters of both", () => {
      const { value } = document.querySelector<HTMLInputElement>("#name") ?? { value: "" };
      return value.length === 22 && value;
    });
    expect(both.replace(/[A-Z]/g, "")).toBe("agentwrites");
    expect(both.replace(/[a-z]/g, "")).toBe("CUSTOMERTOO");
    await until("the agent has the same", async () => (await agent.page.$eval(".hand-field", (field) => (field as HTMLInputElement).value)) === both);
    await agent.page.keyboard.press("Escape");
  });

  it("I4: each sees where the other's caret is, and of a masked field only that they are in it", async () => {
    const { agent, customer } = pair();
    await clicks(agent, "#notes", "Alt");
    await agent.page.waitForSelector("textarea.hand-field");
    await agent.page.keyboard.type("both write");
    await valueOf(customer.page, "the notes", "#notes", "both write");
    await inPage(customer.page, "the agent's caret after the last letter, with their name", caretIsAfter, ".caret-flag.by-agent", "#notes", "both write", "Ada Agent");
    for (let i = 0; i < 5; i++) await agent.page.keyboard.press("ArrowLeft");
    await inPage(customer.page, "the agent's caret before the last word", caretIsAfter, ".caret-flag.by-agent", "#notes", "both ", "Ada Agent");
    await customer.page.focus("#notes");
    await customer.page.$eval("#notes", (field) => { (field as HTMLTextAreaElement).setSelectionRange(0, 0); });
    await customer.page.keyboard.type("We ");
    await inPage(customer.page, "the agent's caret went along", caretIsAfter, ".caret-flag.by-agent", "#notes", "We both ", "Ada Agent");
    await inPage(agent.page, "the customer's caret in the agent's own field", caretIsAfter, ".caret-flag.by-customer", "textarea.hand-field", "We ", "Customer");
    await customer.page.focus("#card");
    await customer.page.keyboard.type("4111");
    await inPage(agent.page, "the customer is in the masked field, and where in it is not told", () => {
      const flag = document.querySelector(".caret-flag.by-customer:not([hidden])");
      return flag?.querySelector(".caret-field") && !flag.querySelector(".caret-line");
    });
    await agent.page.keyboard.press("Escape");
    await inPage(customer.page, "the agent is in no field", () => document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".caret-flag.by-agent:not([hidden])") === null);
    // A field with wide sides: browsers differ in what they call its border.
    await clicks(agent, "#name", "Alt");
    await agent.page.waitForSelector("input.hand-field");
    await agent.page.keyboard.press("End");
    const name = await customer.page.$eval("#name", (field) => (field as HTMLInputElement).value);
    await inPage(customer.page, "the agent's caret at the end of the name", caretIsAfter, ".caret-flag.by-agent", "#name", name, "Ada Agent");
    await customer.page.focus("#name");
    await customer.page.keyboard.press("End");
    await inPage(agent.page, "the customer's caret at the end of the name", caretIsAfter, ".caret-flag.by-customer", "input.hand-field", name, "Customer");
    await agent.page.keyboard.press("Escape");
    await customer.page.$$eval("#card, #notes, #name", (fields) => {
      for (const field of fields) {
        (field as HTMLInputElement).value = "";
        (field as HTMLInputElement).blur();
      }
    });
    await inPage(agent.page, "the customer is in no field", () => document.querySelector(".caret-flag.by-customer:not([hidden])") === null);
  });
}
