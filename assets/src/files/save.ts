import type { Taken } from "./transfer";

/** The browser starts to read a download at once; it may still be asking where to put it. In milliseconds. */
const keptMs = 60_000;

/** Saves a file that came. It is offered as a download and never shown in a tab, whatever it is. Call it for a person's press. */
export function save({ blob, name }: Taken): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => { URL.revokeObjectURL(link.href); }, keptMs);
}
