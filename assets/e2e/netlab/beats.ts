import type { Agent } from "../harness/agent";
import type { Customer } from "../harness/customer";
import { until } from "../harness/until";

/** A value in the customer's page and when it was there first: at the customer's, or in the agent's copy. Milliseconds of the machine's clock. */
export type Beat = readonly [value: number, at: number];

declare global {
  interface Window {
    labMade?: Beat[];
    labSeen?: Beat[];
    /** When the agent's page looked. */
    labLooked?: number[];
    labBeat?: ReturnType<typeof setInterval>;
    labLook?: ReturnType<typeof setInterval>;
  }
}

/** 20 changes a second: a busy page. */
const everyMs = 50;
/** How often the agent's page looks. */
const lookMs = 5;

/**
 * How long something took, by the clock, and by the beats that the customer's page made meanwhile, or by the looks that the agent's took if that is less: a page that
 * does not get its turn, on a machine that has other things to do, does neither.
 */
export interface Took {
  readonly ms: number;
  readonly inBeatsMs: number;
}

/**
 * A number that goes up in the customer's page, and what the agent's copy shows of it: the pulse by which a test tells whether, when and
 * for how long the view stood still.
 */
export class Beats {
  constructor(
    private readonly agent: Agent,
    private readonly customer: Customer,
  ) {}

  /** Starts both, and returns when the first beat has been seen. May be called again after a page was left. */
  async start(): Promise<void> {
    await this.startAgent();
    await this.startCustomer();
    // An earlier pulse of this page may still stand there.
    await until("the first beat", async () => {
      const made = new Set((await this.made()).map(([value]) => value));
      return (await this.seen()).some(([value]) => made.has(value));
    });
  }

  async startCustomer(): Promise<void> {
    await this.customer.page.evaluate((every) => {
      const place = document.createElement("p");
      place.id = "lab-beat";
      document.body.prepend(place);
      const made: [number, number][] = [];
      window.labMade = made;
      const first = Date.now() % 1e9;
      window.labBeat = setInterval(() => {
        const value = first + made.length;
        place.textContent = String(value);
        made.push([value, performance.timeOrigin + performance.now()]);
      }, every);
    }, everyMs);
  }

  async startAgent(): Promise<void> {
    await this.agent.page.evaluate((every) => {
      clearInterval(window.labLook);
      const seen: [number, number][] = [];
      const looked: number[] = [];
      window.labSeen = seen;
      window.labLooked = looked;
      window.labLook = setInterval(() => {
        looked.push(performance.timeOrigin + performance.now());
        const copy = document.querySelector<HTMLIFrameElement>(".device:not(.unseen) .replica iframe")?.contentDocument;
        const value = Number(copy?.getElementById("lab-beat")?.textContent ?? "");
        if (value > 0 && value !== seen.at(-1)?.[0]) seen.push([value, performance.timeOrigin + performance.now()]);
      }, every);
    }, lookMs);
  }

  async made(): Promise<Beat[]> {
    return (await this.customer.page.evaluate(() => window.labMade)) ?? [];
  }

  async seen(): Promise<Beat[]> {
    return (await this.agent.page.evaluate(() => window.labSeen)) ?? [];
  }

  /** Tells how long it was between two moments. */
  async #timer(): Promise<(from: number, to: number) => Took> {
    const looked = (await this.agent.page.evaluate(() => window.labLooked)) ?? [];
    const made = (await this.made()).map(([, at]) => at);
    return (from, to) => {
      const [beats, looks] = [made, looked].map((times) => times.filter((at) => at > from && at < to).length) as [number, number];
      return { ms: to - from, inBeatsMs: Math.min(everyMs * beats, lookMs * looks) };
    };
  }

  /** How long after the moment the agent sees something that came to be after it. */
  async againAfter(moment: number, withinMs: number): Promise<Took> {
    const again = await until(
      "beats at the agent again",
      async () => {
        const values = new Set((await this.made()).filter(([, at]) => at > moment).map(([value]) => value));
        return (await this.seen()).find(([value, at]) => at > moment && values.has(value));
      },
      withinMs,
    );
    return (await this.#timer())(moment, again[1]);
  }

  /** Stops, waits until the agent has the last one, and tells how many there were, how many were seen, and the longest standstill at the agent. */
  async stop(): Promise<{ made: number; seen: number; longestGap: Took }> {
    const last = await this.customer.page.evaluate(() => {
      clearInterval(window.labBeat);
      return window.labMade?.at(-1)?.[0];
    });
    await until("the last beat at the agent", async () => (await this.seen()).at(-1)?.[0] === last);
    const [made, seen] = [await this.made(), await this.seen()];
    const values = new Set(made.map(([value]) => value));
    const ofThese = seen.filter(([value]) => values.has(value));
    const timer = await this.#timer();
    const gaps = ofThese.slice(1).map(([, at], index) => timer(ofThese[index]?.[1] ?? at, at));
    const longest = (of: keyof Took): number => Math.round(Math.max(0, ...gaps.map((gap) => gap[of])));
    return { made: made.length, seen: ofThese.length, longestGap: { ms: longest("ms"), inBeatsMs: longest("inBeatsMs") } };
  }
}
