import type { Agent } from "../harness/agent";
import type { Customer } from "../harness/customer";
import { clicks, placeOf } from "../harness/hand";
import { inPage } from "../harness/until";

declare global {
  interface Window {
    /** When each click or letter was there, by this machine's clock, in milliseconds. */
    benchTimes?: number[];
    benchEchoes?: number[];
  }
}

/** Puts a button and a field over the customer's page, where nothing else is pressed. */
async function prepare(customer: Customer): Promise<void> {
  await customer.page.evaluate(() => {
    document.body.insertAdjacentHTML("afterbegin", `<p style="position:fixed;inset:60px auto auto 20px;z-index:99;background:#fff"><button id="bench-button" type="button">Press</button> <input id="bench-field"></p>`);
  });
}

/** From the agent's letting go of the button to the `click` in the customer's page. */
export async function clickTimes(agent: Agent, customer: Customer, count: number): Promise<number[]> {
  await prepare(customer);
  await customer.page.evaluate(() => {
    const times: number[] = (window.benchTimes = []);
    document.querySelector("#bench-button")?.addEventListener("click", () => times.push(performance.timeOrigin + performance.now()));
  });
  const { x, y } = await placeOf(agent, "#bench-button");
  await agent.page.evaluate(() => {
    const times: number[] = (window.benchTimes = []);
    document.querySelector(".hand")?.addEventListener("pointerup", (event) => times.push(performance.timeOrigin + event.timeStamp), { capture: true });
  });
  await agent.page.keyboard.down("Alt");
  await agent.page.mouse.move(x, y);
  for (let i = 1; i <= count; i++) {
    await agent.page.mouse.click(x, y);
    await inPage(customer.page, "the click", (wanted) => window.benchTimes?.length === wanted, i);
  }
  await agent.page.keyboard.up("Alt");
  return differences(await agent.page.evaluate(() => window.benchTimes ?? []), await customer.page.evaluate(() => window.benchTimes ?? []));
}

export interface TypingTimes {
  /** From the agent's letter to the `input` event in the customer's page, and to the same letter in the agent's copy of that page. */
  readonly there: readonly number[];
  readonly back: readonly number[];
}

/** Twenty letters a second, as the fastest typists write. */
export async function typingTimes(agent: Agent, customer: Customer, count: number): Promise<TypingTimes> {
  await customer.page.evaluate(() => {
    const times: number[] = (window.benchTimes = []);
    const field = document.querySelector<HTMLInputElement>("#bench-field");
    // Letters that arrive together count each.
    field?.addEventListener("input", () => { while (times.length < field.value.length) times.push(performance.timeOrigin + performance.now()); });
  });
  await clicks(agent, "#bench-field", "Alt");
  await agent.page.waitForSelector(".hand-field");
  await agent.page.evaluate(() => {
    const [times, echoes]: [number[], number[]] = [(window.benchTimes = []), (window.benchEchoes = [])];
    document.querySelector(".hand-field")?.addEventListener("input", () => times.push(performance.timeOrigin + performance.now()));
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      const copy = document.querySelector<HTMLIFrameElement>(".device:not(.unseen) .replica iframe")?.contentDocument?.querySelector<HTMLInputElement>("#bench-field");
      while (copy && echoes.length < copy.value.length) echoes.push(performance.timeOrigin + performance.now());
      setTimeout(() => { channel.port2.postMessage(0); }, 1);
    };
    channel.port2.postMessage(0);
  });
  await agent.page.keyboard.type("abcdefghij".repeat(Math.ceil(count / 10)).slice(0, count), { delay: 50 });
  await inPage(agent.page, "the last echo", (wanted) => (window.benchEchoes?.length ?? 0) >= wanted, count);
  await agent.page.keyboard.press("Escape");
  const [typed, back] = await agent.page.evaluate(() => [window.benchTimes ?? [], window.benchEchoes ?? []] as const);
  return { there: differences(typed, await customer.page.evaluate(() => window.benchTimes ?? [])), back: differences(typed, back) };
}

function differences(begun: readonly number[], ended: readonly number[]): number[] {
  return begun.flatMap((at, index) => {
    const end = ended[index];
    return end === undefined ? [] : [end - at];
  });
}
