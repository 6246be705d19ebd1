/**
 * JSON for code that lives in other people's pages. Pages replace `JSON`, and old libraries put a `toJSON` on `Array.prototype` that turns
 * every list into a string (Prototype 1.x); the messages between browser and server must not depend on either. Only what our own messages
 * need: no indentation, no revivers, no dates. The console and the SDK share it, so that there is one way only.
 */

/** Anything that JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined };

/** Both directions, for code that gets them handed in instead of bringing a second copy onto the page. */
export interface JsonCodec {
  readonly encode: (value: Json) => string;
  /** Throws JsonError. */
  readonly decode: (text: string) => Json;
}

const hex = "0123456789abcdef";

/** Writes a value. Fields that are undefined are left out, numbers that JSON does not have become null. */
export function encodeJson(value: Json): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "number") return value - value === 0 ? String(value) : "null";
  if (typeof value !== "object" || value === null) return String(value);
  let text = "";
  if (isList(value)) {
    for (let i = 0; i < value.length; i++) text += (i > 0 ? "," : "") + encodeJson(value[i] ?? null);
    return `[${text}]`;
  }
  for (const name of Object.keys(value)) {
    const field = value[name];
    if (field !== undefined) text += `${text === "" ? "" : ","}${quote(name)}:${encodeJson(field)}`;
  }
  return `{${text}}`;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

/** Control characters, quotes, backslashes and lone surrogates are escaped (RFC 8259 §7 and §8.2). */
function quote(text: string): string {
  let out = '"';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      i++;
      continue;
    }
    const isSurrogate = unit >= 0xd800 && unit < 0xe000;
    if (unit >= 32 && unit !== 34 && unit !== 92 && !isSurrogate) continue;
    out += text.slice(from, i) + "\\u";
    for (let shift = 12; shift >= 0; shift -= 4) out += hex.charAt((unit >> shift) & 15);
    from = i + 1;
  }
  return `${out}${text.slice(from)}"`;
}

/** Thrown by decodeJson for a text that is not one JSON value, or one that is nested deeper than any message of ours. */
export class JsonError extends Error {}

/** Our deepest message has five levels; a text of brackets alone must not use up the stack. */
const maxDepth = 32;

/** Reads one value. Objects have no prototype, so that a field called `__proto__` is a field. */
export function decodeJson(text: string): Json {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

export const jsonCodec: JsonCodec = { encode: encodeJson, decode: decodeJson };

const escapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\", "/": "/" };
const numberPattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const unquotedPattern = /[^"\\\u0000-\u001f]*/y;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): Json {
    if (depth > maxDepth) throw new JsonError("nested too deeply");
    const next = this.#peek();
    if (next === "{") return this.#object(depth);
    if (next === "[") return this.#list(depth);
    if (next === '"') return this.#string();
    if (this.#word("true")) return true;
    if (this.#word("false")) return false;
    if (this.#word("null")) return null;
    const digits = this.#match(numberPattern);
    if (digits === "") throw new JsonError(`no value at ${this.#at}`);
    return Number(digits);
  }

  end(): void {
    if (this.#peek() !== "") throw new JsonError(`more than one value, at ${this.#at}`);
  }

  #object(depth: number): Json {
    const fields: Record<string, Json> = Object.create(null) as Record<string, Json>;
    this.#at++;
    if (this.#take("}")) return fields;
    do {
      if (this.#peek() !== '"') throw new JsonError(`no name at ${this.#at}`);
      const name = this.#string();
      if (!this.#take(":")) throw new JsonError(`no colon at ${this.#at}`);
      fields[name] = this.value(depth + 1);
    } while (this.#take(","));
    if (!this.#take("}")) throw new JsonError(`no end of the object at ${this.#at}`);
    return fields;
  }

  #list(depth: number): Json {
    const items: Json[] = [];
    this.#at++;
    if (this.#take("]")) return items;
    do items[items.length] = this.value(depth + 1);
    while (this.#take(","));
    if (!this.#take("]")) throw new JsonError(`no end of the list at ${this.#at}`);
    return items;
  }

  #string(): string {
    let out = "";
    this.#at++;
    for (;;) {
      out += this.#match(unquotedPattern);
      const mark = this.#text.charAt(this.#at++);
      if (mark === '"') return out;
      if (mark !== "\\") throw new JsonError(`open string at ${this.#at}`);
      out += this.#escape();
    }
  }

  #escape(): string {
    const letter = this.#text.charAt(this.#at++);
    if (letter === "u") {
      const digits = this.#match(/[0-9a-fA-F]{4}/y);
      if (digits === "") throw new JsonError(`bad escape at ${this.#at}`);
      return String.fromCharCode(parseInt(digits, 16));
    }
    const plain = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined;
    if (plain === undefined) throw new JsonError(`bad escape at ${this.#at}`);
    return plain;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  #word(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }

  #peek(): string {
    this.#match(/[ \t\n\r]*/y);
    return this.#text.charAt(this.#at);
  }

  #take(mark: string): boolean {
    if (this.#peek() !== mark) return false;
    this.#at++;
    return true;
  }
}
