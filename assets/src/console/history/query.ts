import type { Query } from "./api";

/** What somebody looks for, as it stands in the form. Days are YYYY-MM-DD in the person's own time. */
export interface Wanted {
  readonly text: string;
  readonly person: string;
  readonly from: string;
  /** The last day that counts. */
  readonly to: string;
}

export const nothingWanted: Wanted = { text: "", person: "", from: "", to: "" };

/** What the server is asked: days become instants, of which the end is not included. */
export function queryOf({ text, person, from, to }: Wanted): Query {
  return {
    ...(text.trim() === "" ? {} : { text: text.trim() }),
    ...(person === "" ? {} : { person }),
    ...(from === "" ? {} : { from: startOf(from, 0) }),
    ...(to === "" ? {} : { to: startOf(to, 1) }),
  };
}

/** Midnight at the beginning of a day, or of so many days later, where the person is. */
function startOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
