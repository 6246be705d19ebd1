import { afterAll, beforeAll, it } from "vitest";
import { Meeting, type Shared, type Way } from "../netlab/meeting";
import { nextPageIn, type NextPageLog, tripsOf } from "./exchanges";
import { median, percentile, table, writeSection } from "./figures";
import { clickTimes, typingTimes } from "./hand-times";
import { goToNextPage, lookAtPage, type NextPage, nextPageTimes, took } from "./next-page";

/**
 * Acting together as agents feel it, in the network lab: both in Chromium on this machine, by its one clock. Next pages are measured on lines of no length, and on lines so long
 * between the customer and everybody else that a round trip is more than all the work between two of them: there the log of the customer's packets tells how many there were.
 */
const rounds = Number(process.env["TANDEM_BENCH_ROUNDS"] ?? 30);
const gestures = Math.max(10, Math.round((rounds * 200) / 30));
const roundTripMs = 200;

let meeting: Meeting;

beforeAll(async () => { meeting = await Meeting.open("chromium", "chromium"); }, 120_000);
afterAll(async () => { await meeting.close(); });

/** A page on the long line, with what the log of the customer's packets tells of it. */
interface Logged extends NextPage, NextPageLog {}

interface NextPages {
  readonly way: Way;
  readonly short: readonly number[];
  readonly long: readonly Logged[];
  /** Likewise, of people who go on as soon as the agent has seen the page. */
  readonly hasty: readonly Logged[];
}

/** `isRead`: the person looks at the page that is there before they go on. */
async function logged({ customer }: Shared, index: number, isRead: boolean): Promise<Logged> {
  if (isRead) await lookAtPage(customer);
  await meeting.lab.record("customer");
  const page = await goToNextPage(meeting.agent, customer, meeting.server.shop, index);
  const told = nextPageIn(await meeting.lab.recorded("customer"), page, roundTripMs);
  if (!told) throw new Error("the log does not show the page on its way");
  return { ...page, ...told };
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
  const long: Logged[] = [];
  for (let index = 0; index < rounds; index++) long.push(await logged(shared, index, true));
  const hasty: Logged[] = [];
  for (let index = 0; index < Math.ceil(rounds / 3); index++) hasty.push(await logged(shared, index, false));
  await lab.wire("customer", {});
  await meeting.end(shared);
  return { way, short, long, hasty };
}

function row(what: string, times: readonly number[]): string[] {
  return [what, median(times).toFixed(1), percentile(times, 0.95).toFixed(1), String(times.length)];
}

function named(way: Way): string {
  return way === "direct" ? "direct" : "relayed";
}

function nextPageRows({ way, short, long, hasty }: NextPages): string[][] {
  const cells = (what: string, pages: readonly Logged[], onShort: readonly string[]): string[] => {
    const [times, trips] = [pages.map(took), pages.map(tripsOf)];
    return [
      what, ...onShort, median(times).toFixed(0), percentile(times, 0.95).toFixed(0), String(median(trips)), String(Math.max(...trips)), ((median(times) - median(short)) / roundTripMs).toFixed(1),
    ];
  };
  return [cells(named(way), long, [median(short).toFixed(0), percentile(short, 0.95).toFixed(0)]), cells(`${named(way)}, in haste`, hasty, ["", ""])];
}

/** The page that took the middle time, round trip by round trip. */
function logOf({ way, long }: NextPages): string {
  const middle = [...long].sort((a, b) => took(a) - took(b))[Math.floor(long.length / 2)];
  if (!middle) return "";
  const { resume, loaded, exchanges, leftMs, painted } = middle;
  const since = (atMs: number): string => (atMs - resume.atMs).toFixed(0);
  return [
    `The page in the middle, ${named(way)}, in milliseconds from the session's request; the customer's DOMContentLoaded was at ${since(loaded)}:`,
    "",
    table(["asked at", "what the customer's side sends", "answered at", "what comes back"], [
      ...exchanges.map(({ askedMs, answeredMs, asked, answered }) => [since(askedMs), asked, since(answeredMs), answered]),
      [since(leftMs), "the page", since(painted), "(the agent's paint)"],
    ]),
  ].join("\n");
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
    `Customer's DOMContentLoaded on the next page of the demo shop → agent's paint, ${String(rounds)} pages each, on lines of no length and on lines of ${String(roundTripMs)} ms there and back between the`,
    "customer and all others. Round trips: counted in the log of the customer's packets, from the session's request to the page's leaving, and half a trip for its own way (e2e/bench/exchanges.ts).",
    "By time: what the long line costs more, divided by its length. People look at each page until the next page's offer is there, which takes about a second; *in haste* they go on as soon as the",
    "agent has seen the page, mostly before that. Pages and server are one origin over HTTP/2.",
    "",
    table(["way", "median ms", "p95 ms", `median ms at ${String(roundTripMs)} ms`, `p95 ms at ${String(roundTripMs)} ms`, "round trips, median", "most", "by time"], pages.flatMap(nextPageRows)),
    "",
    pages.map(logOf).join("\n\n"),
  ].join("\n");
  console.log(text);
  writeSection("acting", text);
});
