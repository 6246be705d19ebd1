import type { Conversation } from "../../shared/wire.gen";

export interface CannedText {
  readonly id: string;
  readonly short: string;
  readonly text: string;
  readonly language?: string;
}

/** What the person types after a slash, where that is all there is before the caret; else null. */
export function shortBeing(typed: string, caret: number): string | null {
  const found = /(?:^|\s)\/([a-z0-9_-]{0,32})$/i.exec(typed.slice(0, caret));
  return found ? (found[1] ?? "").toLowerCase() : null;
}

/** C3: the texts whose short name or words begin with what was typed; those in the conversation's language first. */
export function matching(texts: readonly CannedText[], short: string, language: string): readonly CannedText[] {
  const main = language.slice(0, 2);
  const rank = (text: CannedText) => (text.language === undefined || text.language === "" ? 1 : text.language.slice(0, 2) === main ? 0 : 2);
  return texts
    .filter((text) => text.short.startsWith(short) || (short.length > 2 && text.text.toLowerCase().includes(short)))
    .sort((a, b) => rank(a) - rank(b) || a.short.localeCompare(b.short))
    .slice(0, 8);
}

/** Fills the placeholders; one that nothing is known for goes, with the space before it. */
export function filled(text: string, { name, site_name, page_title, page }: Conversation, agent: string, group: string): string {
  const values: Readonly<Record<string, string | undefined>> = { visitor: name, agent, group, site: site_name, page: page_title || page };
  return text.replace(/( ?)\{(visitor|agent|group|site|page)\}/g, (_, space: string, key: string) => (values[key] ? `${space}${values[key]}` : ""));
}
