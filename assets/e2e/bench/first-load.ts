import type { CDPSession, Page } from "puppeteer-core";
import { inPage } from "../harness/until";

/** What it took until a screen of the console could be used, and what came in the quiet afterwards. */
export interface FirstLoad {
  readonly requests: number;
  /** Over the wire, heads and all. */
  readonly bytes: number;
  readonly scriptBytes: number;
  /** Milliseconds from the navigation's start. */
  readonly paintMs: number;
  /** The thing that the person came for is there, and the main thread has been free for a moment: what is pressed is answered. */
  readonly readyMs: number;
  /** The sum of what tasks took beyond 50 ms before that. */
  readonly blockedMs: number;
  /** How far things moved by themselves (layout shift). */
  readonly shift: number;
  /** Fetched afterwards, while the browser had nothing to do. */
  readonly laterBytes: number;
}

/** A task longer than this is felt (the web platform's own "long task"), in milliseconds. */
const longTaskMs = 50;
/** As a phone or an old laptop against the machine that measures. */
const slower = 4;

declare global {
  interface Window { seen: { ready: number; shift: number; tasks: [number, number][] } }
}

/** Looks out in the page for when the selector can be used, what moves and what takes long. */
function watch(selector: string): void {
  const seen = window.seen = { ready: 0, shift: 0, tasks: [] as [number, number][] };
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value; }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => { for (const { startTime, duration } of list.getEntries()) seen.tasks.push([startTime, duration]); }).observe({ type: "longtask", buffered: true });
  const look = () => {
    if (document.querySelector(selector)) requestAnimationFrame(() => setTimeout(() => { seen.ready = performance.now(); }));
    else requestAnimationFrame(look);
  };
  look();
}

/** Opens the address with nothing in the browser's cache and its processor slowed, until the selector is there. */
export async function firstLoad(page: Page, address: string, selector: string): Promise<FirstLoad> {
  const cdp = await page.createCDPSession();
  await cdp.send("Network.enable");
  await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: slower });
  const script = await page.evaluateOnNewDocument(watch, selector);
  const traffic = new Traffic(cdp);
  await page.goto(address, { waitUntil: "domcontentloaded" });
  await inPage(page, selector, () => window.seen.ready > 0);
  const before = traffic.sum();
  await page.waitForNetworkIdle({ idleTime: 3000 });
  const { ready, shift, tasks, paint } = await page.evaluate(() => ({ ...window.seen, paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN }));
  await page.removeScriptToEvaluateOnNewDocument(script.identifier);
  await cdp.detach();
  return {
    ...before,
    paintMs: paint,
    readyMs: ready,
    blockedMs: tasks.filter(([start]) => start < ready).reduce((sum, [, duration]) => sum + Math.max(0, duration - longTaskMs), 0),
    shift,
    laterBytes: traffic.sum().bytes - before.bytes,
  };
}

/** What has come over the wire. */
class Traffic {
  readonly #kinds = new Map<string, string>();
  readonly #bytes = new Map<string, number>();

  constructor(cdp: CDPSession) {
    cdp.on("Network.responseReceived", ({ requestId, type }) => { this.#kinds.set(requestId, type); });
    cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => { this.#bytes.set(requestId, encodedDataLength); });
  }

  sum(): { requests: number; bytes: number; scriptBytes: number } {
    const all = [...this.#bytes];
    const add = (part: typeof all) => part.reduce((sum, [, bytes]) => sum + bytes, 0);
    return { requests: all.length, bytes: add(all), scriptBytes: add(all.filter(([id]) => this.#kinds.get(id) === "Script")) };
  }
}
