import type { Facts, Measure } from "./facts";
import type { Mug } from "./mug";

/** A mug with its glaze and words: all that a customer decides. */
export interface Design extends Mug {
  readonly glaze: string;
  readonly words: string;
}

export const first: Design = { height: 100, rim: 84, belly: 88, dip: 78, glaze: "tide", words: "" };

const names: Readonly<Record<Measure, string>> = { height: "h", rim: "r", belly: "b", dip: "d" };
const measures: readonly Measure[] = ["height", "rim", "belly", "dip"];

/** Reads a design from an address, keeping what is possible and replacing the rest by the first design's. */
export function readDesign(query: URLSearchParams, facts: Facts): Design {
  const number = (measure: Measure): number => {
    const value = Number(query.get(names[measure]) ?? Number.NaN);
    return Number.isInteger(value) ? clamp(value, measure, facts) : first[measure];
  };
  const glaze = query.get("glaze") ?? "";
  return {
    height: number("height"),
    rim: number("rim"),
    belly: number("belly"),
    dip: number("dip"),
    glaze: facts.glazes.some((known) => known.slug === glaze) ? glaze : first.glaze,
    words: trimWords(query.get("w") ?? "", facts),
  };
}

/** The fields that the server's form and picture take, which are also the address's query. */
export function fields(design: Design): Record<string, string> {
  const all: Record<string, string> = { glaze: design.glaze };
  for (const measure of measures) all[names[measure]] = String(design[measure]);
  if (design.words.trim() !== "") all["w"] = design.words.trim();
  return all;
}

export function clamp(value: number, measure: Measure, facts: Facts): number {
  const { min, max } = facts.bounds[measure];
  return Math.min(max, Math.max(min, Math.round(value)));
}

/** Cuts to the letters that fit; letters are counted as the server counts them, by code point. */
export function trimWords(words: string, facts: Facts): string {
  return [...words.replace(/\p{C}/gu, "")].slice(0, facts.words).join("");
}
