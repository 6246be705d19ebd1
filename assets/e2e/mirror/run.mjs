// The mirror's browser tests: node e2e/mirror/run.mjs [--browser chromium|firefox] [--only TEXT]
import { readdir } from "node:fs/promises";
import { parseArgs } from "node:util";
import { launch } from "./browsers.mjs";
import { privateRoutes } from "./private.mjs";
import { serve } from "./server.mjs";

const { values } = parseArgs({ options: { browser: { type: "string" }, only: { type: "string" } } });
const tests = [];
for (const file of (await readdir(new URL("./tests/", import.meta.url))).sort()) {
  if (file.endsWith(".mjs")) tests.push(...(await import(`./tests/${file}`)).default);
}

let passed = 0;
let failed = 0;

/** All tests in one browser, one after the other. */
async function runIn(name) {
  const browser = await launch(name);
  const asked = [];
  const server = await serve({ routes: privateRoutes(asked) });
  for (const { name: title, run, only } of tests) {
    if (values.only && !title.includes(values.only)) continue;
    if (only && only !== name) continue;
    const page = await browser.newPage();
    page.setDefaultTimeout(120_000);
    const log = [];
    page.on("console", (message) => log.push(message.text()));
    page.on("pageerror", (error) => log.push(String(error)));
    const begun = performance.now();
    try {
      await page.goto(`${server.origin}/agent.html`);
      await run({ page, server, asked, browser: name, log });
      passed++;
      console.log(`ok   ${name}: ${title} (${Math.round(performance.now() - begun)} ms)`);
    } catch (error) {
      failed++;
      console.log(`FAIL ${name}: ${title}\n     ${String(error.stack ?? error).split("\n").slice(0, 30).join("\n     ")}\n     ${log.slice(-8).join("\n     ")}`);
    }
    await page.close();
  }
  await server.close();
  await browser.close();
}

// The browsers wait more than they work: beside each other they take two thirds of the time.
await Promise.all((values.browser ? [values.browser] : ["chromium", "firefox"]).map(runIn));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
