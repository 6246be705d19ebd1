/** What canned texts can leave open (web/openapi.yaml, NewCanned); filled in by ../desk/canned.ts. */
export const placeholders = ["visitor", "agent", "group", "site", "page"] as const;
export type Placeholder = (typeof placeholders)[number];

/** The text with a piece in place of the selection, and where the caret belongs then. */
export function pieceAt(text: string, from: number, to: number, piece: string): { readonly text: string; readonly caret: number } {
  return { text: text.slice(0, from) + piece + text.slice(to), caret: from + piece.length };
}

/** How the text will read. */
export function exampleOf(text: string, values: Readonly<Record<Placeholder, string>>): string {
  return placeholders.reduce((filled, name) => filled.replaceAll(`{${name}}`, values[name]), text);
}
