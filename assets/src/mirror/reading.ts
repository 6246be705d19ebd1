import { AssetKind, AssetLimit, type Lack } from "./assets";

/** What a browser makes of an address, or why nothing. */
export type Found = { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> } | Lack;

/** What each kind may be. Anything else that stands behind an address (a page, an export, an answer of an API) is nobody's business. */
const TYPES: Readonly<Record<AssetKind, RegExp>> = {
  [AssetKind.Picture]: /^image\//,
  [AssetKind.Font]: /^(?:font\/|application\/(?:x-)?font|application\/vnd\.ms-fontobject|application\/octet-stream$|binary\/octet-stream$|$)/,
  [AssetKind.Sheet]: /^text\/css/,
};

/**
 * How an address is asked for. What the page has loaded is in the cache, but an answer that was stored for an `<img>` may lack the header that
 * lets a script read it: then it is asked for once more, and at last without cookies, which servers that allow everybody insist on.
 */
const TRIES: readonly RequestInit[] = [
  { cache: "force-cache", credentials: "include" },
  { cache: "force-cache", credentials: "omit" },
  { cache: "reload", credentials: "omit" },
];

/** A server that takes longer than this, in milliseconds, is not waited for: few are read at a time, and the others wait behind it. */
const PATIENCE = 20_000;

/** Reads an asset with the customer's own credentials, as far as the browser lets a script of the page. */
export async function readAsset(win: Window & typeof globalThis, url: string, kind: AssetKind, node: Node | undefined): Promise<Found> {
  let found = await fetched(win, url, kind);
  // The picture is on screen: a `blob:` address may have been taken back, and a server may answer only once.
  if ((found === "closed" || found === "failed") && kind === AssetKind.Picture && isPicture(node)) found = (await drawn(node)) ?? found;
  return found;
}

async function fetched(win: Window & typeof globalThis, url: string, kind: AssetKind): Promise<Found> {
  const own = new URL(url, win.location.href).origin === win.location.origin || url.startsWith("blob:");
  let problem: Lack = own ? "failed" : "closed";
  for (const attempt of own ? [{ cache: "force-cache" } as const] : TRIES) {
    try {
      const reply = await win.fetch(url, { ...attempt, signal: win.AbortSignal.timeout(PATIENCE) });
      if (reply.ok) return await taken(reply, kind);
      problem = "failed";
    } catch {
      // Not reachable, or not for this page's scripts; the next way may do.
    }
  }
  return problem;
}

async function taken(reply: Response, kind: AssetKind): Promise<Found> {
  const type = (reply.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (!TYPES[kind].test(type)) return dropped(reply, "type");
  if (Number(reply.headers.get("content-length") ?? 0) > AssetLimit.one) return dropped(reply, "large");
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = reply.body?.getReader();
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    size += part.value.length;
    if (size > AssetLimit.one) {
      void reader?.cancel();
      return "large";
    }
    parts.push(part.value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { type, bytes };
}

function dropped(reply: Response, why: Lack): Lack {
  reply.body?.cancel().catch(() => undefined);
  return why;
}

function isPicture(node: Node | undefined): node is HTMLImageElement {
  return node?.nodeName === "IMG" && (node as HTMLImageElement).complete && (node as HTMLImageElement).naturalWidth > 0;
}

/** Null where the browser does not give it away. */
async function drawn(image: HTMLImageElement): Promise<Found | null> {
  const canvas = image.ownerDocument.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  try {
    canvas.getContext("2d")?.drawImage(image, 0, 0);
    const blob = await new Promise<Blob | null>((done) => { canvas.toBlob(done, "image/png"); });
    if (blob === null) return null;
    return blob.size > AssetLimit.one ? "large" : { type: blob.type, bytes: new Uint8Array(await blob.arrayBuffer()) };
  } catch {
    return null;
  }
}
