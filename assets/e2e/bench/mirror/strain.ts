import type { Engine } from "./customer";
import type { LoadName, RowsName } from "./loads";
import { median, percentile } from "../figures";
import type { Meeting, Pair } from "./pair";

export interface LoadFigures {
  /** Per cent of a core, all threads of the page's process, beyond what the load costs when nobody looks. */
  readonly cpu: number;
  readonly p50: number;
  readonly p95: number;
  readonly raw: number;
  readonly packed: number;
  readonly sent: number;
}

export interface LoadResult {
  readonly name: LoadName;
  readonly tandem: LoadFigures;
  readonly rrweb: LoadFigures;
}

export interface RowsFigures {
  /** From the change until the agent's copy has it, in milliseconds. */
  readonly latency: number;
  /** What the customer's main thread did meanwhile, the change itself included, in milliseconds. */
  readonly busy: number;
  readonly raw: number;
  readonly packed: number;
  readonly sent: number;
}

export interface RowsResult {
  readonly name: RowsName;
  readonly tandem: RowsFigures;
  readonly rrweb: RowsFigures;
}

export const LOADS: readonly LoadName[] = ["idle", "typing", "drag", "animation", "chat", "texts"];
export const ROWS: readonly RowsName[] = ["inserted", "re-ordered", "removed"];

const PATH = "/bench/loads.html";

async function pause(milliseconds: number): Promise<void> {
  await new Promise((done) => { setTimeout(done, milliseconds); });
}

async function open(pair: Pair, engine: Engine): Promise<Meeting> {
  const meeting = await pair.open(PATH, engine, async (page) => {
    await page.waitForFunction(() => document.getElementById("spans")?.childElementCount === 200);
  });
  if (engine === "none") return meeting;
  await meeting.share(engine);
  // Everything about the first page is over and done with before a load begins.
  await pause(1500);
  await meeting.agent.evaluate(() => { window.agent.follow(); });
  return meeting;
}

/** Runs a load once. The first, unmeasured part lets the browser compile what it runs. */
async function runOnce(pair: Pair, load: LoadName, engine: Engine, milliseconds: number): Promise<LoadFigures> {
  const meeting = await open(pair, engine);
  await meeting.customer.evaluate(async (name) => window.customer.run(name, 700), load);
  await meeting.customer.evaluate(() => { window.customer.reset(); });
  await meeting.agent.evaluate(() => { window.agent.follow(); });
  const [before, from] = [await meeting.used(0), performance.now()];
  await meeting.customer.evaluate(async (name, time) => window.customer.run(name, time), load, milliseconds);
  const [after, to] = [await meeting.used(0), performance.now()];
  await pause(200);
  const delays = await meeting.agent.evaluate(() => [...window.agent.delays]);
  const { raw, packed, sent } = await meeting.customer.evaluate(async () => window.customer.sent());
  await meeting.end();
  const cpu = (after.process - before.process) / (to - from) * 100;
  return { cpu, p50: median(delays), p95: percentile(delays, 0.95), raw, packed, sent };
}

export async function measureLoad(pair: Pair, name: LoadName, rounds: number, milliseconds: number): Promise<LoadResult> {
  const all: Record<Engine, LoadFigures[]> = { none: [], tandem: [], rrweb: [] };
  for (let i = 0; i < rounds; i++) {
    const order: Engine[] = i % 2 === 0 ? ["none", "tandem", "rrweb"] : ["rrweb", "tandem", "none"];
    for (const engine of order) all[engine].push(await runOnce(pair, name, engine, milliseconds));
  }
  const middle = (engine: Engine, key: keyof LoadFigures): number => median(all[engine].map((each) => each[key]));
  const of = (engine: Engine): LoadFigures => ({
    cpu: middle(engine, "cpu") - middle("none", "cpu"), p50: middle(engine, "p50"), p95: middle(engine, "p95"), raw: middle(engine, "raw"), packed: middle(engine, "packed"), sent: middle(engine, "sent"),
  });
  return { name, tandem: of("tandem"), rrweb: of("rrweb") };
}

async function rowsOnce(pair: Pair, engine: Engine): Promise<Record<RowsName, RowsFigures>> {
  const meeting = await open(pair, engine);
  const found: Partial<Record<RowsName, RowsFigures>> = {};
  for (const name of ROWS) {
    await meeting.customer.evaluate(() => { window.customer.reset(); });
    const before = await meeting.used(0);
    const { at, expected } = await meeting.customer.evaluate((what) => window.customer.loads.rows(what), name);
    const arrived = await meeting.agent.evaluate(async (rows) => window.agent.arrives(rows), expected);
    const after = await meeting.used(0);
    await pause(300);
    const { raw, packed, sent } = await meeting.customer.evaluate(async () => window.customer.sent());
    found[name] = { latency: arrived - at, busy: after.thread - before.thread, raw, packed, sent };
  }
  await meeting.end();
  return found as Record<RowsName, RowsFigures>;
}

export async function measureRows(pair: Pair, rounds: number): Promise<RowsResult[]> {
  const all = { tandem: [] as Record<RowsName, RowsFigures>[], rrweb: [] as Record<RowsName, RowsFigures>[] };
  for (let i = 0; i < rounds; i++) {
    const order = i % 2 === 0 ? (["tandem", "rrweb"] as const) : (["rrweb", "tandem"] as const);
    for (const engine of order) all[engine].push(await rowsOnce(pair, engine));
  }
  return ROWS.map((name) => {
    const of = (engine: "tandem" | "rrweb"): RowsFigures => {
      const figure = (key: keyof RowsFigures): number => median(all[engine].map((each) => each[name][key]));
      return { latency: figure("latency"), busy: figure("busy"), raw: figure("raw"), packed: figure("packed"), sent: figure("sent") };
    };
    return { name, tandem: of("tandem"), rrweb: of("rrweb") };
  });
}
