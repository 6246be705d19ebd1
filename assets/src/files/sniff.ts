/** What a file is by its bytes, whatever its name says. */
export interface Sniffed {
  readonly kind: FileKind;
  /** How the names of such files end; empty where that says nothing. The first is the usual one. */
  readonly endings: readonly string[];
}

/** `program` and `page` can do something when they are opened; the others are only looked at. */
export type FileKind = "picture" | "pdf" | "document" | "archive" | "sound" | "video" | "text" | "page" | "program" | "unknown";

/** So many of a file's first bytes are looked at. */
export const sniffed = 4096;

interface Signature {
  readonly kind: FileKind;
  readonly endings: readonly string[];
  /** Bytes at the beginning, or at `at`, written as characters of one byte each. */
  readonly starts: readonly string[];
  readonly at?: number;
  /** And this somewhere in the first bytes. */
  readonly has?: string;
}

/** The first that fits counts. From the formats' own specifications, and WHATWG's MIME Sniffing, §6 and §7. */
const signatures: readonly Signature[] = [
  { kind: "pdf", endings: ["pdf"], starts: ["%PDF-"] },
  { kind: "picture", endings: ["png"], starts: ["\x89PNG\r\n\x1a\n"] },
  { kind: "picture", endings: ["jpg", "jpeg", "jpe", "jfif"], starts: ["\xff\xd8\xff"] },
  { kind: "picture", endings: ["gif"], starts: ["GIF87a", "GIF89a"] },
  { kind: "picture", endings: ["bmp"], starts: ["BM"] },
  { kind: "picture", endings: ["tif", "tiff"], starts: ["II*\0", "MM\0*"] },
  { kind: "picture", endings: ["webp"], starts: ["RIFF"], has: "WEBPVP" },
  { kind: "picture", endings: ["heic", "heif"], starts: ["ftypheic", "ftypheix", "ftypmif1"], at: 4 },
  { kind: "picture", endings: ["avif"], starts: ["ftypavif"], at: 4 },
  { kind: "sound", endings: ["wav"], starts: ["RIFF"], has: "WAVEfmt " },
  { kind: "sound", endings: ["mp3"], starts: ["ID3", "\xff\xfb", "\xff\xf3", "\xff\xf2"] },
  { kind: "sound", endings: ["m4a"], starts: ["ftypM4A"], at: 4 },
  { kind: "sound", endings: ["ogg", "oga", "opus"], starts: ["OggS"] },
  { kind: "video", endings: ["mp4", "m4v", "mov"], starts: ["ftyp"], at: 4 },
  { kind: "video", endings: ["webm", "mkv"], starts: ["\x1aE\xdf\xa3"] },
  { kind: "document", endings: ["docx"], starts: ["PK\x03\x04"], has: "word/" },
  { kind: "document", endings: ["xlsx"], starts: ["PK\x03\x04"], has: "xl/" },
  { kind: "document", endings: ["pptx"], starts: ["PK\x03\x04"], has: "ppt/" },
  { kind: "document", endings: ["odt", "ods", "odp"], starts: ["PK\x03\x04"], has: "application/vnd.oasis.opendocument" },
  { kind: "program", endings: ["jar", "apk"], starts: ["PK\x03\x04"], has: "META-INF/" },
  { kind: "archive", endings: ["zip"], starts: ["PK\x03\x04", "PK\x05\x06"] },
  { kind: "archive", endings: ["gz", "tgz"], starts: ["\x1f\x8b"] },
  { kind: "archive", endings: ["7z"], starts: ["7z\xbc\xaf\x27\x1c"] },
  { kind: "archive", endings: ["rar"], starts: ["Rar!\x1a\x07"] },
  { kind: "archive", endings: ["xz"], starts: ["\xfd7zXZ\0"] },
  // Old Office files, and installers, are the same kind of container; macros make both able to do something.
  { kind: "program", endings: ["doc", "xls", "ppt", "msg", "msi"], starts: ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"] },
  { kind: "program", endings: ["exe", "dll", "scr"], starts: ["MZ"] },
  { kind: "program", endings: [], starts: ["\x7fELF", "\xca\xfe\xba\xbe", "\xfe\xed\xfa", "\xce\xfa\xed\xfe", "\xcf\xfa\xed\xfe", "#!"] },
  { kind: "program", endings: ["lnk"], starts: ["L\0\0\0\x01\x14\x02\0"] },
];

/** Text that a browser would run, were it opened. */
const pageLike = /<(?:!doctype|html|head|body|script|iframe|svg|math|object|embed|meta|link|style|x?\w*:?stylesheet)\b/i;

export function sniff(bytes: Uint8Array): Sniffed {
  const start = String.fromCharCode(...bytes.subarray(0, sniffed));
  for (const { starts, at = 0, has, kind, endings } of signatures) {
    if (starts.some((signature) => start.startsWith(signature, at)) && (has === undefined || start.includes(has))) return { kind, endings };
  }
  if (!isText(bytes.subarray(0, sniffed))) return { kind: "unknown", endings: [] };
  return pageLike.test(start) ? { kind: "page", endings: ["html", "htm", "svg", "xml", "xhtml"] } : { kind: "text", endings: [] };
}

/** UTF-8, which may be cut at the end, without control characters that texts do not have; or either order of UTF-16 that says so. */
function isText(bytes: Uint8Array): boolean {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return true;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return false;
  }
  return bytes.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b);
}
