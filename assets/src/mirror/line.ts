import { type Head, Inlet } from "./inlet";
import type { Missing } from "./needs";
import type { Stage } from "./stage";
import type { Viewport } from "./stage-events";

/** A stream that is being followed, and the stage it is played on. */
export interface Line {
  readonly stream: number;
  readonly inlet: Inlet;
  next: number;
  stage: Stage | null;
  queue: Head[];
  ready: boolean;
  broken: boolean;
  /** Subtrees asked for again. */
  healed: number;
  viewport: Viewport | null;
  location: { url: string; title: string } | null;
  missing: readonly Missing[];
}

/** A stream of which nothing has been played yet. */
export function newLine(stream: number): Line {
  return { stream, inlet: new Inlet(), next: 0, stage: null, queue: [], ready: false, broken: false, healed: 0, viewport: null, location: null, missing: [] };
}
