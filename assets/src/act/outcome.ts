import type { Json } from "../shared/json";
import { asSpan, type Span } from "./caret";
import { asEdit, type Edit } from "./edit";
import { maxInsert } from "./event";
import type { Denial } from "./gate";
import { asMark, type Mark } from "../marks/mark";

/** What the customer's side tells the agent's about remote events. */
export type Outcome =
  | { readonly kind: "done"; readonly seq: number }
  | { readonly kind: "denied"; readonly seq: number; readonly why: Refusal }
  /** The customer is being asked; done or denied follows. */
  | { readonly kind: "asking"; readonly seq: number }
  | { readonly kind: "field"; readonly node: number; readonly version: number; readonly value: string }
  | { readonly kind: "change"; readonly node: number; readonly version: number; readonly isYours: boolean; readonly edit: Edit }
  /** I4: the customer's caret or selection: in a field, or in a text node of one with rich text. Node 0: in none. */
  | { readonly kind: "caret"; readonly node: number; readonly at: Span | null }
  /** I6: the customer drew something, or took all marks away. */
  | ({ readonly kind: "mark" } & Mark)
  | { readonly kind: "unmark" }
  /** I7: who has the page's input for themselves. */
  | { readonly kind: "held"; readonly by: Holder };

/** I7: whose input counts: of both, or of one alone. */
export type Holder = "both" | "agent" | "customer";

/** Why nothing came of an event. */
export type Refusal = Denial | "malformed" | "customer_said_no" | "stale";

/** Every refusal once; the type sees to it that none is missing. */
const refusals: { readonly [W in Refusal]: true } = {
  not_live: true, not_granted: true, no_such_element: true, hidden: true, own_widget: true, no_click_here: true, no_typing_here: true, file_field: true,
  password_field: true, masked_field: true, disabled: true, bad_address: true, held_off: true, malformed: true, customer_said_no: true, stale: true,
};

/** A page may change a field in more parts than an agent's hand does. */
const maxParts = 1_000;
/** The text of a field is shown as it is, whatever was put into it; a control message has at most 64 KiB. */
const maxText = 65_536;

type Fields = Readonly<Record<string, Json | undefined>>;

const decoders: { readonly [K in Outcome["kind"]]: (fields: Fields) => Outcome | undefined } = {
  done: ({ seq }) => (isCount(seq) ? { kind: "done", seq } : undefined),
  denied: ({ seq, why }) => (isCount(seq) && isRefusal(why) ? { kind: "denied", seq, why } : undefined),
  asking: ({ seq }) => (isCount(seq) ? { kind: "asking", seq } : undefined),
  field: ({ node, version, value }) => (isCount(node) && isCount(version) && isText(value) ? { kind: "field", node, version, value } : undefined),
  change: ({ node, version, isYours, edit }) => {
    const change = asEdit(edit, maxParts, Math.max(maxInsert, maxText));
    return isCount(node) && isCount(version) && typeof isYours === "boolean" && change ? { kind: "change", node, version, isYours, edit: change } : undefined;
  },
  caret: ({ node, at }) => {
    const span = asSpan(at);
    return isCount(node) && span !== undefined ? { kind: "caret", node, at: span } : undefined;
  },
  mark: (fields) => {
    const mark = asMark(fields);
    return mark && { kind: "mark", ...mark };
  },
  unmark: () => ({ kind: "unmark" }),
  held: ({ by }) => (by === "both" || by === "agent" || by === "customer" ? { kind: "held", by } : undefined),
};

/** Reads what the customer's side said; undefined for anything that is no outcome. Never throws. */
export function decodeOutcome(value: Json): Outcome | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const fields = value as Fields;
  const kind = fields["kind"];
  return typeof kind === "string" && Object.hasOwn(decoders, kind) ? decoders[kind as Outcome["kind"]](fields) : undefined;
}

function isCount(value: Json | undefined): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function isText(value: Json | undefined): value is string {
  return typeof value === "string" && value.length <= maxText;
}

function isRefusal(value: Json | undefined): value is Refusal {
  return typeof value === "string" && Object.hasOwn(refusals, value);
}
