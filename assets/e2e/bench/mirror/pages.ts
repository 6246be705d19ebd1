import { mkdirSync, writeFileSync } from "node:fs";
import { root } from "../../harness/build";
import type { CorpusPage } from "./corpus";
import type { Engine, Sent } from "./customer";
import { median } from "../figures";
import type { Meeting, Pair } from "./pair";
import { longestTask } from "./tasks";
import { pause, settled, visit } from "./visit";

/** One engine on one page, medians of all rounds. Times in milliseconds. */
export interface PageFigures {
  /** The longest uninterrupted call at consent: what the page feels as one block if nothing yields. */
  readonly call: number;
  /** All that the page's main thread did from consent until everything that a first paint needs was on its way, beyond what it does anyway. */
  readonly blocked: number;
  /** The longest task from consent until all was at rest (tasks.ts); NaN where the browser does not tell. */
  readonly longest: number;
  readonly paint: number;
  /** What the agent's main thread did until first paint. */
  readonly build: number;
  readonly raw: number;
  readonly packed: number;
  readonly sent: number;
  /** Bytes of pictures, fonts and canvases that were sent beside the page. */
  readonly assets?: number;
  /** Per cent of the pixels. */
  readonly pixels: number;
}

export interface PageResult {
  readonly name: string;
  readonly nodes: number;
  readonly tandem: PageFigures;
  readonly rrweb: PageFigures;
}

/** How long the page is watched before consent, to know what it does anyway, in milliseconds. */
const BASELINE = 300;
/** Between two samples, in milliseconds. */
const APART = 25;
/** What the page's main thread does anyway. */
interface Habit {
  /** By itself, as a part of the time. */
  readonly rate: number;
  /** To answer one sample, in milliseconds. */
  readonly sample: number;
}

/** What the customer's page had used when it had sent so many messages. */
interface Sample {
  readonly messages: number;
  readonly thread: number;
  readonly at: number;
}

async function sample(meeting: Meeting): Promise<Sample> {
  const messages = await meeting.customer.evaluate(() => window.customer.messages);
  return { messages, thread: (await meeting.used(0)).thread, at: performance.now() };
}

/** Samples the page until told otherwise, and once more. */
async function watch(meeting: Meeting, goesOn: () => boolean): Promise<Sample[]> {
  const samples: Sample[] = [];
  do {
    samples.push(await sample(meeting));
    await pause(APART);
  } while (goesOn());
  return [...samples, await sample(meeting)];
}

async function habit(meeting: Meeting): Promise<Habit> {
  const [before, from] = [await meeting.used(0), performance.now()];
  await pause(BASELINE);
  const after = await meeting.used(0);
  const rate = (after.thread - before.thread) / (performance.now() - from);
  const samples = await watch(meeting, () => performance.now() < from + 2 * BASELINE);
  const [first, last] = [samples[0] as Sample, samples.at(-1) as Sample];
  return { rate, sample: Math.max(0, last.thread - first.thread - rate * (last.at - first.at)) / (samples.length - 1) };
}

/** Pictures of both pages and of what differs are kept in out/bench-pictures when TANDEM_BENCH_PICTURES is set. */
function keep(name: string, pictures: Record<"customer" | "agent" | "difference", string>): void {
  const folder = `${root}out/bench-pictures`;
  mkdirSync(folder, { recursive: true });
  for (const [which, picture] of Object.entries(pictures)) writeFileSync(`${folder}/${name}, ${which}.png`, Buffer.from(picture, "base64"));
}

async function pixels(meeting: Meeting, name: string): Promise<number> {
  const clip = { width: 1280, height: 800 };
  const box = await meeting.agent.evaluate(() => window.agent.box());
  const customer = await meeting.customer.screenshot({ encoding: "base64", clip: { x: 0, y: 0, ...clip } });
  const agent = await meeting.agent.screenshot({ encoding: "base64", clip: { ...box, ...clip } });
  const found = await meeting.agent.evaluate(async (a, b) => window.agent.difference(a, b), customer, agent);
  if (process.env["TANDEM_BENCH_PICTURES"]) {
    keep(name, { customer, agent, difference: found.picture });
    console.log(name, found.part.toFixed(3), JSON.stringify(found.box));
  }
  return found.part;
}

/** What one round tells; the longest task takes rounds of its own. */
type Round = Omit<PageFigures, "longest"> & { readonly nodes: number };

async function round(pair: Pair, page: CorpusPage, engine: Engine): Promise<Round> {
  const meeting = await visit(pair, page, engine);
  const nodes = await meeting.customer.evaluate(() => window.customer.nodes());
  const busy = await habit(meeting);
  const [before, agentBefore] = [await sample(meeting), await meeting.used(1)];
  let watching = true;
  const sharing = meeting.share(engine).finally(() => { watching = false; });
  const samples = await watch(meeting, () => watching);
  const [{ call, paint }, agentAfter] = [await sharing, await meeting.used(1)];
  await settled(page);
  const sent: Sent = await meeting.customer.evaluate(async () => window.customer.sent());
  const needed = await meeting.customer.evaluate(() => window.customer.firstPicture());
  const until = samples.findIndex(({ messages }) => messages >= needed);
  const after = samples[until] ?? before;
  const differing = await pixels(meeting, `${pair.kind}, ${page.name}, ${engine}`);
  await meeting.end();
  return {
    nodes, call, paint, pixels: differing, raw: sent.raw, packed: sent.packed, sent: sent.sent, assets: sent.assets,
    blocked: Math.max(0, after.thread - before.thread - busy.rate * (after.at - before.at) - busy.sample * (until + 1)),
    build: agentAfter.thread - agentBefore.thread,
  };
}

/** Ours and rrweb's in turn, so that whatever else the machine does meets both. */
export async function measurePage(pair: Pair, page: CorpusPage, rounds: number): Promise<PageResult> {
  const all = { tandem: [] as Round[], rrweb: [] as Round[] };
  for (let i = 0; i < rounds; i++) {
    const order = i % 2 === 0 ? (["tandem", "rrweb"] as const) : (["rrweb", "tandem"] as const);
    for (const engine of order) all[engine].push(await round(pair, page, engine));
  }
  const longest = { tandem: 0, rrweb: 0 };
  for (let i = 0; i < rounds; i += 2) {
    for (const engine of ["tandem", "rrweb"] as const) longest[engine] = Math.max(longest[engine], await longestTask(pair, page, engine));
  }
  const middle = (engine: "tandem" | "rrweb"): PageFigures => {
    const figure = (key: keyof Round): number => median(all[engine].map((each) => each[key] ?? 0));
    return { call: figure("call"), blocked: figure("blocked"), longest: longest[engine], paint: figure("paint"), build: figure("build"), raw: figure("raw"), packed: figure("packed"), sent: figure("sent"), assets: figure("assets"), pixels: figure("pixels") };
  };
  return { name: page.name, nodes: median(all.tandem.map(({ nodes }) => nodes)), tandem: middle("tandem"), rrweb: middle("rrweb") };
}
