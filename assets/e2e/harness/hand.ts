import type { Agent } from "./agent";
import { inPage, until } from "./until";

/** Where something of the customer's page is on the agent's screen, once it stands still there: a note that comes or goes moves the page, and scales it a frame later. */
export async function placeOf(agent: Agent, selector: string): Promise<{ x: number; y: number }> {
  return until(`${selector} stands still`, async () => {
    const before = await placeNow(agent, selector);
    await agent.page.evaluate(async () => new Promise((next) => { requestAnimationFrame(() => { requestAnimationFrame(next); }); }));
    const after = await placeNow(agent, selector);
    return after.x === before.x && after.y === before.y && after;
  });
}

async function placeNow(agent: Agent, selector: string): Promise<{ x: number; y: number }> {
  const inCopy = await agent.seesInReplica(selector, (copy, wanted) => {
    const box = copy.querySelector(wanted)?.getBoundingClientRect();
    return box && box.width > 0 && { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }, selector);
  const hand = await inPage(agent.page, "the hand", () => {
    const element = document.querySelector<HTMLElement>(".hand");
    const box = element?.getBoundingClientRect();
    return element && box && { left: box.left, top: box.top, scale: box.width / element.offsetWidth };
  });
  return { x: hand.left + inCopy.x * hand.scale, y: hand.top + inCopy.y * hand.scale };
}

/** A click of the agent's, with the key of a mode held. */
export async function clicks(agent: Agent, selector: string, key?: "Alt" | "Control"): Promise<void> {
  const { x, y } = await placeOf(agent, selector);
  if (key) await agent.page.keyboard.down(key);
  await agent.page.mouse.move(x, y);
  await agent.page.mouse.click(x, y);
  if (key) await agent.page.keyboard.up(key);
}
