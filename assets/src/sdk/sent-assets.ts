import type { AssetMemory } from "../mirror/courier";
import { sentAssets } from "./asset-memory";

/** A hash has 43 characters: more than any site's pictures, and little enough for the storage. */
const maxHashes = 2000;

/** What the agent has from this session, remembered from page to page: `hash:bytes`, with spaces between. */
export class SentAssets implements AssetMemory {
  readonly #memory = sentAssets();
  readonly #hashes = new Set<string>();
  #size = 0;

  constructor() {
    for (const entry of (this.#memory.read() ?? "").split(" ")) {
      const [hash = "", size] = entry.split(":");
      if (hash === "") continue;
      this.#hashes.add(hash);
      this.#size += Number(size) || 0;
    }
  }

  get size(): number {
    return this.#size;
  }

  has(hash: string): boolean {
    return this.#hashes.has(hash);
  }

  add(hash: string, size: number): void {
    this.#size += size;
    if (this.#hashes.has(hash) || this.#hashes.size >= maxHashes) return;
    this.#hashes.add(hash);
    this.#memory.write(`${this.#memory.read() ?? ""} ${hash}:${size}`);
  }
}
