import type { Agent } from "../harness/agent";
import type { Customer } from "../harness/customer";
import { until } from "../harness/until";

/** A value in the customer's page and when it was there first: at the customer's, or in the agent's copy. Milliseconds of the machine's clock. */
export type Beat = readonly [value: number, at: number];

declare global {
  interface Window {
    labMade?: Beat[];
    labSeen?: Beat[];
    labBeat?: ReturnType<typeof setInterval>;
    labLook?: ReturnType<typeof setInterval>;
  }
}

/** 20 changes a second: a busy page. */
const everyMs = 50;

/** How long something took, by the clock, and by the beats that the customer's page made meanwhile: on a machine that has other things to do these are fewer. */
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
    await this.agent.page.evaluate(() => {
      clearInterval(window.labLook);
      const seen: [number, number][] = [];
      window.labSeen = seen;
      window.labLook = setInterval(() => {
        const copy = document.querySelector<HTMLIFrameElement>(".device:not(.unseen) .replica iframe")?.contentDocument;
        const value = Number(copy?.getElementById("lab-beat")?.textContent ?? "");
        if (value > 0 && value !== seen.at(-1)?.[0]) seen.push([value, performance.timeOrigin + performance.now()]);
      }, 5);
    });
  }

  async made(): Promise<Beat[]> {
    return (await this.customer.page.evaluate(() => window.labMade)) ?? [];
  }

  async seen(): Promise<Beat[]> {
    return (await this.agent.page.evaluate(() => window.labSeen)) ?? [];
  }

  /** How long after the moment the agent sees something that came to be after it. */
  async againAfter(moment: number, withinMs: number): Promise<Took> {
    return until(
      "beats at the agent again",
      async () => {
        const younger = (await this.made()).filter(([, at]) => at > moment);
        const values = new Set(younger.map(([value]) => value));
        const beat = (await this.seen()).find(([value, at]) => at > moment && values.has(value));
        return beat && { ms: beat[1] - moment, inBeatsMs: everyMs * younger.filter(([, at]) => at < beat[1]).length };
      },
      withinMs,
    );
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
    const gaps = ofThese.slice(1).map(([, at], index): Took => {
      const before = ofThese[index]?.[1] ?? at;
      return { ms: at - before, inBeatsMs: everyMs * made.filter(([, moment]) => moment > before && moment < at).length };
    });
    const longest = (of: keyof Took): number => Math.round(Math.max(0, ...gaps.map((gap) => gap[of])));
    return { made: made.length, seen: ofThese.length, longestGap: { ms: longest("ms"), inBeatsMs: longest("inBeatsMs") } };
  }
}
