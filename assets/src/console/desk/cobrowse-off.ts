import type { Conversation, Right } from "../../shared/wire.gen";

/** P10: why the agent cannot start to co-browse. The first that holds is told: what the agent can do nothing about comes first. */
export type Off = "right" | "own_browser" | "shared" | "gone" | "too_old" | "slow" | "off";

/** Why this person cannot co-browse with anybody from this window. */
export function ownOff(rights: readonly Right[], scope: object): "right" | "own_browser" | null {
  if (!rights.includes("cobrowse")) return "right";
  const peer = (scope as { readonly RTCPeerConnection?: { readonly prototype?: object } }).RTCPeerConnection;
  return peer?.prototype && "createDataChannel" in peer.prototype ? null : "own_browser";
}

/** Why not with this visitor. */
export function cobrowseOff({ here, cobrowse, session }: Pick<Conversation, "here" | "cobrowse" | "session">, rights: readonly Right[], scope: object): Off | null {
  const own = ownOff(rights, scope);
  if (own) return own;
  if (session !== undefined) return "shared";
  if (!here) return "gone";
  return cobrowse === undefined || cobrowse === "ready" ? null : cobrowse;
}
