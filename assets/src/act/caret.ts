import type { Json } from "../shared/json";

/**
 * Where somebody's caret is in a text field (I4): from and to in UTF-16 code units, as the DOM counts, in the text that the field had at a version of its
 * FieldHost; 0 where nobody fills it in together. Null: in the field, and where is not told, because the field is masked, or has no text to be at.
 */
export type Span = {
  readonly version: number;
  readonly from: number;
  readonly to: number;
};

/** Reads what a stranger sent; undefined for anything that is none. */
export function asSpan(value: Json | undefined): Span | null | undefined {
  if (value === null) return null;
  if (typeof value !== "object" || Array.isArray(value)) return undefined;
  const { version, from, to } = value as Readonly<Record<string, Json | undefined>>;
  return isCount(version) && isCount(from) && isCount(to) && from <= to ? { version, from, to } : undefined;
}

function isCount(value: Json | undefined): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
