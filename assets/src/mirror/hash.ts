/**
 * A 53-bit hash of a text (two 32-bit lanes, after cyrb53). Names style sheets and assets and sums up trees; it defends
 * against accidents, not against an attacker: both ends of a session see the same page anyway.
 */
export function hash53(text: string, seed = 0): number {
  let low = 0xdeadbeef ^ seed;
  let high = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 2654435761);
    high = Math.imul(high ^ unit, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return 4294967296 * (2097151 & high) + (low >>> 0);
}

/** The name of a style sheet: a hash of its text and of the address that relative addresses in it start from. */
export function sheetName(base: string, text: string): string {
  return hash53(text, hash53(base) | 0).toString(36) + "." + text.length.toString(36);
}
