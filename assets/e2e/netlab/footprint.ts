import { readFileSync } from "node:fs";
import type { CDPSession, Page } from "puppeteer-core";

/** What a page of Chromium holds on to once its garbage is gone. */
export interface TabFootprint {
  /** JavaScript, the DOM's own heap and array buffers, in bytes. */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize?: number;
  readonly backingStorageSize?: number;
}

/** Looks at one page again and again, over one session of its own: each new session would be something to hold on to. */
export class TabScale {
  private constructor(private readonly session: CDPSession) {}

  static async of(page: Page): Promise<TabScale> {
    return new TabScale(await page.createCDPSession());
  }

  async weigh(): Promise<TabFootprint> {
    // What the first collection finalizes, the second one frees.
    for (let i = 0; i < 2; i++) await this.session.send("HeapProfiler.collectGarbage");
    const usage = (await this.session.send("Runtime.getHeapUsage")) as HeapUsage;
    const counters = await this.session.send("Memory.getDOMCounters");
    return {
      heap: usage.usedSize + (usage.embedderHeapUsedSize ?? 0) + (usage.backingStorageSize ?? 0),
      nodes: counters.nodes,
      listeners: counters.jsEventListeners,
    };
  }
}

/** The resident set of a process of this machine, in bytes (proc_pid_status(5)). */
export function residentBytes(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  if (!found) throw new Error(`process ${pid} has no memory`);
  return Number(found[1]) * 1024;
}
