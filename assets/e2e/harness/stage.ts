import { mkdirSync, writeFileSync } from "node:fs";
import type { Page } from "puppeteer-core";
import { onTestFailed } from "vitest";
import type { Launched } from "./browsers";
import { out } from "./build";
import type { Server } from "./server";

/** If the running test fails: a picture of every page, what the browsers' consoles said, and the server's log. */
export function keepEvidence(browsers: readonly Launched[], server: Pick<Server, "log">, kept = `${out}failed/`): void {
  onTestFailed(async ({ task }) => {
    const folder = `${kept}${task.name.replace(/[^\w]+/g, "-").slice(0, 80)}/`;
    mkdirSync(folder, { recursive: true });
    for (const launched of browsers) {
      writeFileSync(`${folder}${launched.kind}.log`, launched.console.join("\n"));
      for (const [index, page] of (await launched.browser.pages()).entries()) await picture(page, `${folder}${launched.kind}-${index}.png`);
    }
    writeFileSync(`${folder}server.log`, server.log.join(""));
  });
}

async function picture(page: Page, path: string): Promise<void> {
  await page.screenshot({ path: path as `${string}.png` }).catch(() => undefined);
}
