import type { Passage } from "../netlab/lab";

/** A request of the page's: when it began and was answered, by the clock of the log, and the round trips that its connection took before it. */
export interface Asked {
  readonly atMs: number;
  readonly answeredMs: number;
  readonly connectTrips: number;
}

/** One round trip: what was asked, and what came back. */
export interface Exchange {
  readonly askedMs: number;
  readonly answeredMs: number;
  readonly asked: string;
  readonly answered: string;
}

/** What a page took to be on its way, round trip by round trip. Its own way to the agent is half a trip more. */
export interface NextPageLog {
  readonly exchanges: readonly Exchange[];
  readonly connectTrips: number;
  /** When its first packet left. */
  readonly leftMs: number;
}

/** Timers of browsers and kernels are this coarse, in milliseconds. */
const slackMs = 2;
/** Nothing of the channels' opening is as long as the first packet of a page. */
const pageBytes = 1000;

/**
 * The round trips of a next page, by the packets of the customer's device behind a line of this length, from the session's request to the first packet of the page:
 *
 *	resume ──► reply · answer ──► the agent's first check · checks ──► DTLS ──► … ──► SCTP ──► … ──► the page
 *
 * Behind the answer it is the longest row of askings and answers that there is room for: nothing that follows from one another is longer. Undefined if the log does not show it.
 */
export function nextPageIn(log: readonly Passage[], resume: Asked, answer: Asked | undefined, roundTripMs: number): NextPageLog | undefined {
  const link = log.filter(isOfLink).map(({ at_us, out, what, bytes }) => ({ atMs: at_us / 1000, out, what, isDTLS: what.includes("dtls"), bytes }));
  const isLater = (atMs: number, askedMs: number): boolean => atMs >= askedMs + roundTripMs - slackMs;
  const answerMs = answer?.atMs ?? resume.answeredMs;
  const first = link.find(({ out, atMs }) => !out && isLater(atMs, answerMs));
  const page = first && link.find(({ out, atMs, what, bytes }) => out && what.endsWith("dtls") && bytes >= pageBytes && atMs > first.atMs);
  if (!first || !page) return undefined;
  const exchanges: Exchange[] = [
    { askedMs: resume.atMs, answeredMs: resume.answeredMs, asked: "the session", answered: "the agent's offer" },
    { askedMs: answerMs, answeredMs: first.atMs, asked: "the answer to the offer", answered: first.what },
  ];
  let isSecured = first.isDTLS;
  let asked: (typeof link)[number] | undefined;
  for (const each of link) {
    if (each.atMs < first.atMs || each.atMs >= page.atMs) continue;
    if (each.out && (each.isDTLS || !isSecured)) asked ??= each;
    else if (!each.out && each.isDTLS && asked && isLater(each.atMs, asked.atMs)) {
      exchanges.push({ askedMs: asked.atMs, answeredMs: each.atMs, asked: asked.what, answered: each.what });
      isSecured = true;
      asked = undefined;
    }
  }
  return { exchanges, connectTrips: resume.connectTrips + (answer?.connectTrips ?? 0), leftMs: page.atMs };
}

export function tripsOf({ exchanges, connectTrips }: NextPageLog): number {
  return exchanges.length + connectTrips + 0.5;
}

/** Whether it is said to the agent's browser, straight or through a relay, and not to the server. */
function isOfLink({ what, far }: Passage): boolean {
  if (what.includes("dtls") || what.startsWith("relayed")) return true;
  return (what === "stun request" || what === "stun answer") && !far.endsWith(":443");
}
