import { table } from "../figures";
import type { PageFigures, PageResult } from "./pages";
import type { LoadFigures, LoadResult, RowsFigures, RowsResult } from "./strain";

/** Gzipped bytes of what a customer and an agent load. */
export interface Sizes {
  readonly capture: number;
  readonly share: number;
  readonly replica: number;
  readonly recorder: number;
  readonly replayer: number;
}

const NAMES = { inserted: "1,000 rows inserted", "re-ordered": "1,000 rows re-ordered", removed: "1,000 rows removed" } as const;
const LOAD_NAMES = { idle: "nothing happens", typing: "typing, 20 letters a second", drag: "dragging, 60 a second", animation: "anime.js, 50 elements", chat: "a chat that streams, 30 words a second", texts: "10,000 texts a second" } as const;

const round = (value: number, digits = 0): string => (Number.isNaN(value) ? "–" : value.toFixed(digits));
const kilobytes = (bytes: number): string => (bytes < 10_240 ? (bytes / 1024).toFixed(1) : (bytes / 1024).toFixed(0));

/** Ours in parts of theirs. */
function ratio(ours: number, theirs: number): string {
  return theirs > 0 && !Number.isNaN(ours) ? (ours / theirs).toFixed(2) : "–";
}

function pair(ours: number, theirs: number, show: (value: number) => string = round): string[] {
  return [`${show(ours)} / ${show(theirs)}`, ratio(ours, theirs)];
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1 ? (sorted[Math.floor(half)] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

export function pagesTable(results: readonly PageResult[]): string {
  const line = (name: string, nodes: string, ours: PageFigures, theirs: PageFigures): string[] => [
    name, nodes,
    ...pair(ours.blocked, theirs.blocked),
    ...pair(ours.longest, theirs.longest),
    ...pair(ours.paint, theirs.paint),
    ...pair(ours.build, theirs.build),
    ...pair(ours.raw, theirs.raw, kilobytes),
    ...pair(ours.packed, theirs.packed, kilobytes),
    ours.assets === undefined ? "–" : kilobytes(ours.assets),
    `${round(ours.pixels, 2)} / ${round(theirs.pixels, 2)}`,
  ];
  const across = (engine: "tandem" | "rrweb"): PageFigures => {
    const figure = (key: keyof PageFigures): number => middle(results.map((result) => result[engine][key] ?? 0));
    return { call: figure("call"), blocked: figure("blocked"), longest: figure("longest"), paint: figure("paint"), build: figure("build"), raw: figure("raw"), packed: figure("packed"), sent: figure("sent"), assets: figure("assets"), pixels: figure("pixels") };
  };
  return table(
    ["page", "nodes", "blocked ms", "ratio", "longest task ms", "ratio", "first paint ms", "ratio", "build ms", "ratio", "raw KB", "ratio", "gz KB", "ratio", "assets KB (ours)", "pixels that differ, %"],
    [
      ...results.map(({ name, nodes, tandem, rrweb }) => line(name, nodes.toLocaleString("en"), tandem, rrweb)),
      line("**median**", "", across("tandem"), across("rrweb")),
    ],
  );
}

export function loadsTable(results: readonly LoadResult[]): string {
  const line = (name: string, ours: LoadFigures, theirs: LoadFigures): string[] => [
    name, ...pair(ours.cpu, theirs.cpu, (value) => round(value, 1)), ...pair(ours.p50, theirs.p50, (value) => round(value, 1)), ...pair(ours.p95, theirs.p95, (value) => round(value, 1)),
    ...pair(ours.raw, theirs.raw, kilobytes), ...pair(ours.packed, theirs.packed, kilobytes),
  ];
  return table(
    ["load", "CPU added, % of a core", "ratio", "p50 ms", "ratio", "p95 ms", "ratio", "raw KB", "ratio", "gz KB", "ratio"],
    results.map(({ name, tandem, rrweb }) => line(LOAD_NAMES[name], tandem, rrweb)),
  );
}

export function rowsTable(results: readonly RowsResult[]): string {
  const line = (name: string, ours: RowsFigures, theirs: RowsFigures): string[] => [
    name, ...pair(ours.latency, theirs.latency), ...pair(ours.busy, theirs.busy), ...pair(ours.sent, theirs.sent, kilobytes), ...pair(ours.packed, theirs.packed, kilobytes),
  ];
  return table(
    ["change", "latency ms", "ratio", "customer's main thread ms", "ratio", "sent KB", "ratio", "gz KB", "ratio"],
    results.map(({ name, tandem, rrweb }) => line(NAMES[name], tandem, rrweb)),
  );
}

export function sizesTable({ capture, share, replica, recorder, replayer }: Sizes): string {
  const kb = (bytes: number): string => (bytes / 1024).toFixed(1);
  return table(["loaded by", "ours, KB gz", "rrweb, KB gz", "ratio"], [
    ["the customer, mirror alone", kb(capture), kb(recorder), ratio(capture, recorder)],
    ["the customer, with transport and pointers (share.js, as it is served)", kb(share), "–", "–"],
    ["the agent", kb(replica), kb(replayer), ratio(replica, replayer)],
  ]);
}
