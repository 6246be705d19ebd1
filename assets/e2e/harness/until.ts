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
  return holds(page, what, `(${fn.toString()})(...${JSON.stringify(args)})`);
}

/** How long a page goes on looking by itself before it answers that something does not hold yet, and how long that answer may take, in milliseconds. */
const watch = { inside: 1_000, outside: 6_000 };

/**
 * Waits until the expression has a value in the page. The page looks by itself, which spares both sides the debugging protocol. The expression travels as
 * text, since the console's policy forbids `eval`. A page that is left meanwhile need not answer: the next one is asked.
 */
export async function holds<T>(page: Page, what: string, expression: string, withinMs?: number): Promise<T> {
  const look = `(${watches.toString()})(() => (${expression}), ${glance.first}, ${glance.longest}, ${watch.inside})`;
  const left = async (): Promise<undefined> => new Promise((next) => { setTimeout(next, watch.outside); });
  return until(what, async () => (await Promise.race([page.evaluate(look), left()])) as T | null | undefined | false, withinMs);
}

/** Runs in the page. A tab that is not looked at has slow clocks: there it is one look, and the question comes again from outside. */
async function watches<T>(look: () => T, first: number, longest: number, forMs: number): Promise<T | undefined> {
  const end = performance.now() + forMs;
  for (let pause = first; ; pause = Math.min(longest, pause * 1.5)) {
    const isLast = document.hidden || performance.now() >= end;
    try {
      const value = look();
      if (isLast || (value !== null && value !== undefined && value !== false)) return value;
    } catch (error) {
      if (isLast) throw error;
    }
    await new Promise((next) => { setTimeout(next, pause); });
  }
}
