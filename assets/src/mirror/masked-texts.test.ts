import { describe, expect, it } from "vitest";
import { FIRST, font, STEPS } from "./mask-face";
import { dotted } from "./masked-texts";

/** How wide a text of the face is, in pixels; other signs count for nothing. */
function widthOf(text: string, size: number, spacing = 0): number {
  return [...text].map((sign) => sign.charCodeAt(0) - FIRST).filter((step) => step >= 0 && step <= 512).reduce((sum, step) => sum + (step / STEPS) * size + spacing, 0);
}

describe("masked texts", () => {
  it.each([[16, 0], [15, 0], [11.3, 0], [40, 0], [16, 1.5], [16, -0.4]])("V2: are as wide as told, to a sixteenth of a pixel, at %s px with a spacing of %s", (size, spacing) => {
    for (let width = 12; width < 150; width++) expect(widthOf(dotted("••••••••", [[width]], { size, spacing }), size, spacing)).toBeCloseTo(width, 0.9);
  });

  it("V2: keep their spaces and as many dots, and may be broken where the customer's are", () => {
    const text = dotted("••• ••\n•••••• ••", [[30], [12], [40, 20]], { size: 16, spacing: 0 });
    const [first = "", second = "", third = "", fourth] = text.split(/\s/);
    expect([first, second, third].map((word) => word.length)).toEqual([3, 2, 7]);
    expect(third.split("\u200b").map((part) => Math.round(widthOf(part, 16)))).toEqual([40, 20]);
    // Of the last word nothing is told.
    expect(fourth).toBe("••");
  });

  it("V5: grow by nothing that is told of them", () => {
    expect(dotted("•••", [[16_384]], { size: 0.01, spacing: 0 })).toHaveLength(3);
    expect(dotted("•••", [[1, 1, 1, 1]], { size: 16, spacing: 99 }).length).toBeLessThan(12);
  });

  it("are set in a font with every table that browsers ask for, in order", () => {
    const bytes = new DataView(font());
    const tags = Array.from({ length: bytes.getUint16(4) }, (_, i) => String.fromCharCode(...new Uint8Array(bytes.buffer, 12 + 16 * i, 4)));
    expect(tags).toEqual(["OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"]);
    for (let i = 0; i < tags.length; i++) expect(bytes.getUint32(12 + 16 * i + 8) + bytes.getUint32(12 + 16 * i + 12)).toBeLessThanOrEqual(bytes.byteLength);
  });
});
