import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, it } from "vitest";
import { root } from "../harness/build";
import { writeSection } from "./figures";
import { writeChart } from "./mirror/chart";
import { corpus } from "./mirror/corpus";
import { type Kind, Pair } from "./mirror/pair";
import { measurePage, type PageResult } from "./mirror/pages";
import { loadsTable, pagesTable, rowsTable, type Sizes, sizesTable } from "./mirror/report";
import { measureSizes } from "./mirror/sizes";
import { LOADS, measureLoad, measureRows, type LoadResult, type RowsResult } from "./mirror/strain";

/**
 * Ours and rrweb side by side, on the same pages in the same run, from browser to browser over a data channel that is open already. What was
 * measured is kept beside the report's sources, so that a part may be measured again by its name: scripts/bench mirror -t "tabler, tables".
 */
const kind: Kind = process.env["TANDEM_BENCH_BROWSER"] === "firefox" ? "firefox" : "chromium";
const rounds = Number(process.env["TANDEM_BENCH_ROUNDS"] ?? 5);
/** How long a load runs, in milliseconds. */
const loadTime = 3000;

interface Kept {
  pages: Record<string, PageResult>;
  loads: Record<string, LoadResult>;
  rows: RowsResult[];
  sizes?: Sizes;
}

const store = `${root}out/bench-mirror-${kind}.json`;
const kept: Kept = existsSync(store) ? (JSON.parse(readFileSync(store, "utf8"), (_, value: unknown) => value ?? Number.NaN) as Kept) : { pages: {}, loads: {}, rows: [] };
let pair: Pair;

beforeAll(async () => {
  mkdirSync(`${root}out`, { recursive: true });
  pair = await Pair.start(kind);
});

afterAll(async () => {
  await pair.close();
  writeFileSync(store, JSON.stringify(kept));
  report();
});

describe("pages", () => {
  for (const page of corpus) it.skipIf(page.isWebGL === true && kind === "firefox")(page.name, async () => { kept.pages[page.name] = await measurePage(pair, page, rounds); });
});

describe("loads", () => {
  it("rows", async () => { kept.rows = await measureRows(pair, rounds); });
  for (const load of LOADS) it(load, async () => { kept.loads[load] = await measureLoad(pair, load, Math.min(rounds, 3), loadTime); });
});

describe("sizes", () => {
  it("sizes", async () => { kept.sizes = await measureSizes(); });
});

function report(): void {
  const pages = corpus.flatMap(({ name }) => kept.pages[name] ?? []);
  const loads = LOADS.flatMap((name) => kept.loads[name] ?? []);
  const browser = kind === "firefox" ? "Firefox" : "Chromium";
  const parts = [
    `## The mirror beside rrweb, in ${browser}`,
    "By `scripts/bench mirror`: Tandem's Capture and Replica and rrweb 2.2.2 (recorder with its defaults, replayer in live mode) on the same pages in the same run, one after the other in turn, "
      + `from browser to browser over an open data channel on one machine with two cores; medians of ${rounds} rounds. Every cell is ours / rrweb's; ratios below 1 are in our favour.`,
    "*Blocked* is the processor time of the customer's main thread from consent until all that a first paint needs was on its way, beyond what the page does anyway (its scripts are loaded and compiled by then, ours and rrweb's alike); ours is spread over tasks that yield. *Longest task* is how much of the processor's time came at once, from consent until all was at rest, in rounds of their own that are traced. "
      + "*Build* is the processor time of the agent's main thread until first paint. "
      + (kind === "firefox" ? "Firefox itself tells none of these times: they are the system's account of its threads (Linux, /proc); of tasks nobody tells. Without a screen it has no WebGL, so the page with three.js is measured in Chromium alone. " : "")
      + "*Raw* is before any compression, *gz* after it: ours as sent, rrweb's (which sends it raw) as if all of its events were gzipped as one.",
    "*Pixels that differ* are those of both pages at rest, 1.5 s after the first paint, as far as the pictures of both go. Ours runs as a site that shares its canvases has it (`data-canvas`): pictures, fonts and canvases that the agent's browser cannot have by itself "
      + "come from the customer's over a channel of their own, *assets*. rrweb with its defaults has neither. A canvas of WebGL is seen once the page draws it again: the page with one does so four times a second, the same picture each time, and is given 12 s: what is at rest is sent once more, without loss.",
  ];
  if (pages.length > 0) parts.push(pagesTable(pages));
  if (pages.length > 0 && kind === "chromium") {
    writeChart(pages);
    parts.push("![Blocked time and first paint on every page](benchmarks-mirror.svg)");
  }
  if (kept.rows.length > 0) parts.push("### A thousand rows", rowsTable(kept.rows));
  if (loads.length > 0) parts.push("### Loads", "CPU is of all threads of the customer's page, less what the load costs when nobody looks. Latency is from the change to the agent's DOM.", loadsTable(loads));
  if (kept.sizes && kind === "chromium") parts.push("### What has to be loaded", sizesTable(kept.sizes));
  const text = parts.join("\n\n");
  console.log(text);
  writeSection(`mirror-${kind}`, text);
}
