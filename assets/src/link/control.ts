import type { Json, JsonCodec } from "../shared/json";
import { GRANTS, type Grant } from "../shared/wire.gen";

/** Bumped when an older peer could no longer follow. Peers of different versions do not talk (Peer reports it). */
export const linkVersion = 1;

/** What the control channel carries: one JSON object per message. */
export type ControlMessage =
  /** The first message of either side. */
  | { readonly type: "hello"; readonly version: number }
  /** The other person pressed Stop. The server hears of it too; this way is shorter. */
  | { readonly type: "stop" }
  /** Agent to customer: something to do in the page. act/event.ts reads the event; the seq comes back in its outcome. */
  | { readonly type: "act"; readonly seq: number; readonly event: Json }
  /** Agent to customer: the spare offer as the server has it, for the customer's next page. */
  | { readonly type: "spare"; readonly attempt: string; readonly sdp: string }
  /** The description of a connection for the lossy channels: the agent's offer, the customer's answer (lane.ts). */
  | { readonly type: "lane"; readonly sdp: string }
  /** Customer to agent: what became of it. act/outcome.ts reads it. */
  | { readonly type: "outcome"; readonly outcome: Json }
  /** Customer to agent: what is allowed from now on. The server hears of it too; this way is shorter. */
  | { readonly type: "grants"; readonly grants: readonly Grant[] }
  /** Customer to agent: the tabs of the session by names that mean nothing, and which of them is shown. */
  | { readonly type: "tabs"; readonly tabs: Json };

/**
 * What became of the bytes of a control message. A type that the other side does not say is passed over, because the two sides' programs are not always
 * of the same day (a customer's page may have been open since yesterday). Everything else that is not exactly as it should be is
 * malformed, and the link is closed: none of our programs says such a thing.
 */
export type Decoded =
  | { readonly kind: "message"; readonly message: ControlMessage }
  | { readonly kind: "unknown" }
  | { readonly kind: "malformed" };

type Fields = Readonly<Record<string, Json | undefined>>;

/** What one side says: one decoder per type. Each sees its fields without `type` and returns undefined for anything that it does not want. */
export type Saying = Readonly<Record<string, (fields: Fields) => ControlMessage | undefined>>;

/** What both sides say, also over links that carry nothing but files. */
export const bothSay: Saying = {
  hello: ({ version, ...rest }) => (isCount(version) && isEmpty(rest) ? { type: "hello", version } : undefined),
  stop: (rest) => (isEmpty(rest) ? { type: "stop" } : undefined),
  lane: ({ sdp, ...rest }) => (typeof sdp === "string" && isEmpty(rest) ? { type: "lane", sdp } : undefined),
};

export const agentSays: Saying = {
  ...bothSay,
  act: ({ seq, event, ...rest }) => (isCount(seq) && event !== undefined && isEmpty(rest) ? { type: "act", seq, event } : undefined),
  spare: ({ attempt, sdp, ...rest }) => (typeof attempt === "string" && typeof sdp === "string" && isEmpty(rest) ? { type: "spare", attempt, sdp } : undefined),
};

export const customerSays: Saying = {
  ...bothSay,
  outcome: ({ outcome, ...rest }) => (outcome !== undefined && isEmpty(rest) ? { type: "outcome", outcome } : undefined),
  grants: ({ grants, ...rest }) => (isGrants(grants) && isEmpty(rest) ? { type: "grants", grants } : undefined),
  tabs: ({ tabs, ...rest }) => (tabs !== undefined && isEmpty(rest) ? { type: "tabs", tabs } : undefined),
};

export function encodeControl(message: ControlMessage, json: JsonCodec): Uint8Array {
  return new TextEncoder().encode(json.encode(message));
}

/** Reads one message of the peer, who says nothing but what its side says. Never throws; its length was limited by the channel. */
export function decodeControl(bytes: Uint8Array, json: JsonCodec, saying: Saying): Decoded {
  let value: Json;
  try {
    value = json.decode(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { kind: "malformed" };
  }
  if (!isObject(value)) return { kind: "malformed" };
  const { type, ...fields } = value;
  if (typeof type !== "string") return { kind: "malformed" };
  if (!Object.hasOwn(saying, type)) return { kind: "unknown" };
  const message = saying[type]?.(fields);
  return message ? { kind: "message", message } : { kind: "malformed" };
}

function isObject(value: Json): value is { readonly [name: string]: Json | undefined } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmpty(fields: Fields): boolean {
  return Object.keys(fields).length === 0;
}

function isCount(value: Json | undefined): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** Known levels, each once. */
function isGrants(value: Json | undefined): value is readonly Grant[] {
  if (!Array.isArray(value)) return false;
  const known: readonly Json[] = GRANTS;
  const grants: readonly Json[] = value as Json[];
  return grants.every((grant, index) => known.indexOf(grant) >= 0 && grants.indexOf(grant) === index);
}
