import { mkdirSync, writeFileSync } from "node:fs";
import type { Page } from "puppeteer-core";
import { onTestFailed, onTestFinished } from "vitest";
import type { Launched } from "./browsers";
import { out } from "./build";
import type { Server } from "./server";

/** Where our own scripts are served from: an error of theirs was made in one of these, as the first line of its stack with an address says; an error of a test's own page was not. */
const ours = /^[^/]*https?:\/\/[^/\s]+\/(?:sdk\/\w+|sdk|console\/[\w/-]+)\.js\b/;

/** Firefox's own word for a script that it could not get, as when the server is gone: it says so even where we catch it and try again. What nobody caught is told as a TypeError besides. */
const notLoaded = /^Loading module from “[^”]*” was blocked/;

/** The running test fails if a script of ours threw something that nobody caught. If it fails, there is a picture of every page, what the browsers' consoles said, and the server's log. */
export function keepEvidence(browsers: readonly Launched[], server: Pick<Server, "log">, kept = `${out}failed/`): void {
  onTestFinished(() => {
    const uncaught = browsers.flatMap(({ errors }) => errors.splice(0)).filter((error) => ours.test(error) && !notLoaded.test(error));
    if (uncaught.length > 0) throw new Error(`uncaught in a page: ${uncaught.join("\n\n")}`);
  });
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
