// One seed of the fuzz, in the test page: a random page, then batches of edits spread over tasks.
import type { Bench, Wire } from "./agent";
import { Chance, Editor } from "./edits";
import { QUICKER, turn } from "./quicken";

export interface FuzzOptions {
  readonly edits: number;
  /** Frames are dropped, repeated, cut and swapped on the way, whatever the seed. */
  readonly losses: boolean;
}

/** How long the two pages may differ, in milliseconds: far longer than it takes where a frame was lost on a very busy machine. */
const PATIENCE = 25_000;
/** At most so many edits in a batch: mostly a few, now and then everything at once. */
const SIZES = [2, 4, 8, 8, 8, 16, 16, 16, 60, 500];
/** Where everything is scrolled to follows the browser's own frames, for which one has to wait: compared at the end of every so many seeds. */
const SCROLLS = 4;
/** How many seeds have a wire that loses frames, one that holds them back, begin with a new consent, or with somebody else who looks on from there; in parts of one. */
const [LOSSY, HALTING, CONSENT, ANOTHER] = [0.1, 0.3, 0.1, 0.3];

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

/** Holds frames back for some turns, and shows what comes meanwhile ahead of its turn, in any order. */
function halting(bench: Bench, chance: Chance): Wire {
  let held: (() => void)[] = [];
  const release = (): void => {
    const due = held;
    held = [];
    for (const go of due) go();
  };
  return (frame, deliver) => {
    if (held.length === 0) void (async () => {
      for (let turns = 1 + chance.below(60); turns > 0; turns--) await turn();
      release();
    })();
    else if (chance.next() < 0.8) later(frame, (early) => { bench.replica.glimpse(early); });
    held.push(() => { deliver(frame); });
  };
}

/** How much of what happens while frames are held back can be shown ahead, and how often it happens behind something large; in parts of one. */
const [SMALL, FLOODED] = [0.7, 0.2];

/** What comes of itself comes within so many turns; the rest waits for the browser's frames or for timers, … */
const TURNS = 20;
/** … and is looked for so often, in milliseconds. */
const AGAIN = 8;

/** Waits until the pages are equal; what still differs otherwise. */
async function settle(bench: Bench, scrolls: boolean): Promise<ReturnType<Bench["differences"]>> {
  const end = Date.now() + PATIENCE;
  for (let i = 0; bench.differences(scrolls, 1).length > 0 && Date.now() < end; i++) {
    await (i < TURNS ? turn() : new Promise((again) => { setTimeout(again, AGAIN * QUICKER); }));
  }
  return bench.differences(scrolls);
}

/** Edits, some of them in tasks or microtasks of their own. */
async function batch(editor: Editor, chance: Chance, size: number, isHalting: boolean): Promise<void> {
  if (isHalting && chance.next() < FLOODED) editor.flood();
  for (let i = 0; i < size; i++) {
    if (isHalting && chance.next() < SMALL) editor.alter();
    else editor.edit();
    const roll = chance.next();
    if (roll < 0.05) await Promise.resolve();
    // As many frames as can be while one is held back.
    else if (roll < (isHalting ? 0.5 : 0.08)) for (let turns = isHalting ? 8 : 1; turns > 0; turns--) await turn();
  }
  editor.pause();
}

/** Null when the pages were equal after every batch, else what differed. */
export async function fuzz(bench: Bench, seed: number, options: FuzzOptions): Promise<object | null> {
  const { edits } = options;
  const chance = new Chance(seed);
  const editor = new Editor(bench.page, chance);
  const isLossy = options.losses || chance.next() < LOSSY;
  const isHalting = chance.next() < HALTING;
  const [consent, another] = [chance.next() < CONSENT, chance.next() < ANOTHER];
  // A seed before this one may have lost its last frame.
  const isFresh = bench.wire !== later;
  bench.problems.length = 0;
  bench.frames.length = 0;
  bench.wire = later;
  bench.pause.isOn = false;
  if (consent) bench.revoke();
  editor.grow(10 + chance.below(2 * edits));
  const shared = bench.capture === null ? bench.share() : null;
  if (shared === null && (another || isFresh)) bench.capture?.snapshot();
  // Everything is sent while the page changes.
  for (let i = 0; i < edits / 2; i++) editor.edit();
  await shared;
  if (isLossy) bench.wire = lossy(chance);
  else {
    if (isHalting) bench.wire = halting(bench, chance);
    // What goes over the page at rest must not hide that a change was missed.
    bench.pause.isOn = true;
  }
  for (let left = edits; left > 0; ) {
    const size = Math.min(left, 1 + chance.below(chance.of(SIZES)));
    left -= size;
    await batch(editor, chance, size, isHalting);
    const found = await settle(bench, false);
    if (found.length > 0) return { seed, left, found, problems: bench.problems.slice(-5) };
  }
  editor.rest();
  bench.pause.isOn = false;
  const found = await settle(bench, seed % SCROLLS === 0);
  if (found.length > 0) return { seed, found, problems: bench.problems.slice(-5) };
  const odd = isLossy ? [] : bench.problems.filter((problem) => problem.kind !== "content");
  return odd.length > 0 ? { seed, odd } : null;
}
