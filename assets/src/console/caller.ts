import createClient from "openapi-fetch";
import type { components, paths } from "../shared/api.gen";

type ProblemCode = components["schemas"]["ProblemCode"];
type Problem = components["schemas"]["Problem"];

/** Why a call did not do what was asked: a problem of the server's (RFC 9457), or "network" where no answer came. */
export class Refusal extends Error {
  readonly code: ProblemCode | "network";
  /** Seconds to wait, where the server said so. */
  readonly retryAfter: number | null;
  /** The field of the request that is at fault. */
  readonly field: string | null;

  constructor(code: ProblemCode | "network", detail: string, retryAfter: number | null = null, field: string | null = null) {
    super(detail);
    this.name = "Refusal";
    this.code = code;
    this.retryAfter = retryAfter;
    this.field = field;
  }
}

interface Reply<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Asks the server, and turns what it refuses into a Refusal. */
export class Caller {
  readonly client;
  readonly #onSignedOut: () => void;

  /**
   * @param origin where the server is, for example "https://help.example.org"
   * @param onSignedOut called whenever the server says that the sign-in has ended
   */
  constructor(origin: string, onSignedOut: () => void, fetch: typeof globalThis.fetch = globalThis.fetch.bind(globalThis)) {
    this.client = createClient<paths>({ baseUrl: origin, fetch, credentials: "same-origin" });
    this.#onSignedOut = onSignedOut;
  }

  /** What the server answers with. */
  async want<T>(call: Promise<Reply<T>>): Promise<T> {
    const reply = await this.done(call);
    if (reply.data === undefined) throw new Refusal("internal", "an empty answer");
    return reply.data;
  }

  /** For calls whose answer is nothing but that it is done. */
  async done<T>(call: Promise<Reply<T>>): Promise<Reply<T>> {
    let reply: Reply<T>;
    try {
      reply = await call;
    } catch (cause) {
      throw new Refusal("network", cause instanceof Error ? cause.message : "no answer");
    }
    if (reply.response.ok) return reply;
    const refusal = refusalOf(reply.error, reply.response);
    if (refusal.code === "not_signed_in") this.#onSignedOut();
    throw refusal;
  }
}

/** Reads a problem; an answer that is none (a proxy's error page) is taken by its status. */
function refusalOf(body: unknown, response: Response): Refusal {
  const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
  const retryAfter = Number.isFinite(seconds) ? seconds : null;
  if (typeof body === "object" && body !== null && "code" in body && typeof body.code === "string") {
    const problem = body as Partial<Problem> & { code: ProblemCode };
    return new Refusal(problem.code, problem.detail ?? "", retryAfter, problem.field ?? null);
  }
  const isGateway = response.status === 502 || response.status === 503 || response.status === 504;
  return new Refusal(isGateway ? "network" : "internal", `status ${String(response.status)}`, retryAfter);
}
