import { decodeJson, encodeJson, type Json } from "../shared/json";
import { isServerMessage } from "../shared/wire";
import type { ServerMessage } from "../shared/wire.gen";
import type { OfAttempt } from "./sharing";

/** What became of a request: an answer, a refusal by the server (ProblemCode of web/openapi.yaml), or nothing at all. */
export type Outcome<T> =
  | { readonly kind: "ok"; readonly value: T }
  | { readonly kind: "problem"; readonly code: string; readonly retryAfterS: number }
  | { readonly kind: "offline" };

/** What a page learns of its session before the socket is open. */
export interface Resumed {
  readonly messages: readonly ServerMessage[];
  /** The site's further origins. */
  readonly origins: readonly string[];
}

export interface Redeemed extends Resumed {
  readonly session: string;
  readonly token: string;
}

export interface Arrived extends Redeemed {
  /** Whether the page that departed asked from the address of this one. */
  readonly sameAddress: boolean;
}

/** If the server does not say how long to wait, or the page may not read it. */
const defaultRetryAfterS = 30;

/** The calls that a customer's page makes (docs/protocol.md, "HTTP"). */
export class Api {
  readonly #base: string;

  constructor(base: string) {
    this.#base = `${base}api/v1/sdk/`;
  }

  /** Gives the code, and gets the session that it stands for. */
  async redeem(siteKey: string, code: string): Promise<Outcome<Redeemed>> {
    return read(this.#post("redeem", { site_key: siteKey, code }), (body) => {
      const { session, token } = body;
      return typeof session === "string" && typeof token === "string" ? { session, token, ...resumedOf(body) } : undefined;
    });
  }

  /** Gets a code that the customer shows to the agent (P4). `secret` is its last three digits. */
  async show(siteKey: string, secret: string): Promise<Outcome<Redeemed & { readonly code: string }>> {
    return read(this.#post("code", { site_key: siteKey, secret }), (body) => {
      const { session, token, code } = body;
      return typeof session === "string" && typeof token === "string" && typeof code === "string" ? { session, token, code, ...resumedOf(body) } : undefined;
    });
  }

  /** Uses a ticket up (ticket.ts), and gets the session that it stands for. */
  async arrive(session: string, ticket: string): Promise<Outcome<Arrived>> {
    return read(this.#post("arrive", { session, ticket }), (body) => {
      const { token } = body;
      return typeof token === "string" ? { session, token, ...resumedOf(body), sameAddress: body["same_address"] === true } : undefined;
    });
  }

  /**
   * The page's last word, past its socket, which Firefox has closed by then. As a beacon, because Firefox before 133 lets no other request outlive
   * its page.
   */
  leave(session: string, token: string, attempt: string, to: string): void {
    navigator.sendBeacon(`${this.#base}leave`, encodeJson({ session, token, attempt, to }));
  }

  /** Announces a ticket. The request outlives the page. */
  depart(session: string, token: string, ticket: string, origin: string): void {
    this.#post("depart", { session, token, ticket, origin }, true).catch(() => undefined); // then the page over there finds no session
  }

  async resume(session: string, token: string): Promise<Outcome<Resumed>> {
    return readResumed(this.#post("resume", { session, token }));
  }

  /** Pages of this origin that an agent may well send the customer to. */
  async pagesToWarm(session: string, token: string): Promise<Outcome<readonly string[]>> {
    return read(this.#post("warm", { session, token }), ({ pages }) => (Array.isArray(pages) ? (pages as unknown[]).filter((page) => typeof page === "string") : undefined));
  }

  /** Says to the agent's browser what the socket would, if it were open. */
  async post(session: string, token: string, { type, ...message }: OfAttempt): Promise<boolean> {
    return this.#post(type, { session, token, ...message }).then((response) => response.ok, () => false);
  }

  /** A string body goes as text/plain, which needs no preflight: one round trip instead of two. */
  #post(call: string, body: Json, keepalive = false): Promise<Response> {
    return fetch(this.#base + call, { method: "POST", credentials: "omit", body: encodeJson(body), keepalive });
  }
}

/** Reads the reply to a resume request, which may have been sent by the loader. */
export async function readResumed(reply: Promise<Response>): Promise<Outcome<Resumed>> {
  return read(reply, resumedOf);
}

type Fields = Readonly<Record<string, Json | undefined>>;

async function read<T>(reply: Promise<Response>, take: (body: Fields) => T | undefined): Promise<Outcome<T>> {
  try {
    const response = await reply;
    const body = fieldsOf(await response.text());
    const value = response.ok ? take(body) : undefined;
    if (value !== undefined) return { kind: "ok", value };
    const wait = Number(response.headers.get("Retry-After")) || defaultRetryAfterS;
    return { kind: "problem", code: typeof body["code"] === "string" ? body["code"] : "internal", retryAfterS: wait };
  } catch {
    return { kind: "offline" };
  }
}

/** Something else than our server may have answered: a proxy, a hotel's sign-in page. */
function fieldsOf(text: string): Fields {
  try {
    const value = decodeJson(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
  } catch {
    return {};
  }
}

function resumedOf(body: Fields): Resumed {
  const { origins } = body;
  return { messages: messagesOf(body), origins: Array.isArray(origins) ? (origins as unknown[]).filter((origin) => typeof origin === "string") : [] };
}

function messagesOf({ messages }: Fields): readonly ServerMessage[] {
  const known: ServerMessage[] = [];
  if (Array.isArray(messages)) for (const message of messages as unknown[]) if (isServerMessage(message)) known.push(message);
  return known;
}
