import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "puppeteer-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Axe {
  run(context: object, options: object): Promise<{ violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] }>;
}

/** What axe-core finds wrong with the part of the page, a line each. The page need not allow `eval`: axe comes in by the debugging protocol. */
export async function violations(page: Page, include: string, exclude: readonly string[] = []): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  return page.evaluate(
    async (within, without) => {
      const { axe } = window as unknown as { axe: Axe };
      // Colours half-way between two themes are nobody's: what ends by itself is let end first.
      const ending = document.getAnimations().filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime ?? 0));
      await Promise.all(ending.map((animation) => animation.finished.catch(() => undefined)));
      const found = await axe.run({ include: [within], exclude: without }, { resultTypes: ["violations"], iframes: false });
      return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(" ")}: ${(failureSummary ?? "").replace(/\s+/g, " ")}`));
    },
    include,
    [...exclude],
  );
}
