import type { JSX } from "preact";

/** A part of a text, and whether it was looked for. */
export interface Piece {
  readonly text: string;
  readonly isFound: boolean;
}

const wordOf = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** Without case and accents, as the server's index has it (desk/history/words.go). */
function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();
}

/** The text with the words marked that begin with one of those looked for; a single letter stands for itself alone. */
export function piecesOf(text: string, query: string): readonly Piece[] {
  const wanted = (fold(query).match(wordOf) ?? []);
  if (wanted.length === 0) return [{ text, isFound: false }];
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(wordOf)) {
    const [word] = found;
    const folded = fold(word);
    if (!wanted.some((each) => folded === each || (each.length > 1 && folded.startsWith(each)))) continue;
    if (found.index > from) pieces.push({ text: text.slice(from, found.index), isFound: false });
    pieces.push({ text: word, isFound: true });
    from = found.index + word.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isFound: false });
  return pieces;
}

export function Marked({ text, query }: { text: string; query: string }): JSX.Element {
  return <>{piecesOf(text, query).map((piece, at) => (piece.isFound ? <mark key={at}>{piece.text}</mark> : piece.text))}</>;
}
