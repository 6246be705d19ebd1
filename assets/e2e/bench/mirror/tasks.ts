import type { CorpusPage } from "./corpus";
import type { Engine } from "./customer";
import type { Pair } from "./pair";
import { settled, visit } from "./visit";

/** One event of a trace (Trace Event Format): times in microseconds, `tdur` by the processor and `dur` by the clock. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly tid: number;
  readonly pid: number;
}

/** The names that Chromium gives to a task of a thread's event loop. */
const TASKS: readonly string[] = ["RunTask", "ThreadControllerImpl::RunTask"];

/**
 * The longest task of the page's main thread from consent on until everything is at rest, in milliseconds of the processor; NaN where the browser does not tell (Firefox).
 * In rounds of their own, since the trace itself takes time. By the processor and not by the clock: with two browsers on two cores a task of 2 ms can take 40.
 */
export async function longestTask(pair: Pair, page: CorpusPage, engine: Engine): Promise<number> {
  if (pair.kind !== "chromium") return Number.NaN;
  const meeting = await visit(pair, page, engine);
  await meeting.customer.tracing.start({ categories: ["toplevel", "blink.user_timing"] });
  await meeting.share(engine);
  await settled(page);
  const trace = await meeting.customer.tracing.stop();
  await meeting.end();
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as { traceEvents: TraceEvent[] };
  const consent = traceEvents.find(({ name }) => name === "consent");
  if (consent === undefined) throw new Error(`${page.name}: the trace has no consent in it`);
  const mine = traceEvents.filter(({ name, ph, pid, tid, ts, dur = 0 }) => TASKS.includes(name) && ph === "X" && pid === consent.pid && tid === consent.tid && ts + dur >= consent.ts);
  return Math.max(0, ...mine.map(({ tdur }) => (tdur ?? 0) / 1000));
}
