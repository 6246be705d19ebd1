import { lowestY } from "../mirror/anchor";
import { asMark, type Mark } from "../marks/mark";
import type { Json } from "../shared/json";
import { asSpan, type Span } from "./caret";
import { asEdit, type Edit } from "./edit";

/**
 * What an agent asks the customer's page to do, and what became of it. Every event names a node by the mirror's id and a place within it, never a
 * position on a screen. Nothing of this is trusted: decodeEvent() checks the form, the Gate checks the right.
 */
export type RemoteEvent =
  | PointerRequest
  | KeyRequest
  | ChooseRequest
  | SetRequest
  | OpenRequest
  | EditRequest
  | CloseRequest
  | CaretRequest
  | LeaveRequest
  | ScrollRequest
  | MarkRequest
  | UnmarkRequest
  | TakeRequest
  | GoRequest
  | WarmRequest;

/** A type and not an interface, so that it counts as Json as it is. */
export type Modifiers = {
  readonly shift: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
};

/** A button pressed, moved while pressed, or let go. */
export interface PointerRequest {
  readonly kind: "pointer";
  readonly phase: "down" | "move" | "up";
  readonly node: number;
  /** 0–1 within the node's box. */
  readonly x: number;
  readonly y: number;
  /** As in MouseEvent.button: 0 main, 1 middle, 2 secondary. */
  readonly button: number;
  /** 1, 2 for a double click, 3 for a triple one. */
  readonly clicks: number;
  readonly modifiers: Modifiers;
}

/** A key that is no text: Enter, Tab, Escape, arrows, shortcuts. */
export interface KeyRequest {
  readonly kind: "key";
  readonly phase: "down" | "up";
  readonly node: number;
  /** As in KeyboardEvent. */
  readonly key: string;
  readonly code: string;
  readonly modifiers: Modifiers;
}

/** Options of a `<select>`, by index. */
export interface ChooseRequest {
  readonly kind: "choose";
  readonly node: number;
  readonly options: readonly number[];
}

/** The whole value of a control that has no text to edit: date, time, colour, range. */
export interface SetRequest {
  readonly kind: "set";
  readonly node: number;
  readonly value: string;
}

/** Begins to fill a text field together. */
export interface OpenRequest {
  readonly kind: "open";
  readonly node: number;
}

/** A change of a field that was opened, against a version of it. The caret is the agent's, after the change. */
export interface EditRequest {
  readonly kind: "edit";
  readonly node: number;
  readonly version: number;
  readonly edit: Edit;
  readonly caret: number;
}

/** Ends filling: the field gets its `change` event. */
export interface CloseRequest {
  readonly kind: "close";
  readonly node: number;
}

/** I4: the agent's caret or selection in a field: moved without a change of the text, or in a field that is not filled in letter by letter. */
export interface CaretRequest {
  readonly kind: "caret";
  readonly node: number;
  readonly at: Span | null;
}

/** The agent is in no field any more. Of one that was opened, `close` says it. */
export interface LeaveRequest {
  readonly kind: "leave";
}

/**
 * Scrolls a box, or the page when the node is its root element, until a place of an element in it is at the upper edge. An element and not a
 * number of pixels, because what is above it need not be as high on both sides.
 */
export interface ScrollRequest {
  readonly kind: "scroll";
  readonly node: number;
  /** An element inside. */
  readonly anchor: number;
  /** The place at the upper edge, in parts of the anchor's height; below zero, as far as lowestY of mirror/anchor.ts, the edge is above the anchor. */
  readonly y: number;
  /** How far to the right, 0–1 of the way there is. */
  readonly across: number;
}

/** Shows the agent's pointer at an element. Comes over the pointer channel (link/pointer.ts), not as one of the events above. */
export interface PointRequest {
  readonly kind: "point";
  readonly node: number;
}

/** Draws over the customer's page (I6). */
export interface MarkRequest extends Mark {
  readonly kind: "mark";
}

/** Takes all marks away, whoever drew them. */
export interface UnmarkRequest {
  readonly kind: "unmark";
}

/** I7: takes the page's input for the agent alone, or gives it back. */
export interface TakeRequest {
  readonly kind: "take";
  readonly isTaken: boolean;
}

/** Another page. */
export interface GoRequest {
  readonly kind: "go";
  readonly url: string;
}

/** I10: the session is at rest, so that what the site's favourites need can be loaded beforehand. Names none: which they are the customer's side learns from the server. */
export interface WarmRequest {
  readonly kind: "warm";
}

/** Limits of one event. What exceeds them is no event of ours. */
export const maxUrl = 2_048;
/** Characters put in by one edit or set at once: a pasted page of text. */
export const maxInsert = 20_000;
const maxEditParts = 64;
/** The longest key name of the UI Events specification has 20 characters. */
const maxKey = 32;
const maxOptions = 1_000;

type Fields = Readonly<Record<string, Json | undefined>>;

const decoders: { readonly [K in RemoteEvent["kind"]]: (fields: Fields) => RemoteEvent | undefined } = {
  pointer: ({ phase, node, x, y, button, clicks, modifiers }) => {
    const held = asModifiers(modifiers);
    if (phase !== "down" && phase !== "move" && phase !== "up") return undefined;
    if (!isNode(node) || !isPart(x) || !isPart(y) || !isCount(button, 2) || !isCount(clicks, 3) || clicks === 0 || !held) return undefined;
    return { kind: "pointer", phase, node, x, y, button, clicks, modifiers: held };
  },
  key: ({ phase, node, key, code, modifiers }) => {
    const held = asModifiers(modifiers);
    if ((phase !== "down" && phase !== "up") || !isNode(node) || !isText(key, maxKey) || key === "" || !isText(code, maxKey) || !held) return undefined;
    return { kind: "key", phase, node, key, code, modifiers: held };
  },
  choose: ({ node, options }) => {
    if (!isNode(node) || !Array.isArray(options) || options.length > maxOptions) return undefined;
    const indexes = (options as Json[]).filter((index) => isCount(index, 1_000_000));
    return indexes.length === options.length ? { kind: "choose", node, options: indexes } : undefined;
  },
  set: ({ node, value }) => (isNode(node) && isText(value, maxInsert) ? { kind: "set", node, value } : undefined),
  open: ({ node }) => (isNode(node) ? { kind: "open", node } : undefined),
  edit: ({ node, version, edit, caret }) => {
    const change = asEdit(edit, maxEditParts, maxInsert);
    if (!isNode(node) || !isCount(version, Number.MAX_SAFE_INTEGER) || !change || !isCount(caret, Number.MAX_SAFE_INTEGER)) return undefined;
    return { kind: "edit", node, version, edit: change, caret };
  },
  close: ({ node }) => (isNode(node) ? { kind: "close", node } : undefined),
  caret: ({ node, at }) => {
    const span = asSpan(at);
    return isNode(node) && span !== undefined ? { kind: "caret", node, at: span } : undefined;
  },
  leave: () => ({ kind: "leave" }),
  scroll: ({ node, anchor, y, across }) => (isNode(node) && isNode(anchor) && isY(y) && isPart(across) ? { kind: "scroll", node, anchor, y, across } : undefined),
  mark: (fields) => {
    const mark = asMark(fields);
    return mark && { kind: "mark", ...mark };
  },
  unmark: () => ({ kind: "unmark" }),
  take: ({ isTaken }) => (typeof isTaken === "boolean" ? { kind: "take", isTaken } : undefined),
  warm: () => ({ kind: "warm" }),
  go: ({ url }) => (isText(url, maxUrl) && url !== "" ? { kind: "go", url } : undefined),
};

/** Every kind there is. */
export function eventKinds(): readonly string[] {
  return Object.keys(decoders);
}

/** Reads what a stranger sent as an event; undefined for anything else. Never throws. */
export function decodeEvent(value: Json): RemoteEvent | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const fields = value as Fields;
  const kind = fields["kind"];
  return typeof kind === "string" && Object.hasOwn(decoders, kind) ? decoders[kind as RemoteEvent["kind"]](fields) : undefined;
}

function asModifiers(value: Json | undefined): Modifiers | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { shift, ctrl, alt, meta } = value as Fields;
  if (typeof shift !== "boolean" || typeof ctrl !== "boolean" || typeof alt !== "boolean" || typeof meta !== "boolean") return undefined;
  return { shift, ctrl, alt, meta };
}

function isCount(value: Json | undefined, most: number): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 && value <= most;
}

/** Ids of the mirror are positive and below 2³². */
function isNode(value: Json | undefined): value is number {
  return isCount(value, 0xffffffff) && value > 0;
}

function isPart(value: Json | undefined): value is number {
  return typeof value === "number" && value >= 0 && value <= 1;
}

function isY(value: Json | undefined): value is number {
  return typeof value === "number" && value >= lowestY && value <= 1;
}

function isText(value: Json | undefined, most: number): value is string {
  return typeof value === "string" && value.length <= most;
}
