import type { Outlet } from "./stream";
import type { Twin } from "./twin";
import { type Key, Op } from "./wire";

/** Texts longer than this are spliced rather than sent anew. */
const SPLICE_FROM = 80;

/** Writes what of a twin alone has changed, and makes the twin equal to it. Each says whether there was anything to write. */
export function writeAttributes(out: Outlet, twin: Twin, now: Map<string, string> | null): boolean {
  const old = twin.attributes;
  if (same(now, old)) return false;
  for (const [name, value] of now ?? []) {
    if (old?.get(name) === value) continue;
    out.body.byte(Op.Attribute);
    out.id(twin.id);
    out.body.byte(1);
    writeAttribute(out, name, value);
  }
  for (const name of old?.keys() ?? []) {
    if (now?.has(name) === true) continue;
    out.body.byte(Op.Attribute);
    out.id(twin.id);
    out.body.byte(0);
    out.name(name);
  }
  twin.attributes = now;
  return true;
}

/** No more than a piece of so many UTF-16 units goes into one frame; what is left is found by comparing again. */
export function writeText(out: Outlet, twin: Twin, now: string, piece: number): boolean {
  const old = twin.text;
  if (now === old) return false;
  let head = 0;
  let tail = 0;
  if (now.length > SPLICE_FROM) {
    const most = Math.min(now.length, old.length);
    while (head < most && now.charCodeAt(head) === old.charCodeAt(head)) head++;
    while (tail < most - head && now.charCodeAt(now.length - 1 - tail) === old.charCodeAt(old.length - 1 - tail)) tail++;
  }
  const end = now.length - tail;
  const until = Math.min(end, cutAt(now, head + piece));
  const splice = until < end || head + tail > now.length / 2;
  out.body.byte(splice ? Op.Splice : Op.Text);
  out.id(twin.id);
  if (splice) {
    out.body.varint(head);
    out.body.varint(old.length - head - tail);
  }
  out.body.text(splice ? now.slice(head, until) : now);
  twin.text = now.slice(0, until) + now.slice(end);
  return true;
}

export function writeState(out: Outlet, twin: Twin, key: Key, value: string): boolean {
  if (twin.getState(key) === value) return false;
  twin.setState(key, value);
  out.body.byte(Op.State);
  out.id(twin.id);
  out.body.byte(key);
  out.body.text(value);
  return true;
}

export function writeAttribute(out: Outlet, name: string, value: string): void {
  out.name(name);
  // Classes come again and again; other values hardly ever do.
  if (name === "class") out.name(value);
  else out.body.text(value);
}

/** Where a text can be cut at or just after a place, so that no character is cut in two. */
export function cutAt(text: string, place: number): number {
  const isLow = (text.charCodeAt(place) & 0xfc00) === 0xdc00;
  return isLow ? place + 1 : place;
}

function same(a: Map<string, string> | null, b: Map<string, string> | null): boolean {
  if ((a?.size ?? 0) !== (b?.size ?? 0)) return false;
  for (const [name, value] of a ?? []) if (b?.get(name) !== value) return false;
  return true;
}
