import { percentile } from "../bench/figures";
import type { Meeting, Shared } from "./meeting";

declare global {
  interface Window {
    labPointed?: [x: number, at: number][];
    labShown?: [x: number, at: number][];
    /** When a pointer event was given to the browser to send. */
    labSent?: number[];
    labPointerLook?: ReturnType<typeof setInterval>;
  }
}

/** How often the customer's mouse moves, in milliseconds, and how far, in CSS pixels. */
const everyMs = 50;
const step = 3;
/** What it moves over: the same box in both browsers, whatever their fonts. In CSS pixels. */
const target = { left: 40, top: 200, width: 1000, height: 60 };

export interface PointerDelays {
  /** From the move to its sight at the agent, of those that were shown, in milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly longest: number;
  /** … of which, at the 95th percentile, from the moment it was given to the browser to send: the line, and all that queues. */
  readonly underWay: number;
  readonly made: number;
  readonly shown: number;
}

/** The customer's mouse goes along for a while; how late is what the agent is shown of it. */
export async function pointing({ agent }: Meeting, { customer }: Shared, moves: number): Promise<PointerDelays> {
  const { page } = customer;
  await page.evaluate(({ left, top, width, height }) => {
    const box = document.createElement("div");
    box.id = "lab-target";
    box.style.cssText = `position:fixed;z-index:99;background:#fed;left:${left}px;top:${top}px;width:${width}px;height:${height}px`;
    document.body.append(box);
    const pointed: [number, number][] = [];
    window.labPointed = pointed;
    if (!window.labSent) {
      const send = Reflect.get(RTCDataChannel.prototype, "send") as (this: RTCDataChannel, data: ArrayBufferView) => void;
      RTCDataChannel.prototype.send = function (this: RTCDataChannel, data: unknown) {
        if (this.label === "pointer") window.labSent?.push(performance.timeOrigin + performance.now());
        send.call(this, data as ArrayBufferView);
      };
    }
    window.labSent = [];
    box.addEventListener("pointermove", ({ clientX }) => pointed.push([Math.round(clientX), performance.timeOrigin + performance.now()]));
  }, target);
  await agent.seesInReplica("where the mouse is to go along", (copy) => copy.getElementById("lab-target") !== null);
  await agent.page.evaluate(() => {
    const shown: [number, number][] = [];
    window.labShown = shown;
    clearInterval(window.labPointerLook);
    window.labPointerLook = setInterval(() => {
      const arrow = document.querySelector<HTMLElement>(".device:not(.unseen) .pointer-layer .pointer.mouse");
      const x = Math.round(Number.parseFloat(arrow?.style.translate ?? ""));
      if (x > 0 && x !== shown.at(-1)?.[0]) shown.push([x, performance.timeOrigin + performance.now()]);
    }, 5);
  });
  const y = target.top + target.height / 2;
  for (let i = 1; i <= moves; i++) {
    await page.mouse.move(target.left + step * i, y);
    await new Promise((next) => setTimeout(next, everyMs));
  }
  const pointed = new Map(await page.evaluate(() => window.labPointed ?? []));
  const shown = await agent.page.evaluate(() => {
    clearInterval(window.labPointerLook);
    return window.labShown ?? [];
  });
  await page.evaluate(() => document.getElementById("lab-target")?.remove());
  const sent = await page.evaluate(() => window.labSent ?? []);
  const delays: number[] = [];
  const underWay: number[] = [];
  for (const [x, at] of shown) {
    const made = pointed.get(x);
    if (made === undefined) continue;
    delays.push(at - made);
    underWay.push(at - (sent.find((moment) => moment >= made) ?? made));
  }
  if (delays.length === 0) throw new Error(`of ${pointed.size} moves none was shown: ${JSON.stringify(shown.slice(0, 5))}`);
  const of = (share: number): number => Math.round(percentile(delays, share));
  return { p50: of(0.5), p95: of(0.95), longest: of(1), underWay: Math.round(percentile(underWay, 0.95)), made: pointed.size, shown: delays.length };
}
