/**
 * Positions in `list` that form a longest increasing subsequence, in order. What is on it may stay where it is; only
 * the rest has to move, so that sorting a long list costs as little as possible (patience sorting, O(n log n)).
 */
export function longestIncreasing(list: readonly number[]): number[] {
  const before = new Int32Array(list.length);
  const tails: number[] = [];
  for (let i = 0; i < list.length; i++) {
    const value = list[i] ?? 0;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[i] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = i;
  }
  const found = new Array<number>(tails.length);
  let at = tails[tails.length - 1] ?? -1;
  for (let i = tails.length - 1; i >= 0; i--) {
    found[i] = at;
    at = before[at] ?? -1;
  }
  return found;
}
