import type { Path } from "../shared/wire.gen";

/** How the two browsers reach each other; undefined while no pair of candidates is in use. */
export async function pathOf(connection: RTCPeerConnection): Promise<Path | undefined> {
  return pathInStats(await connection.getStats());
}

/** All that has come over the connection, acknowledgements included; undefined if the browser does not count. */
export async function bytesReceivedBy(connection: RTCPeerConnection): Promise<number | undefined> {
  let sum: number | undefined;
  (await connection.getStats()).forEach((stat: Stat) => {
    if (stat.type === "candidate-pair" && stat.bytesReceived !== undefined) sum = (sum ?? 0) + stat.bytesReceived;
  });
  return sum;
}

interface Stat {
  readonly id: string;
  readonly type: string;
  readonly selectedCandidatePairId?: string;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  readonly candidateType?: string;
  /** Firefox only. */
  readonly selected?: boolean;
  readonly nominated?: boolean;
  readonly state?: string;
  readonly bytesReceived?: number;
}

/** Chromium and Safari name the pair in the transport's record; Firefox has no such record and marks the pair itself. */
export function pathInStats(report: { forEach(visit: (stat: Stat) => void): void }): Path | undefined {
  const stats = new Map<string, Stat>();
  let chosen: string | undefined;
  let marked: string | undefined;
  let nominated: string | undefined;
  report.forEach((stat) => {
    stats.set(stat.id, stat);
    if (stat.type === "transport") chosen ??= stat.selectedCandidatePairId;
    if (stat.type !== "candidate-pair" || stat.state !== "succeeded") return;
    if (stat.selected) marked = stat.id;
    if (stat.nominated) nominated = stat.id;
  });
  const pair = stats.get(chosen ?? marked ?? nominated ?? "");
  if (!pair) return undefined;
  const isRelay = (id: string | undefined) => stats.get(id ?? "")?.candidateType === "relay";
  return isRelay(pair.localCandidateId) || isRelay(pair.remoteCandidateId) ? "relay" : "direct";
}
