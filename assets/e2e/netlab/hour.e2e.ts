import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { median, table, writeSection } from "../bench/figures";
import { BusyPage } from "./busy-page";
import { residentBytes, TabScale } from "./footprint";
import { Meeting, type Shared } from "./meeting";

/** An hour, unless the environment wants it shorter; never so short that there is nothing after the first five minutes. */
const minutes = Math.max(7, Number(process.env["TANDEM_SOAK_MINUTES"] ?? 60));
/** Changes a second. More of them make what grows with each change seen sooner: 100 for ten minutes are nearly as many as an hour's. */
const perSecond = Number(process.env["TANDEM_SOAK_RATE"] ?? 20);
/** Until then caches, tables and compiled code find their size. */
const settledMinutes = 5;
const everyMs = 20_000;
/** Of the memory after the first five minutes. */
const mostGrowth = 0.05;
const MB = 1_000_000;

interface Sample {
  readonly minute: number;
  readonly agent: number;
  readonly customer: number;
  readonly server: number;
}

let meeting: Meeting;
let shared: Shared;

beforeAll(async () => {
  // Only Chromium tells what a page holds on to once its garbage is gone.
  meeting = await Meeting.open("chromium", "chromium");
  await meeting.lab.wire("customer", { delay_ms: 20 });
  shared = await meeting.share();
});
afterAll(async () => { await meeting.close(); });
beforeEach(() => { meeting.keepEvidence(); });

it(`${minutes} minutes of a busy page: nothing grows, nothing drifts`, { timeout: (minutes + 3) * 60_000 }, async () => {
  const busy = new BusyPage(shared.customer, perSecond);
  const scales = { agent: await TabScale.of(meeting.agent.page), customer: await TabScale.of(shared.customer.page) };
  const samples: Sample[] = [];
  const begun = Date.now();
  await busy.start();
  for (let at = begun; at < begun + minutes * 60_000; at = Date.now()) {
    await new Promise((next) => setTimeout(next, everyMs));
    await shared.customer.page.mouse.move(100 + (samples.length % 10) * 50, 300, { steps: 20 });
    const held = await busy.hold();
    await meeting.agent.seesInReplica("the same as the customer", (copy, html) => copy.getElementById("lab-busy")?.innerHTML === html, held);
    const [agent, customer] = [await scales.agent.weigh(), await scales.customer.weigh()];
    samples.push({ minute: (Date.now() - begun) / 60_000, agent: agent.heap, customer: customer.heap, server: residentBytes(meeting.server.pid) });
    process.stdout.write(`${JSON.stringify({ ...samples.at(-1), agentNodes: agent.nodes, agentListeners: agent.listeners, customerNodes: customer.nodes, customerListeners: customer.listeners })}\n`);
    await busy.start();
  }
  await busy.hold();
  report(samples, await busy.turns());
  for (const who of ["agent", "customer", "server"] as const) expect(growth(samples, who), who).toBeLessThanOrEqual(mostGrowth);
});

/** What is there around the fifth minute, and at the end: the middle of a few, for one look tells little. */
function between(samples: readonly Sample[], who: "agent" | "customer" | "server"): { settled: number; end: number } {
  const after = samples.filter(({ minute }) => minute >= settledMinutes).map((sample) => sample[who]);
  const few = Math.max(1, Math.min(5, Math.floor(after.length / 2)));
  return { settled: median(after.slice(0, few)), end: median(after.slice(-few)) };
}

function growth(samples: readonly Sample[], who: "agent" | "customer" | "server"): number {
  const { settled, end } = between(samples, who);
  return end / settled - 1;
}

function report(samples: readonly Sample[], turns: number): void {
  const row = (name: string, who: "agent" | "customer" | "server"): string[] => {
    const { settled, end } = between(samples, who);
    return [name, (settled / MB).toFixed(1), (end / MB).toFixed(1), `${(growth(samples, who) * 100).toFixed(1)} %`];
  };
  writeSection(
    "netlab-hour",
    [
      "## An hour of a busy page",
      "",
      `\`scripts/netlab soak hour\`, ${minutes} minutes: ${perSecond} changes a second in 200 rows (${turns} in all), both in Chromium; at each of ${samples.length} looks the trees were the same.`,
      "Tabs: what is held once garbage is collected, in MB; the server: its resident set. Bar: 5 % growth after the first five minutes.",
      "",
      table(["who", "after five minutes", "at the end", "growth"], [row("agent's tab", "agent"), row("customer's tab", "customer"), row("server", "server")]),
    ].join("\n"),
  );
}
