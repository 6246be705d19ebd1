// Random pages, random edits: after every batch the two pages must be equal. Time passes faster meanwhile (quicken.ts).
// node e2e/mirror/fuzz.mjs [--seeds N] [--edits K] [--first-seed S] [--browser chromium|firefox|both] [--losses]
// In both browsers, each has half of the seeds. Pages grow with the number of edits. --losses: frames are lost in all seeds, not in one of ten.
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
/** Seeds run on one page before it is replaced by a fresh one. */
const PER_PAGE = 100;
const server = await serve();
const begun = performance.now();

/** Runs seeds on one page until one fails. Returns that failure and where to go on. */
async function runPage(browser, from, to) {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(`${server.origin}/agent.html`);
  await page.evaluate(async () => {
    bench.hide();
    await bench.load("/empty.html");
    bench.quicken();
  });
  const result = await page.evaluate(async (start, end, options) => {
    for (let seed = start; seed < end; seed++) {
      const failure = await bench.fuzz(seed, options).catch((error) => ({ seed, error: `${error} ${error.stack}` }));
      if (failure !== null) return { next: seed + 1, failure };
    }
    return { next: end, failure: null };
  }, from, to, { edits, losses: values.losses }).catch((error) => ({ next: to, failure: { error: `${error}` } }));
  await page.close();
  return { ...result, failure: result.failure === null && errors.length === 0 ? null : { ...result.failure, seeds: [from, to], errors } };
}

/** The seeds from one to another in one browser; how many failed. */
async function run(name, from, to) {
  const browser = await launch(name);
  let failures = 0;
  for (let at = from; at < to; ) {
    const { next, failure } = await runPage(browser, at, Math.min(at + PER_PAGE, to));
    if (failure !== null) {
      failures++;
      console.log(`${name}: ${JSON.stringify(failure, null, 1)}`);
    }
    at = next;
  }
  await browser.close();
  return failures;
}

const half = first + Math.floor(seeds / 2);
const failures = values.browser === "both" ? (await Promise.all([run("chromium", first, half), run("firefox", half, first + seeds)])).reduce((a, b) => a + b) : await run(values.browser, first, first + seeds);
await server.close();
console.log(`${seeds} seeds of ${edits} edits in ${values.browser}, ${Math.round((performance.now() - begun) / 1000)} s: ${failures} failed`);
process.exitCode = failures === 0 ? 0 : 1;
