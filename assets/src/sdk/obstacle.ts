import type { Settings } from "./settings";

/** P10: why this page cannot be shared from this browser: the site says no, or the browser lacks something, or has its direct connections blocked. */
export type Obstacle = "off" | "too_old" | "no_webrtc";

/** What sharing cannot do without, besides the connection: asked for by name, never by what the browser calls itself. */
const needed = ["WebSocket", "MutationObserver", "TextDecoder", "AbortController", "ResizeObserver"] as const;

/** Undefined where nothing is in the way. */
export function obstacleTo({ cobrowse }: Pick<Settings, "cobrowse">, scope: object): Obstacle | undefined {
  if (!cobrowse) return "off";
  const has = scope as Readonly<Record<string, unknown>>;
  if (needed.some((name) => typeof has[name] !== "function") || !("hasOwn" in Object)) return "too_old";
  const peer = has["RTCPeerConnection"] as { readonly prototype?: object } | undefined;
  return peer?.prototype && "createDataChannel" in peer.prototype ? undefined : "no_webrtc";
}
