import type { Passage } from "../netlab/lab";

/** A request of the page's: when it began and was answered, by the clock of the log, and the round trips that its connection took before it. */
export interface Asked {
  readonly atMs: number;
  readonly answeredMs: number;
  readonly connectTrips: number;
}

/** What the page itself tells of how it began: next-page.ts. */
export interface Page {
  readonly resume: Asked;
  readonly answer: Asked | undefined;
  readonly isAhead: boolean;
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

/** Acknowledgements and beats: nothing follows from them. */
const carriesNothing = new Set(["tcp", "stun indication", "relayed stun indication"]);

/**
 * The round trips of a next page, by the packets of the customer's device behind a line of this length, from the session's request to the first packet of the page:
 *
 *	resume ──► reply · answer ──► the agent's first check · checks ──► DTLS ──► … ──► SCTP ──► … ──► the page
 *
 * Where the page before has kept the agent's offer, the answer goes beside the request, and that is one asking less.
 *
 * Between these each is the longest row of askings and answers that there is room for: nothing that follows from one another is longer. Until the two browsers have heard of each
 * other it may be of any packets, after that of theirs. Undefined if the log does not show the page.
 */
export function nextPageIn(log: readonly Passage[], { resume, answer, isAhead }: Page, roundTripMs: number): NextPageLog | undefined {
  const packets = log.map((each) => ({ ...each, atMs: each.at_us / 1000 })).filter(({ what }) => !carriesNothing.has(what));
  // The page before says goodbye on its own link.
  const former = new Set(packets.filter(({ atMs, far, what }) => atMs < resume.atMs && what.startsWith("dtls") && !isServer(far)).map(({ far }) => far));
  const link = packets.filter((each) => isOfLink(each) && !former.has(each.far));
  const answerMs = answer?.atMs ?? resume.answeredMs;
  const heard = link.find(({ out, atMs }) => !out && atMs >= answerMs + roundTripMs - slackMs);
  const page = heard && link.find(({ out, atMs, what, bytes }) => out && what.endsWith("dtls") && bytes >= pageBytes && atMs > heard.atMs);
  if (!heard || !page) return undefined;
  const before = packets.filter(({ atMs }) => atMs > resume.answeredMs && atMs < answerMs);
  const between = packets.filter(({ atMs }) => atMs > answerMs && atMs <= heard.atMs);
  const secured = link.findIndex(({ out, atMs, what }) => !out && what.includes("dtls") && atMs >= heard.atMs);
  const after = link.filter(({ out, atMs, what }, at) => atMs >= heard.atMs && atMs < page.atMs && (what.includes("dtls") || (out && at < secured)));
  const exchanges = [
    ...(isAhead ? [] : [{ askedMs: resume.atMs, answeredMs: resume.answeredMs, asked: "the session", answered: "the agent's offer" }]),
    ...(isAhead ? [] : longestRow(before, roundTripMs)),
    ...longestRow([{ atMs: answerMs, out: true, what: "the answer to the offer" }, ...between], roundTripMs),
    ...longestRow(after, roundTripMs),
  ];
  return { exchanges, connectTrips: resume.connectTrips + (answer?.connectTrips ?? 0), leftMs: page.atMs };
}

/** The most askings, each with its answer a round trip later, that can have followed one another: each time the first that can be answered first. */
function longestRow(packets: readonly { readonly atMs: number; readonly out: boolean; readonly what: string }[], roundTripMs: number): Exchange[] {
  const row: Exchange[] = [];
  let asked: (typeof packets)[number] | undefined;
  for (const each of packets) {
    if (each.out) asked ??= each;
    else if (asked && each.atMs >= asked.atMs + roundTripMs - slackMs) {
      row.push({ askedMs: asked.atMs, answeredMs: each.atMs, asked: asked.what, answered: each.what });
      asked = undefined;
    }
  }
  return row;
}

export function tripsOf({ exchanges, connectTrips }: NextPageLog): number {
  return exchanges.length + connectTrips + 0.5;
}

/** Whether it is said to the agent's browser, straight or through a relay, and not to the server. */
function isOfLink({ what, far }: Passage): boolean {
  if (what.includes("dtls") || what.startsWith("relayed")) return true;
  return (what === "stun request" || what === "stun answer") && !isServer(far);
}

function isServer(far: string): boolean {
  return far.endsWith(":443");
}
