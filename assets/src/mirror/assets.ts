import { Reader, Writer } from "./bytes";
import { WireError } from "./wire";

/**
 * What goes over the assets channel: the agent names what its browser could not load, the customer's answers. README.md has it byte by
 * byte. It is apart from the stream, because a picture of a megabyte must hold up no keystroke.
 */

export const enum AssetKind {
  Picture = 1,
  Font = 2,
  Sheet = 3,
}

/** Why an asset cannot be had. */
export type Lack =
  /** Larger than one asset may be. */
  | "large"
  /** The session has sent as much as it may. */
  | "full"
  /** Neither browser may read it: another origin, and no word that this one may. */
  | "closed"
  /** Not there, or not reachable. */
  | "failed"
  /** Not what it was asked for as. */
  | "type"
  /** The page that was sent does not have it, or hides it. */
  | "hidden"
  /** The site wants nothing sent. */
  | "off"
  /** A style sheet names it, and the customer's page has no use for it. */
  | "unused";

export const LACKS: readonly Lack[] = ["large", "full", "closed", "failed", "type", "hidden", "off", "unused"];

/** Bounds of both sides. */
export const AssetLimit = {
  /** Bytes of one asset: the pictures of usual pages have a tenth of it, and at 5 Mbit/s it is on its way for some seven seconds. */
  one: 4 << 20,
  /** Bytes of all assets of a session: what the agent's window keeps in memory, and what a mobile plan can bear. */
  session: 64 << 20,
  /** Requests that wait at the customer's. More than a page of icons has; what comes beyond it is refused. */
  waiting: 2000,
  /** Characters of an address. */
  address: 8192,
} as const;

export interface Want {
  /** Capture.page: ids mean nothing on another page. */
  readonly page: number;
  readonly number: number;
  readonly kind: AssetKind;
  /** In sight of the customer: before the rest. */
  readonly urgent: boolean;
  /** The bytes are wanted although they were sent before. */
  readonly afresh: boolean;
  /** The element that has it among its attributes; 0: a style sheet has it. */
  readonly node: number;
  readonly url: string;
}

export type Answer =
  | { readonly kind: "bytes"; readonly number: number; readonly hash: string; readonly type: string; readonly bytes: Uint8Array }
  /** The same bytes were sent before, in this session. */
  | { readonly kind: "known"; readonly number: number; readonly hash: string }
  | { readonly kind: "lack"; readonly number: number; readonly why: Lack }
  /** What a canvas shows now. Nobody asked. */
  | { readonly kind: "canvas"; readonly page: number; readonly node: number; readonly type: string; readonly bytes: Uint8Array };

const WANT = 1;
const enum Code {
  Bytes = 1,
  Known = 2,
  Lack = 3,
  Canvas = 4,
}
const URGENT = 1;
const AFRESH = 2;

export function encodeWant(want: Want): Uint8Array<ArrayBuffer> {
  const out = new Writer();
  out.byte(WANT);
  out.varint(want.page);
  out.varint(want.number);
  out.byte(want.kind);
  out.byte((want.urgent ? URGENT : 0) | (want.afresh ? AFRESH : 0));
  out.varint(want.node);
  out.text(want.url);
  return out.take();
}

/** Throws WireError at anything else. */
export function decodeWant(message: Uint8Array): Want {
  const reader = new Reader(message);
  if (reader.byte() !== WANT) throw new WireError("unknown request");
  const [page, number, kind, flags] = [reader.varint(), reader.varint(), reader.byte(), reader.byte()];
  const [node, url] = [reader.varint(), reader.text()];
  if (kind < AssetKind.Picture || kind > AssetKind.Sheet || flags > (URGENT | AFRESH) || reader.left > 0) throw new WireError("malformed request");
  if (url.length > AssetLimit.address) throw new WireError("address too long");
  return { page, number, kind, urgent: (flags & URGENT) !== 0, afresh: (flags & AFRESH) !== 0, node, url };
}

export function encodeAnswer(answer: Answer): Uint8Array<ArrayBuffer> {
  const out = new Writer();
  switch (answer.kind) {
    case "bytes":
      out.byte(Code.Bytes);
      out.varint(answer.number);
      out.text(answer.hash);
      out.text(answer.type);
      out.raw(answer.bytes);
      break;
    case "known":
      out.byte(Code.Known);
      out.varint(answer.number);
      out.text(answer.hash);
      break;
    case "lack":
      out.byte(Code.Lack);
      out.varint(answer.number);
      out.byte(LACKS.indexOf(answer.why));
      break;
    case "canvas":
      out.byte(Code.Canvas);
      out.varint(answer.page);
      out.varint(answer.node);
      out.text(answer.type);
      out.raw(answer.bytes);
      break;
  }
  return out.take();
}

/** Throws WireError at anything else. */
export function decodeAnswer(message: Uint8Array): Answer {
  const reader = new Reader(message);
  const code: Code = reader.byte();
  const number = reader.varint();
  switch (code) {
    case Code.Bytes: {
      const [hash, type] = [reader.text(), reader.text()];
      return { kind: "bytes", number, hash, type, bytes: reader.raw(within(reader.left)) };
    }
    case Code.Known:
      return { kind: "known", number, hash: ended(reader.text(), reader) };
    case Code.Lack: {
      const why = LACKS[reader.byte()];
      if (why === undefined) throw new WireError("unknown reason");
      return { kind: "lack", number, why: ended(why, reader) };
    }
    case Code.Canvas: {
      const [node, type] = [reader.varint(), reader.text()];
      return { kind: "canvas", page: number, node, type, bytes: reader.raw(within(reader.left)) };
    }
    default:
      throw new WireError("unknown answer");
  }
}

function within(length: number): number {
  if (length > AssetLimit.one) throw new WireError("asset too large");
  return length;
}

function ended<T>(value: T, reader: Reader): T {
  if (reader.left > 0) throw new WireError("bytes after the end");
  return value;
}
