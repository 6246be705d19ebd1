import { afterAll, beforeAll, it } from "vitest";
import { Meeting, type Way } from "../netlab/meeting";
import { median, percentile, table, writeSection } from "./figures";
import { clickTimes, typingTimes } from "./hand-times";
import { nextPageTimes } from "./next-page";

/**
 * Acting together as agents feel it, in the network lab: both in Chromium on this machine, by its one clock. Next pages are measured on lines of no length and on lines of
 * 100 ms there and back between the customer and everybody else; what these cost more is how many round trips it takes.
 */
const rounds = Number(process.env["TANDEM_BENCH_ROUNDS"] ?? 30);
const gestures = Math.max(10, Math.round((rounds * 200) / 30));
const roundTripMs = 100;

let meeting: Meeting;

beforeAll(async () => { meeting = await Meeting.open("chromium", "chromium"); }, 120_000);
afterAll(async () => { await meeting.close(); });

interface NextPages {
  readonly way: Way;
  readonly short: readonly number[];
  readonly long: readonly number[];
}

/** A session over this way, and pages on short and on long lines. */
async function nextPages(way: Way): Promise<NextPages> {
  const { lab, agent, server } = meeting;
  await lab.calm();
  // Two such boxes never let each other's packets in.
  if (way === "relay") for (const side of ["customer", "agent"] as const) await lab.nat(side, "symmetric");
  const shared = await meeting.share();
  if ((await meeting.goes(shared, way)) !== way) throw new Error(`the page does not go the way that is measured: ${way}`);
  const short = await nextPageTimes(agent, shared.customer, server.shop, rounds);
  await lab.wire("customer", { delay_ms: roundTripMs / 2 });
  const long = await nextPageTimes(agent, shared.customer, server.shop, rounds);
  await lab.wire("customer", {});
  await meeting.end(shared);
  return { way, short, long };
}

function row(what: string, times: readonly number[]): string[] {
  return [what, median(times).toFixed(1), percentile(times, 0.95).toFixed(1), String(times.length)];
}

it("measures clicks, typing and next pages", async () => {
  await meeting.lab.calm();
  const shared = await meeting.share();
  const clicked = await clickTimes(meeting.agent, shared.customer, gestures);
  const typed = await typingTimes(meeting.agent, shared.customer, gestures);
  await meeting.end(shared);
  const pages = [await nextPages("direct"), await nextPages("relay")];
  const text = [
    "## Acting together, as agents feel it",
    "",
    "Both in Chromium, on one machine with two cores, in the network lab, on lines of no length:",
    "",
    table(["what", "p50 ms", "p95 ms", "n"], [
      row("agent's click → `click` in the customer's page", clicked),
      row("agent's keystroke → `input` in the customer's page", typed.there),
      row("agent's keystroke → the letter in the agent's copy (their own field shows it at once)", typed.back),
    ]),
    "",
    `Customer's DOMContentLoaded on the next page of the demo shop → agent's paint, ${String(rounds)} pages each. Round trips: what a line of ${String(roundTripMs)} ms there and back`,
    "between the customer and all others costs more, divided by that.",
    "",
    table(["way", "median ms", "p95 ms", `median ms at ${String(roundTripMs)} ms`, `p95 ms at ${String(roundTripMs)} ms`, "round trips"], pages.map(({ way, short, long }) => [
      way === "direct" ? "direct" : "relayed", median(short).toFixed(0), percentile(short, 0.95).toFixed(0), median(long).toFixed(0), percentile(long, 0.95).toFixed(0),
      ((median(long) - median(short)) / roundTripMs).toFixed(1),
    ])),
  ].join("\n");
  console.log(text);
  writeSection("acting", text);
});
