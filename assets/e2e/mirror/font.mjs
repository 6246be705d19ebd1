// Makes a TrueType font for tests: every letter is a black box of two ems, so that nobody can take it for another font.

const EM = 1000;
const ADVANCE = 2 * EM;

const u16 = (...values) => Buffer.concat(values.map((value) => { const b = Buffer.alloc(2); b.writeUInt16BE(value & 0xffff); return b; }));
const u32 = (...values) => Buffer.concat(values.map((value) => { const b = Buffer.alloc(4); b.writeUInt32BE(value >>> 0); return b; }));
const padded = (buffer) => Buffer.concat([buffer, Buffer.alloc((4 - (buffer.length % 4)) % 4)]);
const sumOf = (buffer) => { let sum = 0; for (let at = 0; at < buffer.length; at += 4) sum = (sum + buffer.readUInt32BE(at)) >>> 0; return sum; };

/** A rectangle: one contour of four points, all on the curve, coordinates as 16-bit distances (OpenType, "glyf"). */
function box() {
  const xs = [100, 0, 1800, 0];
  const ys = [0, 700, 0, -700];
  return Buffer.concat([u16(1, 100, 0, 1900, 700, 3, 0), Buffer.from([1, 1, 1, 1]), u16(...xs), u16(...ys)]);
}

function names(family) {
  const text = Buffer.from(family, "utf16le").swap16();
  const records = [1, 2, 4, 6].map((id) => u16(3, 1, 0x409, id, text.length, 0));
  return Buffer.concat([u16(0, records.length, 6 + 12 * records.length), ...records, text]);
}

/** Format 4: one segment, U+0020 to U+007E, all of them glyph 1, by way of the array behind it; then the end. */
function characters() {
  const glyphs = Array.from({ length: 0x7e - 0x20 + 1 }, () => 1);
  const table = Buffer.concat([u16(4, 16 + 16 + 2 * glyphs.length, 0, 4, 4, 1, 0, 0x7e, 0xffff, 0, 0x20, 0xffff, 0, 1, 4, 0), u16(...glyphs)]);
  return Buffer.concat([u16(0, 1, 3, 1), u32(12), table]);
}

/** The bytes of the font. */
export function boxFont(family = "Boxes") {
  const glyph = padded(box());
  const head = Buffer.concat([u32(0x10000, 0x10000, 0, 0x5f0f3cf5), u16(0, EM), u32(0, 0, 0, 0), u16(0, 0, 1900, 800, 0, 8, 2, 1, 0)]);
  const os2 = Buffer.concat([
    u16(4, ADVANCE, 400, 5, 0, 650, 700, 0, 140, 650, 700, 0, 480, 50, 250, 0), Buffer.alloc(10), u32(1, 0, 0, 0), Buffer.from("TEST"),
    u16(0x40, 0x20, 0x7e, 800, -200, 0, 800, 200), u32(1, 0), u16(500, 700, 0, 0x20, 1),
  ]);
  const tables = {
    "OS/2": os2, cmap: characters(), glyf: glyph, head,
    hhea: Buffer.concat([u32(0x10000), u16(800, -200, 0, ADVANCE, 0, 0, 1900, 1, 0, 0, 0, 0, 0, 0, 0, 2)]),
    hmtx: u16(ADVANCE, 0, ADVANCE, 100), loca: u32(0, 0, glyph.length),
    maxp: Buffer.concat([u32(0x10000), u16(2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)]), name: names(family), post: Buffer.concat([u32(0x30000), Buffer.alloc(28)]),
  };
  const entries = Object.entries(tables);
  let at = 12 + 16 * entries.length;
  const directory = entries.map(([tag, data]) => {
    const record = Buffer.concat([Buffer.from(tag), u32(sumOf(padded(data)), at, data.length)]);
    at += padded(data).length;
    return record;
  });
  const font = Buffer.concat([u32(0x10000), u16(entries.length, 128, 3, 16 * entries.length - 128), ...directory, ...entries.map(([, data]) => padded(data))]);
  const headAt = font.indexOf("head") + 8;
  font.writeUInt32BE((0xb1b0afba - sumOf(font)) >>> 0, font.readUInt32BE(headAt) + 8);
  return font;
}
