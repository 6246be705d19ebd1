import type { VisitModel } from "../visit-world";
import type { DeskWords } from "../words/words";

/** The conversation as a text that people read: who wrote what, and when. */
export function transcriptOf({ chat, lines }: VisitModel, words: DeskWords): string {
  const rows = lines.flatMap((line) => {
    if (line.state !== "kept" || line.entry.kind === "event" || line.entry.from === "system") return [];
    const { at, from, name, kind, text, outcome } = line.entry;
    if (kind === "file" && outcome !== undefined && outcome !== "sent") return [];
    const who = from === "customer" ? words.talk.you : name || words.talk.agent;
    const when = new Date(at).toLocaleString(words.lang, { dateStyle: "short", timeStyle: "short" });
    return [`[${when}] ${who}: ${kind === "file" ? `(${words.talk.fileFrom(who)}) ` : ""}${text}`];
  });
  return [`${location.host} · ${chat?.group_name ?? ""}`, "", ...rows, ""].join("\r\n");
}
