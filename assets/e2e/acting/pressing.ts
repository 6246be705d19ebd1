import { expect, it } from "vitest";
import { clicks } from "../harness/hand";
import { inPage } from "../harness/until";
import { type Pair, pressedAt, valueOf } from "./pair";

/** The agent's three modes, and everything that can be pressed or chosen. */
export function pressing(pair: () => Pair): void {
  it("I2: in plain mode nothing reaches the customer", async () => {
    const { agent, customer } = pair();
    await clicks(agent, "#plain");
    await agent.page.keyboard.type("nothing");
    expect(await pressedAt(customer.page, "#plain")).toBeUndefined();
    expect(await customer.page.evaluate(() => document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".agent-pointer:not([hidden])") ?? null)).toBeNull();
  });

  it("I2: with Ctrl the pointer and the clicks are shown at the same element, and nothing is pressed", async () => {
    const { agent, customer } = pair();
    await clicks(agent, "#plain", "Control");
    await inPage(customer.page, "a circle at the button", () => {
      const ring = document.querySelector("tandem-widget")?.shadowRoot?.querySelector(".agent-click");
      const at = ring?.getBoundingClientRect();
      const button = document.querySelector("#plain")?.getBoundingClientRect();
      return at && button && at.left > button.left && at.left < button.right && at.top > button.top && at.top < button.bottom;
    });
    await agent.page.keyboard.up("Control");
    expect(await pressedAt(customer.page, "#plain")).toBeUndefined();
  });

  it("I3: with Alt a click is a click; a tick box, a slider, a list and a date too", async () => {
    const { agent, customer } = pair();
    await clicks(agent, "#plain", "Alt");
    await inPage(customer.page, "the button was pressed once", () => document.querySelector<HTMLElement>("#plain")?.dataset["pressed"] === "1");
    await clicks(agent, "#agree", "Alt");
    await inPage(customer.page, "ticked", () => document.querySelector<HTMLInputElement>("#agree")?.checked);
    await clicks(agent, "#level", "Alt");
    await inPage(customer.page, "the slider is in the middle", () => Math.abs(Number(document.querySelector<HTMLInputElement>("#level")?.value) - 50) < 10);
    await clicks(agent, "#size", "Alt");
    await agent.page.waitForSelector(".hand-list");
    await agent.page.select(".hand-list", "Large");
    await agent.page.focus(".hand-list");
    await agent.page.keyboard.press("Enter");
    await valueOf(customer.page, "Large is chosen", "#size", "Large");
    await clicks(agent, "#day", "Alt");
    await agent.page.waitForSelector(".hand-field[type=date]");
    await agent.page.$eval(".hand-field[type=date]", (field) => {
      (field as HTMLInputElement).value = "2026-12-24";
      field.dispatchEvent(new Event("input"));
    });
    await valueOf(customer.page, "the day", "#day", "2026-12-24");
    await agent.page.keyboard.press("Escape");
  });

  it("I3: rich text", async () => {
    const { agent, customer } = pair();
    await clicks(agent, "#rich", "Alt");
    await agent.page.keyboard.type("héllo");
    await inPage(customer.page, "the letters are in it", () => document.querySelector("#rich")?.textContent.includes("héllo"));
    await agent.page.keyboard.press("Escape");
  });
}
