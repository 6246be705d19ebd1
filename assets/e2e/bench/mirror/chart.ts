import { writeFileSync } from "node:fs";
import { root } from "../../harness/build";
import type { PageResult } from "./pages";

/** Where the figures are put, in pixels. */
const ROW = 24;
const TOP = 56;
const NAMES = 190;
const PANEL = 330;
const GAP = 40;

const STYLE = `text{font:13px system-ui,sans-serif;fill:#1c2733}.quiet{fill:#5b6b7a;font-size:11px}.head{font-weight:600}.grid{stroke:#d5dce2}.link{stroke:#9aa8b5;stroke-width:2}.ours{fill:#1f6feb}.theirs{fill:#d9722b}
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.quiet{fill:#9aa8b5}.grid{stroke:#303a44}.link{stroke:#5b6b7a}.ours{fill:#58a6ff}.theirs{fill:#f0a05a}}`;

interface Panel {
  readonly title: string;
  readonly figure: (result: PageResult, engine: "tandem" | "rrweb") => number;
  readonly marks: readonly number[];
}

const PANELS: readonly Panel[] = [
  { title: "Main thread blocked at consent, ms", figure: (result, engine) => result[engine].blocked, marks: [10, 30, 100, 300, 1000, 3000] },
  { title: "Consent → first paint at the agent, ms", figure: (result, engine) => result[engine].paint, marks: [30, 100, 300, 1000, 3000] },
];

function panel({ title, figure, marks }: Panel, left: number, results: readonly PageResult[]): string {
  const [low, high] = [Math.log(marks[0] ?? 1), Math.log((marks.at(-1) ?? 1) * 1.3)];
  const x = (value: number): number => left + Math.max(0, Math.min(1, (Math.log(Math.max(value, 1)) - low) / (high - low))) * PANEL;
  const bottom = TOP + results.length * ROW;
  const grid = marks.map((mark) => `<line class="grid" x1="${x(mark).toFixed(1)}" x2="${x(mark).toFixed(1)}" y1="${TOP - 8}" y2="${bottom}"/><text class="quiet" text-anchor="middle" x="${x(mark).toFixed(1)}" y="${bottom + 16}">${mark.toLocaleString("en")}</text>`);
  const rows = results.map((result, i) => {
    const y = TOP + i * ROW + ROW / 2;
    const [ours, theirs] = [x(figure(result, "tandem")).toFixed(1), x(figure(result, "rrweb")).toFixed(1)];
    return `<line class="link" x1="${ours}" x2="${theirs}" y1="${y}" y2="${y}"/><circle class="theirs" cx="${theirs}" cy="${y}" r="5"/><circle class="ours" cx="${ours}" cy="${y}" r="5"/>`;
  });
  return `<text class="head" x="${left}" y="${TOP - 20}">${title}</text>${grid.join("")}${rows.join("")}`;
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}

/** Ours and rrweb's on every page, on logarithmic scales: the shorter way to the left, the better. */
export function writeChart(results: readonly PageResult[], path = `${root}docs/benchmarks-mirror.svg`): void {
  const width = NAMES + PANELS.length * (PANEL + GAP);
  const height = TOP + results.length * ROW + 28;
  const names = results.map(({ name }, i) => `<text x="0" y="${TOP + i * ROW + ROW / 2 + 4}">${escaped(name)}</text>`);
  const key = `<circle class="ours" cx="6" cy="12" r="5"/><text x="16" y="16">Tandem</text><circle class="theirs" cx="86" cy="12" r="5"/><text x="96" y="16">rrweb</text>`;
  const panels = PANELS.map((each, i) => panel(each, NAMES + i * (PANEL + GAP), results));
  writeFileSync(path, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Tandem and rrweb on every page"><style>${STYLE}</style>${key}${names.join("")}${panels.join("\n")}</svg>\n`);
}
