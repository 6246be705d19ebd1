import type { Agent } from "../harness/agent";
import type { Customer } from "../harness/customer";

/** Somebody types into the search field, ten letters a second; returns how long each took to be in the agent's copy, in milliseconds. */
export async function typingDelays(agent: Agent, customer: Customer, count: number): Promise<number[]> {
  await agent.page.evaluate(() => {
    const seen: [string, number][] = [];
    (window as unknown as { labTyped: [string, number][] }).labTyped = seen;
    setInterval(() => {
      const value = document.querySelector<HTMLIFrameElement>(".device:not(.unseen) .replica iframe")?.contentDocument?.querySelector<HTMLInputElement>("#q")?.value ?? "";
      if (value !== seen.at(-1)?.[0]) seen.push([value, performance.timeOrigin + performance.now()]);
    }, 5);
  });
  const typed = await customer.page.evaluate(async (letters) => {
    const field = document.querySelector<HTMLInputElement>("#q");
    const at: [string, number][] = [];
    if (!field) return at;
    field.maxLength = letters + 1;
    field.value = "";
    field.focus();
    for (let i = 0; i < letters; i++) {
      await new Promise((next) => setTimeout(next, 100));
      document.execCommand("insertText", false, "abcdefghij".charAt(i % 10));
      at.push([field.value, performance.timeOrigin + performance.now()]);
    }
    return at;
  }, count);
  await agent.seesInReplica("the last letter", (copy, last) => copy.querySelector<HTMLInputElement>("#q")?.value === last, typed.at(-1)?.[0] ?? "");
  const seen = await agent.page.evaluate(() => (window as unknown as { labTyped: [string, number][] }).labTyped);
  // Values may be skipped when two letters arrive at once: a letter is there when a value at least as long is.
  return typed.map(([value, at]) => (seen.find(([shown]) => shown.startsWith(value))?.[1] ?? Number.POSITIVE_INFINITY) - at);
}
