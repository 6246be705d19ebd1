import { readdirSync, readFileSync } from "node:fs";
import type { Launched } from "../harness/browsers";
import type { Lab, Side } from "./lab";

/**
 * A laptop that is shut and opened again: not one of the browser's processes runs meanwhile, and nothing comes in or goes out. Returns when it woke, in
 * milliseconds of the machine's clock.
 */
export async function sleeps(lab: Lab, side: Side, { browser }: Launched, forMs: number): Promise<number> {
  const main = browser.process()?.pid;
  if (main === undefined) throw new Error("the browser does not run");
  const all = family(main);
  await lab.wire(side, { dark: true });
  for (const each of all) process.kill(each, "SIGSTOP");
  try {
    await new Promise((morning) => setTimeout(morning, forMs));
  } finally {
    for (const each of all.toReversed()) process.kill(each, "SIGCONT");
    await lab.wire(side, {});
  }
  return performance.timeOrigin + performance.now();
}

/** The process and all that descend from it, the oldest first (proc(5): the fourth field of stat is the parent). */
function family(of: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      // The second field is a name in parentheses and may hold anything.
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // It has ended since.
    }
  }
  const found = [of];
  for (const each of found) for (const [child, parent] of parents) if (parent === each) found.push(child);
  return found;
}
