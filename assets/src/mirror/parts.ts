import type { Attention } from "./attention";
import type { Dirt } from "./dirt";
import type { Dom } from "./dom";
import type { Inspector } from "./inspector";
import type { Masks } from "./mask";
import type { Population } from "./population";
import type { Scenery } from "./scenery";
import type { Sequel } from "./sequel";
import type { Sheets } from "./sheets";
import type { StateReader } from "./state";

/** The parts of one capture. Each names those that it uses (`Pick<Parts, …>`); capture.ts makes them, and is the only one to know all. */
export interface Parts {
  readonly win: Window & typeof globalThis;
  readonly dom: Dom;
  readonly masks: Masks;
  readonly state: StateReader;
  readonly all: Population;
  readonly dirt: Dirt;
  readonly inspector: Inspector;
  readonly attention: Attention;
  readonly scenery: Scenery;
  readonly sheets: Sheets;
  /** What the first paint does not need; null until it is loaded. */
  sequel: Sequel | null;
  /** Something is to be compared. */
  wake(): void;
}
