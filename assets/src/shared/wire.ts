// Reading what the server says. The types and shapes come from the server's own Go structs (wire.gen.ts); here they meet at run time.
import { SERVER_SHAPES, type ServerMessage } from "./wire.gen";

/** The name of a primitive, a list of one kind of element, or an object of fields (a name that ends with "?" may be absent). */
type Shape = string | readonly [Shape] | { readonly [field: string]: Shape };

/** The shapes of one kind of socket: SERVER_SHAPES, TO_VISITOR_SHAPES or TO_DESK_SHAPES. */
export type Shapes = Readonly<Record<string, Shape>>;

/**
 * Reads one frame of the server. Undefined means that it is none that this page knows: the caller passes over it (a newer server may
 * say more), and may count on every field of a message that did come back. Words from a closed list, such as a state, are only
 * known to be strings: a `switch` over them needs its default.
 */
export function decodeServerMessage(text: string): ServerMessage | undefined {
  const value = parsed(text);
  return isServerMessage(value) ? value : undefined;
}

/** The same for a message that came inside another reply (`messages` of redeem and resume). */
export function isServerMessage(value: unknown): value is ServerMessage {
  return isMessage(SERVER_SHAPES, value);
}

/** A frame's JSON; undefined if it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a value is a message with one of the shapes. */
export function isMessage(shapes: Shapes, value: unknown): boolean {
  if (!isRecord(value) || typeof value["type"] !== "string") return false;
  const shape = Object.hasOwn(shapes, value["type"]) ? shapes[value["type"]] : undefined;
  return shape !== undefined && fits(value, shape);
}

function fits(value: unknown, shape: Shape): boolean {
  if (typeof shape === "string") return typeof value === shape;
  if (isList(shape)) return Array.isArray(value) && value.every((element) => fits(element, shape[0]));
  if (!isRecord(value)) return false;
  return Object.entries(shape).every(([name, field]) =>
    name.endsWith("?") ? value[name.slice(0, -1)] === undefined || fits(value[name.slice(0, -1)], field) : fits(value[name], field),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}
