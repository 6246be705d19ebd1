/** A size as people read it: whole kilobytes, or megabytes with a digit behind the point. */
export function sizeText(bytes: number, lang: string): string {
  const isSmall = bytes < 1_000_000;
  return new Intl.NumberFormat(lang, { style: "unit", unit: isSmall ? "kilobyte" : "megabyte", maximumFractionDigits: isSmall ? 0 : 1 })
    .format(isSmall ? Math.max(1, Math.round(bytes / 1000)) : bytes / 1_000_000);
}
