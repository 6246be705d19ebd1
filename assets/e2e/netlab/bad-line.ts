import type { Page } from "puppeteer-core";
import { percentile } from "../bench/figures";
import { until } from "../harness/until";
import type { Shape } from "./lab";
import type { Meeting, Shared } from "./meeting";
import { typingDelays } from "./typing";

/** A round trip of 200 ms that varies by 100, a tenth of the packets lost, 1 Mbit/s each way. The wire is the customer's; both directions take half. */
export const badLine: Shape = { rate: 1_000_000, delay_ms: 100, jitter_ms: 50, loss: 0.1 };
export const roundTripMs = 200;

/** Ten letters a second. Returns the delays' percentiles. */
export async function typing(meeting: Meeting, shared: Shared, letters: number): Promise<{ p50: number; p95: number }> {
  const delays = await typingDelays(meeting.agent, shared.customer, letters);
  return { p50: Math.round(percentile(delays, 0.5)), p95: Math.round(percentile(delays, 0.95)) };
}

/** Nodes that come, go, move and change for a while; then both sides must have the same. Returns how long after the last change that was so. */
export async function converges({ agent }: Meeting, { customer }: Shared, edits: number): Promise<number> {
  const wanted = await customer.page.evaluate(async (count) => {
    const place = document.createElement("section");
    place.id = "lab-edits";
    document.body.append(place);
    for (let i = 0; i < count; i++) {
      const all = [...place.querySelectorAll("p")];
      const some = all[Math.floor(Math.random() * all.length)];
      const kind = Math.random();
      if (!some || kind < 0.4) place.append(Object.assign(document.createElement("p"), { textContent: `new ${i}`, title: String(i) }));
      else if (kind < 0.6) some.textContent = `changed ${i}`;
      else if (kind < 0.8) place.prepend(some);
      else if (kind < 0.9) some.remove();
      else some.title = `changed ${i}`;
      await new Promise((next) => setTimeout(next, 20));
    }
    return place.innerHTML;
  }, edits);
  const begun = Date.now();
  await agent.seesInReplica("the same after all edits", (copy, html) => copy.getElementById("lab-edits")?.innerHTML === html, wanted);
  return Date.now() - begun;
}

/** Waits until the customer's browser has another connection for what may be lost: what keeps the pulse goes over both. */
export async function goesOverALane({ customer }: Shared): Promise<void> {
  await customer.page.evaluate(() => {
    const used = new Set<RTCDataChannel>();
    window.labPointerChannels = used;
    const send: (this: RTCDataChannel, data: ArrayBufferView<ArrayBuffer>) => void = Reflect.get(RTCDataChannel.prototype, "send");
    RTCDataChannel.prototype.send = function (this: RTCDataChannel, data: unknown) {
      if (this.label === "pointer") used.add(this);
      send.call(this, data as ArrayBufferView<ArrayBuffer>);
    };
  });
  await until("two channels for pointers", async () => customer.page.evaluate(() => (window.labPointerChannels?.size ?? 0) > 1), 60_000);
}

/** How long after `beside.js` was there the customer's page asked for what answers the offer of a lane, in milliseconds; undefined if it has not. */
export async function laneLoadedAfter({ customer }: Shared): Promise<number | undefined> {
  return customer.page.evaluate(() => {
    const [beside, lane] = ["beside", "lane"].map((name) => performance.getEntriesByType("resource").find((entry) => entry.name.endsWith(`/sdk/${name}.js`)) as PerformanceResourceTiming | undefined);
    return beside && lane && lane.startTime - beside.responseEnd;
  });
}

/** Letters of each paragraph of what is big. */
const paragraph = 400;

/** Paragraphs of so many letters in all, which can hardly be made smaller: six bits each. */
export async function bigText(page: Page, id: string, letters: number): Promise<void> {
  await page.evaluate((name, length, each) => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789. ";
    const big = document.createElement("section");
    big.id = name;
    for (let i = 0; i < length; i += each) {
      const some = document.createElement("p");
      some.textContent = Array.from({ length: each }, () => alphabet.charAt(Math.random() * alphabet.length)).join("");
      big.append(some);
    }
    document.body.append(big);
  }, id, letters, paragraph);
}

declare global {
  interface Window {
    labPointerChannels?: Set<RTCDataChannel>;
    labSmall?: Small;
    /** When the big one was there. */
    labBigSeen?: number;
  }
}

/** Small changes behind a big one: the first follows it by this, the others each other. In milliseconds. */
const smallAfterMs = 100;
const smallEveryMs = 250;

/** What changes, in turn: a text, and a list that gets another item. */
const smallKinds = ["text", "items"] as const;

/** For each kind what was made, or seen first, and when. */
type Small = Record<(typeof smallKinds)[number], [count: number, at: number][]>;

/** Milliseconds. The small changes are those of texts and new items, each after it was made. */
export interface BehindBig {
  readonly big: number;
  readonly text: readonly number[];
  readonly items: readonly number[];
}

/** A big change and, until it is at the agent, small ones behind it. */
export async function smallBehindBig({ agent }: Meeting, { customer }: Shared, bigLetters: number, withinMs: number): Promise<BehindBig> {
  const { page } = customer;
  await page.evaluate(() => {
    document.body.prepend(Object.assign(document.createElement("p"), { id: "lab-text", textContent: "0" }), Object.assign(document.createElement("ul"), { id: "lab-items" }));
  });
  await agent.seesInReplica("where the small changes will be", (copy) => copy.getElementById("lab-items") !== null);
  await agent.page.evaluate((length) => {
    const seen: Small = { text: [], items: [] };
    window.labSmall = seen;
    delete window.labBigSeen;
    clearInterval(window.labLook);
    window.labLook = setInterval(() => {
      const copy = document.querySelector<HTMLIFrameElement>(".device:not(.unseen) .replica iframe")?.contentDocument;
      const now = performance.timeOrigin + performance.now();
      const counts = { text: Number(copy?.getElementById("lab-text")?.textContent ?? ""), items: copy?.getElementById("lab-items")?.childElementCount ?? 0 };
      for (const kind of ["text", "items"] as const) if (counts[kind] > (seen[kind].at(-1)?.[0] ?? 0)) seen[kind].push([counts[kind], now]);
      if (copy?.getElementById("lab-big")?.textContent?.length === length) window.labBigSeen ??= now;
    }, 5);
  }, bigLetters);
  const begun = Date.now();
  await bigText(page, "lab-big", bigLetters);
  await page.evaluate((after, every) => {
    const made: Small = { text: [], items: [] };
    window.labSmall = made;
    const change = (): void => {
      const kind = made.text.length > made.items.length ? "items" : "text";
      made[kind].push([made[kind].length + 1, performance.timeOrigin + performance.now()]);
      const place = document.getElementById(`lab-${kind}`);
      if (kind === "text" && place) place.textContent = String(made.text.length);
      else place?.append(Object.assign(document.createElement("li"), { className: "lab-item", textContent: "One more" }));
    };
    setTimeout(() => {
      change();
      window.labBeat = setInterval(change, every);
    }, after);
  }, smallAfterMs, smallEveryMs);
  const big = (await until("the big change at the agent", async () => agent.page.evaluate(() => window.labBigSeen), withinMs)) - begun;
  const made = await page.evaluate(() => {
    clearInterval(window.labBeat);
    return window.labSmall ?? { text: [], items: [] };
  });
  const seen = await until("the last small change at the agent", async () => {
    const so = await agent.page.evaluate(() => window.labSmall);
    return so && smallKinds.every((kind) => (so[kind].at(-1)?.[0] ?? 0) >= made[kind].length) && so;
  }, withinMs);
  await agent.page.evaluate(() => { clearInterval(window.labLook); });
  await page.evaluate(() => {
    for (const id of ["lab-big", "lab-text", "lab-items"]) document.getElementById(id)?.remove();
  });
  await agent.seesInReplica("all gone again", (copy) => copy.querySelector("#lab-big, #lab-text, #lab-items") === null);
  // One that came together with the next was there when that was.
  const delays = (kind: keyof Small): number[] => made[kind].map(([count, at]) => Math.round((seen[kind].find(([shown]) => shown >= count)?.[1] ?? Number.NaN) - at));
  return { big: Math.round(big), text: delays("text"), items: delays("items") };
}
