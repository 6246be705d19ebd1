// One seed of the fuzz, in the test page: a random page, then batches of edits spread over tasks.
import type { Bench, Wire } from "./agent";
import { Chance, Editor } from "./edits";
import { turn } from "./quicken";

export interface FuzzOptions {
  readonly edits: number;
  /** Frames are dropped, repeated, cut and swapped on the way. */
  readonly losses: boolean;
  /** Where everything is scrolled to is compared as well, once at the end of every fourth seed: it follows the browser's own frames. */
  readonly scrolls: boolean;
}

/** How long the two pages may differ, in milliseconds: far longer than it takes where a frame was lost on a very busy machine. */
const PATIENCE = 25_000;

/** A channel never delivers before the call that sends has returned. */
const later: Wire = (frame, deliver) => { queueMicrotask(() => { deliver(frame); }); };

/** Drops, repeats, cuts and delays one frame in twenty. */
function lossy(chance: Chance): Wire {
  let held: Uint8Array<ArrayBuffer> | null = null;
  return (frame, at) => {
    const deliver = (each: Uint8Array<ArrayBuffer>): void => { later(each, at); };
    const roll = chance.next();
    if (roll < 0.02) return;
    if (roll < 0.03) deliver(frame);
    if (roll < 0.04) deliver(frame.slice(0, chance.below(frame.length)));
    else if (roll < 0.05) held = frame;
    else deliver(frame);
    if (held !== null && held !== frame) {
      deliver(held);
      held = null;
    }
  };
}

/** Waits until the pages are equal; what still differs otherwise. */
async function settle(bench: Bench, scrolls: boolean): Promise<ReturnType<Bench["differences"]>> {
  const end = Date.now() + PATIENCE;
  let found = bench.differences(scrolls);
  for (let i = 0; found.length > 0 && Date.now() < end; i++) {
    // What comes of itself comes within a few turns; the rest waits for the browser's frames or for timers.
    await (i < 20 ? turn() : new Promise((again) => { setTimeout(again, 40); }));
    found = bench.differences(scrolls);
  }
  return found;
}

/** Null when the pages were equal after every batch, else what differed. */
export async function fuzz(bench: Bench, seed: number, { edits, losses, scrolls }: FuzzOptions): Promise<object | null> {
  const chance = new Chance(seed);
  const editor = new Editor(bench.page, chance);
  bench.problems.length = 0;
  bench.frames.length = 0;
  const first = bench.capture === null;
  bench.wire = later;
  editor.grow(10 + chance.below(80));
  const shared = first ? bench.share() : null;
  // Somebody else looks on from here: everything is sent anew while the page changes.
  if (!first && chance.next() < 0.3) bench.capture?.snapshot();
  for (let i = 0; i < 20; i++) editor.edit();
  await shared;
  if (losses) bench.wire = lossy(chance);
  for (let left = edits; left > 0; ) {
    const batch = Math.min(left, 1 + chance.below(chance.next() < 0.3 ? 60 : 8));
    left -= batch;
    for (let i = 0; i < batch; i++) {
      editor.edit();
      const roll = chance.next();
      if (roll < 0.05) await Promise.resolve();
      else if (roll < 0.08) await turn();
    }
    editor.pause();
    const found = await settle(bench, false);
    if (found.length > 0) return { seed, left, found, problems: bench.problems.slice(-5) };
  }
  editor.rest();
  const found = await settle(bench, scrolls && seed % 4 === 0);
  if (found.length > 0) return { seed, scrolls: true, found, problems: bench.problems.slice(-5) };
  const odd = losses ? [] : bench.problems.filter((problem) => problem.kind !== "content");
  return odd.length > 0 ? { seed, odd } : null;
}
