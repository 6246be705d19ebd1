/**
 * SHA-256 (FIPS 180-4), fed piece by piece: a file is hashed while it travels, and is never read twice. The browser's own takes everything at once,
 * and exists on https pages only.
 */
export class Sha256 {
  readonly #state = Uint32Array.of(0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19);
  readonly #schedule = new Uint32Array(64);
  readonly #rest = new Uint8Array(64);
  #inRest = 0;
  #length = 0;

  update(bytes: Uint8Array): void {
    this.#length += bytes.length;
    let at = 0;
    if (this.#inRest > 0) {
      at = Math.min(64 - this.#inRest, bytes.length);
      this.#rest.set(bytes.subarray(0, at), this.#inRest);
      this.#inRest += at;
      if (this.#inRest < 64) return;
      this.#block(this.#rest, 0);
    }
    for (; at + 64 <= bytes.length; at += 64) this.#block(bytes, at);
    this.#rest.set(bytes.subarray(at));
    this.#inRest = bytes.length - at;
  }

  /** The 32 bytes; nothing may be added afterwards. */
  digest(): Uint8Array {
    const length = this.#length;
    const padding = new Uint8Array(((119 - (length % 64)) % 64) + 9);
    padding[0] = 0x80;
    const tail = new DataView(padding.buffer, padding.length - 8);
    tail.setUint32(0, Math.floor(length / 0x20000000));
    tail.setUint32(4, length << 3);
    this.update(padding);
    const digest = new Uint8Array(32);
    const view = new DataView(digest.buffer);
    this.#state.forEach((word, at) => { view.setUint32(at * 4, word); });
    return digest;
  }

  #block(bytes: Uint8Array, offset: number): void {
    const w = this.#schedule;
    const view = new DataView(bytes.buffer, bytes.byteOffset + offset, 64);
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(i * 4);
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15] ?? 0;
      const b = w[i - 2] ?? 0;
      w[i] = (w[i - 16] ?? 0) + (turned(a, 7) ^ turned(a, 18) ^ (a >>> 3)) + (w[i - 7] ?? 0) + (turned(b, 17) ^ turned(b, 19) ^ (b >>> 10));
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = this.#state;
    for (let i = 0; i < 64; i++) {
      const first = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + (k[i] ?? 0) + (w[i] ?? 0)) | 0;
      const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + first) | 0;
      d = c;
      c = b;
      b = a;
      a = (first + second) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((word, at) => { this.#state[at] = (this.#state[at] ?? 0) + word; });
  }
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes, as the standard defines them. */
const k = roots();

function roots(): Uint32Array {
  const found = new Uint32Array(64);
  let count = 0;
  for (let n = 2; count < 64; n++) {
    let isPrime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) isPrime = false;
    if (isPrime) found[count++] = (Math.cbrt(n) % 1) * 0x100000000;
  }
  return found;
}
