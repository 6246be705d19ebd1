/** A price in pence as the shop writes it: £12.50. */
export function money(pence: number): string {
  return `£${String(Math.trunc(pence / 100))}.${String(pence % 100).padStart(2, "0")}`;
}
