import { readdirSync, readFileSync } from "node:fs";
import type { Browser, CDPSession, Page } from "puppeteer-core";

/** Milliseconds of a processor. */
export interface Used {
  /** The page's main thread. */
  readonly thread: number;
  /** All threads of the page's process. */
  readonly process: number;
}

/** Tells what a page has used so far. */
export interface Meter {
  read(): Promise<Used>;
}

/** Chromium tells by its debugging protocol. `browser` is a session with the whole browser. */
export async function chromiumMeter(browser: CDPSession, page: Page): Promise<Meter> {
  const session = await page.createCDPSession();
  // Time that the thread ran, not that passed: other programs of the machine do not count.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return {
    read: async () => {
      const [{ metrics }, { processInfo }] = await Promise.all([session.send("Performance.getMetrics"), browser.send("SystemInfo.getProcessInfo")]);
      const renderers = processInfo.filter(({ type }) => type === "renderer");
      const tasks = metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
      return { thread: tasks * 1000, process: renderers.reduce((sum, { cpuTime }) => sum + cpuTime, 0) * 1000 };
    },
  };
}

/** How many times a second Linux counts a process's time (USER_HZ, proc(5)). */
const TICKS = 100;

/** Firefox does not tell; the system does, of its processes for pages. There is one page in each browser, and the other such processes have nothing to do. */
export function firefoxMeter(browser: Browser): Meter {
  const parent = String(browser.process()?.pid ?? 0);
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && isForPages(name, parent));
  if (pids.length === 0) throw new Error("Firefox has no process for pages");
  return {
    read: () => {
      const threads = pids.map((pid) => Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6);
      // What follows the name, which may hold anything: the state is field 3 of stat, the times are 14 and 15.
      const processes = pids.map((pid) => readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ").slice(11, 13).reduce((sum, ticks) => sum + (Number(ticks) / TICKS) * 1000, 0));
      const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
      return Promise.resolve({ thread: total(threads), process: total(processes) });
    },
  };
}

function isForPages(pid: string, parent: string): boolean {
  try {
    // Its fork server writes them over its own, with blanks between.
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split(/[\0 ]/);
    return words.includes("-isForBrowser") && words[words.indexOf("-parentPid") + 1] === parent;
  } catch {
    return false; // It ended while it was asked about.
  }
}
