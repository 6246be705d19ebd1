import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Page } from "puppeteer-core";
import { out } from "./build";

/**
 * A picture of the screen as it is tested, for eyes, in e2e/out: only where it is asked for (PICTURES=1 npm run e2e). Each takes the browser and its driver a tenth of a
 * second, and there are two hundred; a test that fails makes its own (stage.ts).
 */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env["PICTURES"] === undefined) return;
  const path = `${out}${name}.png` as const;
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path, optimizeForSpeed: true });
}
