/** The list with one entry moved by so many places; past an end it stays. */
export function moved<T>(list: readonly T[], at: number, by: number): T[] {
  const next = [...list];
  const [one] = next.splice(at, 1);
  if (one !== undefined) next.splice(Math.max(0, at + by), 0, one);
  return next;
}
