/** What the server tells the studio in data-facts; assets/demo/studio.go writes it. */
export interface Facts {
  readonly base: string;
  readonly action: string;
  readonly glazes: readonly Glaze[];
  readonly bounds: Readonly<Record<Measure, Bounds>>;
  /** Letters that fit on a wall. */
  readonly words: number;
  /** Pence for a mug, and for words on it. */
  readonly price: number;
  readonly extra: number;
}

export interface Glaze {
  readonly slug: string;
  readonly name: string;
  readonly light: string;
  readonly base: string;
  readonly dark: string;
}

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

export type Measure = "height" | "rim" | "belly" | "dip";

export function readFacts(element: HTMLElement): Facts {
  return JSON.parse(element.dataset["facts"] ?? "") as Facts; // written by the server that served this script
}
