/**
 * The face that masked words are written in: one sign, a dot, in every width. So a word takes exactly the room that it takes in the customer's browser, and the page
 * around it is laid out as it is there: by its own fonts, as there is nothing in this one but the dots, and without a say in how high a line is.
 */

export const FAMILY = "tandem-mask";
/** Steps of width in one em. A step is a sixteenth of a pixel in usual text. */
export const STEPS = 256;
/** The widest dot, in steps. What is wider is several. */
export const WIDEST = 512;
/** The sign of no width; the others follow by their steps. In the area for private use, so no text of the page has them by another meaning. */
export const FIRST = 0xe000;

const EM = 2048;
/** The dot: its middle above the line, and its radius, in units of the em. Some 0.3 em across, like a bullet. */
const [MIDDLE, RADIUS] = [680, 300];
/** tan(π/8) as a part of the radius: where the corners of an octagon around the circle are. */
const CORNER = Math.round(RADIUS * Math.tan(Math.PI / 8));

/** The face, for one document: each has its own. */
export function maskFace(view: Window & typeof globalThis): FontFace {
  return new view.FontFace(FAMILY, font(), {
    unicodeRange: `U+${FIRST.toString(16)}-${(FIRST + WIDEST).toString(16)}`,
    // As it is for every weight and width, none is made up: that would make the signs wider.
    weight: "1 1000", stretch: "50% 200%",
    ascentOverride: "0%", descentOverride: "0%", lineGapOverride: "0%",
  });
}

/** The bytes of a TrueType font (OpenType 1.9): glyph 0 is the dot itself, and each further one that dot in the middle of another width. */
export function font(): ArrayBuffer {
  const count = WIDEST + 2;
  const glyphs = [dot(), ...Array.from({ length: WIDEST + 1 }, (_, step) => placed(advance(step) / 2))];
  const offsets: number[] = [0];
  for (const glyph of glyphs) offsets.push((offsets.at(-1) ?? 0) + glyph.length);
  const widest = advance(WIDEST);
  const os2 = [
    ...u16(4, EM, 400, 5, 0, 650, 700, 0, 140, 650, 700, 0, 480, 50, 250, 0), ...zeros(10), ...u32(0, 0, 0, 0), ...ascii("    "),
    ...u16(0x40, FIRST, FIRST + WIDEST, 0, 0, 0, 1, 1), ...u32(1, 0), ...u16(0, 0, 0, 0x20, 1),
  ];
  return assemble({
    "OS/2": os2,
    cmap: characters(),
    glyf: glyphs.flat(),
    head: [...u32(0x10000, 0x10000, 0, 0x5f0f3cf5), ...u16(0, EM), ...u32(0, 0, 0, 0), ...u16(-RADIUS, MIDDLE - RADIUS, widest, MIDDLE + RADIUS, 0, 8, 2, 1, 0)],
    hhea: [...u32(0x10000), ...u16(1, 0, 0, widest, -RADIUS, -RADIUS, widest, 1, 0, 0, 0, 0, 0, 0, 0, count)],
    hmtx: [...u16(0, -RADIUS), ...Array.from({ length: WIDEST + 1 }, (_, step) => u16(advance(step), advance(step) / 2 - RADIUS)).flat()],
    loca: u32(...offsets),
    maxp: [...u32(0x10000), ...u16(count, 8, 1, 8, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1)],
    name: names(),
    post: [...u32(0x30000), ...zeros(28)],
  });
}

function advance(step: number): number {
  return step * (EM / STEPS);
}

/** A circle of eight curves, as a contour of eight points off the curve: those on it lie half-way between ("glyf"). */
function dot(): number[] {
  const corners = [[RADIUS, CORNER], [CORNER, RADIUS], [-CORNER, RADIUS], [-RADIUS, CORNER], [-RADIUS, -CORNER], [-CORNER, -RADIUS], [CORNER, -RADIUS], [RADIUS, -CORNER]] as const;
  // Clockwise: the inside is on the right.
  const way = [...corners].reverse();
  const distances = (axis: 0 | 1, from: number): number[] => way.map((point, i) => point[axis] - (i === 0 ? from : (way[i - 1]?.[axis] ?? 0)));
  return padded([...u16(1, -RADIUS, MIDDLE - RADIUS, RADIUS, MIDDLE + RADIUS, 7, 0), ...zeros(8), ...u16(...distances(0, 0)), ...u16(...distances(1, -MIDDLE))]);
}

/** Glyph 0, moved to the right: a composite of one, its distances being two words. */
function placed(right: number): number[] {
  return padded([...u16(-1, right - RADIUS, MIDDLE - RADIUS, right + RADIUS, MIDDLE + RADIUS, 0x0003, 0, right, 0)]);
}

/** Format 4: one segment, then the end. */
function characters(): number[] {
  const table = u16(4, 32, 0, 4, 4, 1, 0, FIRST + WIDEST, 0xffff, 0, FIRST, 0xffff, 1 - FIRST, 1, 0, 0);
  return [...u16(0, 1, 3, 1), ...u32(12), ...table];
}

function names(): number[] {
  const text = [...FAMILY].flatMap((letter) => u16(letter.charCodeAt(0)));
  const records = [1, 2, 4, 6].flatMap((id) => u16(3, 1, 0x409, id, text.length, 0));
  return [...u16(0, 4, 6 + records.length), ...records, ...text];
}

/** The tables behind their directory. Browsers take no notice of check sums, so there are none. */
function assemble(tables: Readonly<Record<string, readonly number[]>>): ArrayBuffer {
  const entries = Object.entries(tables).map(([tag, data]) => ({ tag, data, room: padded([...data]) }));
  let at = 12 + 16 * entries.length;
  const directory = entries.flatMap(({ tag, data, room }) => {
    const record = [...ascii(tag), ...u32(0, at, data.length)];
    at += room.length;
    return record;
  });
  return Uint8Array.from([...u32(0x10000), ...u16(entries.length, 128, 3, 16 * entries.length - 128), ...directory, ...entries.flatMap(({ room }) => room)]).buffer;
}

function u16(...values: readonly number[]): number[] {
  return values.flatMap((value) => [(value >> 8) & 255, value & 255]);
}

function u32(...values: readonly number[]): number[] {
  return values.flatMap((value) => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
}

function ascii(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0);
}

function padded(data: readonly number[]): number[] {
  return [...data, ...zeros(-data.length & 3)];
}
