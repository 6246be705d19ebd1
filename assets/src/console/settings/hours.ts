import type { Hours } from "./api";

export type Span = Hours["week"][number];
export type Holiday = Hours["holidays"][number];

/** Monday to Sunday, as the server counts them. */
export const days = [1, 2, 3, 4, 5, 6, 7] as const;

/** What somebody begins with who sets hours: the usual ones, where they are. */
export function usualHours(zone: string): Hours {
  return { zone, week: days.slice(0, 5).map((day) => ({ day, from: "09:00", to: "17:00" })), holidays: [] };
}

/** The spans of one day in their order. */
export function spansOn(hours: Hours, day: number): readonly Span[] {
  return hours.week.filter((span) => span.day === day);
}

/** The hours with other spans on one day; the week stays in its order. */
export function withSpans(hours: Hours, day: number, spans: readonly Span[]): Hours {
  return { ...hours, week: [...hours.week.filter((span) => span.day < day), ...spans, ...hours.week.filter((span) => span.day > day)] };
}

/** A further span for a day: the usual one, or what is left after the last. */
export function nextSpan(spans: readonly Span[], day: number): Span {
  const last = spans.at(-1);
  if (!last) return { day, from: "09:00", to: "17:00" };
  return { day, from: last.to === "24:00" ? "23:00" : last.to, to: "24:00" };
}

/** A field for a time of day has no 24:00: the day's end is shown as 00:00. */
export function shownEnd(to: string): string {
  return to === "24:00" ? "00:00" : to;
}

export function readEnd(shown: string): string {
  return shown === "00:00" ? "24:00" : shown;
}

export type HoursFault = "zone" | "span" | "holiday";

/** What the server would not take, the first of it. */
export function faultOf(hours: Hours | null): HoursFault | null {
  if (hours === null) return null;
  if (!isZone(hours.zone)) return "zone";
  if (hours.week.some(isWrongSpan)) return "span";
  return hours.holidays.some(isWrongHoliday) ? "holiday" : null;
}

export function isWrongSpan({ from, to }: Span): boolean {
  return from === "" || to === "" || from >= to;
}

export function isWrongHoliday({ from, to }: Holiday): boolean {
  return from === "" || to === "" || from > to;
}

export function isZone(zone: string): boolean {
  try {
    return zone !== "" && new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Every zone that the browser knows; Chrome before 99 cannot say, and then any name may be typed. */
export function zones(): readonly string[] {
  return "supportedValuesOf" in Intl ? Intl.supportedValuesOf("timeZone") : [];
}

export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
