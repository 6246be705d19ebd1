import { TabMemory } from "./tab-memory";

/** Where a tab remembers which assets its session has sent. The session ends with an empty text. */
export function sentAssets(): TabMemory {
  return new TabMemory("tandem.assets");
}
