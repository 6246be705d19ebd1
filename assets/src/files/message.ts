/**
 * What the two browsers say to each other about a file, over the `files` channel of a link (docs/protocol.md, "The chat and the desk"). Every
 * message names its file, so that several can share a channel:
 *
 *	┌ kind: 1 byte ┬ length of the id: 1 byte ┬ the id ┬ what belongs to the kind ┐
 */
export type FileMessage =
  /** Sender: I have bytes of it for whoever has none, or not all. */
  | { readonly kind: "ready"; readonly id: string }
  /** Taker: go on from this byte. */
  | { readonly kind: "want"; readonly id: string; readonly offset: number }
  | { readonly kind: "part"; readonly id: string; readonly offset: number; readonly bytes: Uint8Array }
  /** Taker: so many bytes are here. */
  | { readonly kind: "have"; readonly id: string; readonly offset: number }
  /** Sender: that was all, and this is the SHA-256 of it. */
  | { readonly kind: "end"; readonly id: string; readonly hash: Uint8Array };

const kinds = ["ready", "want", "part", "have", "end"] as const;
const hashBytes = 32;

export function encodeFileMessage(message: FileMessage): Uint8Array {
  const id = new TextEncoder().encode(message.id);
  const head = 2 + id.length;
  const bytes = new Uint8Array(head + sizeOf(message));
  bytes[0] = kinds.indexOf(message.kind) + 1;
  bytes[1] = id.length;
  bytes.set(id, 2);
  if ("offset" in message) new DataView(bytes.buffer).setUint32(head, message.offset);
  if (message.kind === "part") bytes.set(message.bytes, head + 4);
  if (message.kind === "end") bytes.set(message.hash, head);
  return bytes;
}

function sizeOf(message: FileMessage): number {
  switch (message.kind) {
    case "ready":
      return 0;
    case "want":
    case "have":
      return 4;
    case "part":
      return 4 + message.bytes.length;
    case "end":
      return hashBytes;
  }
}

/** Reads one message; undefined for bytes that none of ours sends. A part's bytes share memory with the message. */
export function decodeFileMessage(bytes: Uint8Array): FileMessage | undefined {
  const kind = kinds[(bytes[0] ?? 0) - 1];
  const head = 2 + (bytes[1] ?? 0);
  if (kind === undefined || head > bytes.length || head === 2) return undefined;
  const id = new TextDecoder().decode(bytes.subarray(2, head));
  const body = bytes.subarray(head);
  if (kind === "ready") return body.length === 0 ? { kind, id } : undefined;
  if (kind === "end") return body.length === hashBytes ? { kind, id, hash: body } : undefined;
  if (body.length < 4 || (kind !== "part" && body.length > 4)) return undefined;
  const offset = new DataView(body.buffer, body.byteOffset, 4).getUint32(0);
  return kind === "part" ? { kind, id, offset, bytes: body.subarray(4) } : { kind, id, offset };
}
