import { expect, it } from "vitest";
import { piecesOf } from "./marked";

const shown = (text: string, query: string) => piecesOf(text, query).map((piece) => (piece.isFound ? `[${piece.text}]` : piece.text)).join("");

it("marks what the index finds: words by their beginnings, without case and accents", () => {
  expect(shown("Where is my Parcel? Parcels, apparently.", "parc")).toBe("Where is my [Parcel]? [Parcels], apparently.");
  expect(shown("El envío llegó", "ENVIO lle")).toBe("El [envío] [llegó]");
  expect(shown("a lot of apples", "a")).toBe("[a] lot of apples");
  expect(shown("nothing here", "")).toBe("nothing here");
  expect(shown("", "x")).toBe("");
});
