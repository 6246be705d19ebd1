import { percentile } from "../bench/figures";
import type { Meeting, Shared } from "./meeting";

declare global {
  interface Window {
    labPointed?: [x: number, at: number][];
    labShown?: [x: number, at: number][];
  }
}

/** How often the customer's mouse moves, in milliseconds, and from where, in CSS pixels. */
const everyMs = 50;
const start = { x: 100, y: 300 };

export interface PointerDelays {
  /** Of the moves that were shown, in milliseconds. */
  readonly p50: number;
  readonly p95: number;
  /** The median of the last third less that of the first: what queues gets later and later. */
  readonly growth: number;
  readonly made: number;
  readonly shown: number;
}

/** The customer's mouse goes along while a large change is on its way; how late each move that is shown is shown. */
export async function pointsBesideBig({ agent }: Meeting, { customer }: Shared, moves: number, bigCharacters: number): Promise<PointerDelays> {
  await agent.page.evaluate(() => {
    const shown: [number, number][] = [];
    window.labShown = shown;
    setInterval(() => {
      const arrow = document.querySelector<HTMLElement>(".device:not(.unseen) .pointer-layer .pointer.mouse");
      const x = Math.round(Number.parseFloat(arrow?.style.translate ?? ""));
      if (x > 0 && x !== shown.at(-1)?.[0]) shown.push([x, performance.timeOrigin + performance.now()]);
    }, 5);
  });
  await customer.page.evaluate((length) => {
    const pointed: [number, number][] = [];
    window.labPointed = pointed;
    addEventListener("pointermove", ({ clientX }) => pointed.push([Math.round(clientX), performance.timeOrigin + performance.now()]), true);
    const big = document.createElement("p");
    big.id = "lab-beside";
    // What can be compressed would not be big.
    big.textContent = Array.from({ length }, () => String.fromCharCode(0x4e00 + Math.random() * 20_000)).join("");
    document.body.append(big);
  }, bigCharacters);
  for (let i = 0; i < moves; i++) {
    await customer.page.mouse.move(start.x + 4 * i, start.y);
    await new Promise((next) => setTimeout(next, everyMs));
  }
  await agent.seesInReplica("the large change", (copy, length) => copy.getElementById("lab-beside")?.textContent?.length === length, bigCharacters);
  const pointed = new Map(await customer.page.evaluate(() => window.labPointed ?? []));
  const shown = await agent.page.evaluate(() => window.labShown ?? []);
  await customer.page.evaluate(() => document.getElementById("lab-beside")?.remove());
  const delays = shown.flatMap(([x, at]) => {
    const made = pointed.get(x);
    return made === undefined ? [] : [at - made];
  });
  const third = Math.floor(delays.length / 3);
  return {
    p50: Math.round(percentile(delays, 0.5)),
    p95: Math.round(percentile(delays, 0.95)),
    growth: Math.round(percentile(delays.slice(-third), 0.5) - percentile(delays.slice(0, third), 0.5)),
    made: pointed.size,
    shown: delays.length,
  };
}
