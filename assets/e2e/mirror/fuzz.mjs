// Random pages, random edits: after every batch the two pages must be equal.
// node e2e/mirror/fuzz.mjs [--seeds N] [--edits K] [--first-seed S] [--browser chromium|firefox] [--losses]
import { parseArgs } from "node:util";
import { launch } from "./browsers.mjs";
import { serve } from "./server.mjs";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1000" }, edits: { type: "string", default: "120" }, "first-seed": { type: "string", default: "1" },
    browser: { type: "string", default: "chromium" }, losses: { type: "boolean", default: false },
  },
});
const [first, seeds, edits] = [Number(values["first-seed"]), Number(values.seeds), Number(values.edits)];
const browser = await launch(values.browser);
const server = await serve();
/** Seeds run on one page before it is replaced by a fresh one, snapshot and all. */
const PER_PAGE = 20;
let failures = 0;
const begun = performance.now();
for (let from = first; from < first + seeds; from += PER_PAGE) {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(`${server.origin}/agent.html`);
  await page.evaluate(() => bench.load("/empty.html"));
  for (let seed = from; seed < Math.min(from + PER_PAGE, first + seeds); seed++) {
    const failure = await page.evaluate((s, e, l) => bench.fuzz(s, e, l), seed, edits, values.losses).catch((error) => `${error}`);
    if (failure !== null || errors.length > 0) {
      failures++;
      console.log(`seed ${seed}: ${typeof failure === "string" ? failure : JSON.stringify(failure, null, 1)} ${errors.splice(0).join("\n")}`);
      break;
    }
  }
  await page.close();
}
await server.close();
await browser.close();
console.log(`${seeds} seeds of ${edits} edits in ${values.browser}, ${Math.round((performance.now() - begun) / 1000)} s: ${failures} failed`);
process.exitCode = failures === 0 ? 0 : 1;
