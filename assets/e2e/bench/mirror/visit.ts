import type { Engine } from "./customer";
import type { CorpusPage } from "./corpus";
import type { Meeting, Pair } from "./pair";

/** Until pictures and fonts are there, in milliseconds. */
const SETTLE = 1500;

export async function pause(milliseconds: number): Promise<void> {
  await new Promise((done) => { setTimeout(done, milliseconds); });
}

/** A page of the corpus as it is when somebody is about to share it. */
export async function visit(pair: Pair, page: CorpusPage, engine: Engine): Promise<Meeting> {
  return pair.open(page.path, engine, async (customer) => {
    await customer.waitForSelector(page.shows);
    await page.use?.(customer);
    await customer.waitForNetworkIdle({ idleTime: 300, timeout: 10_000 });
  });
}

/** Pictures and fonts are there. */
export async function settled(page: CorpusPage): Promise<void> {
  await pause(page.settle ?? SETTLE);
}
