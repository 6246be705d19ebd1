import { readFileSync, writeFileSync } from "node:fs";
import { root } from "../harness/build";

/** The value below which the given part of the figures lies (nearest rank). */
export function percentile(figures: readonly number[], part: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

export function median(figures: readonly number[]): number {
  return percentile(figures, 0.5);
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Puts a text between its two marks in docs/benchmarks.md; the rest of the page stays as it is. */
export function writeSection(name: string, text: string): void {
  const path = `${root}docs/benchmarks.md`;
  const begin = `<!-- ${name}: written by scripts/bench -->`;
  const end = `<!-- ${name}: end -->`;
  const page = readFileSync(path, "utf8");
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  const section = `${begin}\n\n${text}\n\n${end}`;
  writeFileSync(path, from >= 0 && to > from ? page.slice(0, from) + section + page.slice(to + end.length) : `${page.trimEnd()}\n\n${section}\n`);
}
