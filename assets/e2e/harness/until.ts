import type { Page } from "puppeteer-core";

/** How long is waited for something, in milliseconds: far longer than it takes, so that other work on the machine is nobody's fault. */
const patience = 60_000;

/** How soon a condition is looked at again, in milliseconds: most hold at once, and looking costs the browsers a layout each time (a sixth of a run at 20 ms). */
const glance = { first: 15, longest: 120 };

/**
 * Waits until a condition holds and returns its value. The condition is asked again and again from outside: the browsers' own way of waiting needs
 * `eval`, which the console's policy forbids. A condition that throws does not hold yet: pages come and go.
 */
export async function until<T>(what: string, condition: () => Promise<T | null | undefined | false>, withinMs = patience): Promise<T> {
  const end = Date.now() + withinMs;
  let last: unknown;
  let pause = glance.first;
  while (Date.now() < end) {
    try {
      const value = await condition();
      if (value !== null && value !== undefined && value !== false) return value;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await new Promise((next) => setTimeout(next, pause));
    pause = Math.min(glance.longest, pause * 1.5);
  }
  throw new Error(`not within ${withinMs} ms: ${what}`, { cause: last });
}

/** Waits until the function, run in the page, returns something. */
export async function inPage<A extends unknown[], T>(page: Page, what: string, fn: (...args: A) => T | null | undefined | false, ...args: A): Promise<T> {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- puppeteer's own type for what crosses into the page
  return until(what, async () => (await page.evaluate(fn as any, ...args)) as T | null | undefined | false);
}
