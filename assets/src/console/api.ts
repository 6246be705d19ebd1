import createClient from "openapi-fetch";
import type { components, paths } from "../shared/api.gen";

type Schemas = components["schemas"];
export type Me = Schemas["Me"];
export type Pairing = Schemas["Pairing"];
export type IssuedPairing = Schemas["IssuedPairing"];
export type Site = Schemas["Site"];
export type Staff = Schemas["Staff"];
export type Role = Schemas["Role"];
export type Token = Schemas["Token"];
export type IssuedToken = Schemas["IssuedToken"];
export type Favourite = Schemas["Favourite"];
export type ProblemCode = Schemas["ProblemCode"];

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

/** The server's HTTP interface, as far as the console uses it. Every method throws a Refusal when it is refused. */
export class Api {
  readonly #client;
  readonly #onSignedOut: () => void;

  /**
   * @param origin where the server is, for example "https://help.example.org"
   * @param onSignedOut called whenever the server says that the sign-in has ended
   */
  constructor(origin: string, onSignedOut: () => void, fetch: typeof globalThis.fetch = globalThis.fetch.bind(globalThis)) {
    this.#client = createClient<paths>({ baseUrl: origin, fetch, credentials: "same-origin" });
    this.#onSignedOut = onSignedOut;
  }

  setUp(body: Schemas["SetUpRequest"]): Promise<Me> {
    return this.#want(this.#client.POST("/api/v1/setup", { body }));
  }

  signIn(body: Schemas["SignInRequest"]): Promise<Me> {
    return this.#want(this.#client.POST("/api/v1/sign-in", { body }));
  }

  async signOut(): Promise<void> {
    await this.#done(this.#client.POST("/api/v1/sign-out"));
  }

  me(): Promise<Me> {
    return this.#want(this.#client.GET("/api/v1/me"));
  }

  startPairing(body: Schemas["NewPairing"]): Promise<IssuedPairing> {
    return this.#want(this.#client.POST("/api/v1/pairings", { body }));
  }

  /** Uses up the code that a customer shows. */
  redeem(code: string): Promise<Pairing> {
    return this.#want(this.#client.POST("/api/v1/pairings/redeem", { body: { code } }));
  }

  claim(link: string): Promise<Pairing> {
    return this.#want(this.#client.POST("/api/v1/pairings/claim", { body: { link } }));
  }

  async pairings(): Promise<readonly Pairing[]> {
    return (await this.#want(this.#client.GET("/api/v1/pairings"))).pairings;
  }

  pairing(id: string): Promise<Pairing> {
    return this.#want(this.#client.GET("/api/v1/pairings/{id}", { params: { path: { id } } }));
  }

  async endPairing(id: string): Promise<void> {
    await this.#done(this.#client.DELETE("/api/v1/pairings/{id}", { params: { path: { id } } }));
  }

  async favourites(): Promise<readonly Favourite[]> {
    return (await this.#want(this.#client.GET("/api/v1/favourites"))).favourites;
  }

  addFavourite(body: Schemas["NewFavourite"]): Promise<Favourite> {
    return this.#want(this.#client.POST("/api/v1/favourites", { body }));
  }

  changeFavourite(id: string, body: Schemas["ChangedFavourite"]): Promise<Favourite> {
    return this.#want(this.#client.PUT("/api/v1/favourites/{id}", { params: { path: { id } }, body }));
  }

  async removeFavourite(id: string): Promise<void> {
    await this.#done(this.#client.DELETE("/api/v1/favourites/{id}", { params: { path: { id } } }));
  }

  async sites(): Promise<readonly Site[]> {
    return (await this.#want(this.#client.GET("/api/v1/sites"))).sites;
  }

  addSite(body: Schemas["NewSite"]): Promise<Site> {
    return this.#want(this.#client.POST("/api/v1/sites", { body }));
  }

  changeSite(id: string, body: Schemas["NewSite"]): Promise<Site> {
    return this.#want(this.#client.PUT("/api/v1/sites/{id}", { params: { path: { id } }, body }));
  }

  async removeSite(id: string): Promise<void> {
    await this.#done(this.#client.DELETE("/api/v1/sites/{id}", { params: { path: { id } } }));
  }

  async staff(): Promise<readonly Staff[]> {
    return (await this.#want(this.#client.GET("/api/v1/staff"))).staff;
  }

  addStaff(body: Schemas["NewStaff"]): Promise<Staff> {
    return this.#want(this.#client.POST("/api/v1/staff", { body }));
  }

  async removeStaff(id: string): Promise<void> {
    await this.#done(this.#client.DELETE("/api/v1/staff/{id}", { params: { path: { id } } }));
  }

  async canned(): Promise<readonly Schemas["Canned"][]> {
    return (await this.#want(this.#client.GET("/api/v1/canned"))).canned;
  }

  async tokens(): Promise<readonly Token[]> {
    return (await this.#want(this.#client.GET("/api/v1/tokens"))).tokens;
  }

  addToken(name: string): Promise<IssuedToken> {
    return this.#want(this.#client.POST("/api/v1/tokens", { body: { name } }));
  }

  async removeToken(id: string): Promise<void> {
    await this.#done(this.#client.DELETE("/api/v1/tokens/{id}", { params: { path: { id } } }));
  }

  async #want<T>(call: Promise<Reply<T>>): Promise<T> {
    const reply = await this.#done(call);
    if (reply.data === undefined) throw new Refusal("internal", "an empty answer");
    return reply.data;
  }

  async #done<T>(call: Promise<Reply<T>>): Promise<Reply<T>> {
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
    const problem = body as Partial<Schemas["Problem"]> & { code: ProblemCode };
    return new Refusal(problem.code, problem.detail ?? "", retryAfter, problem.field ?? null);
  }
  const isGateway = response.status === 502 || response.status === 503 || response.status === 504;
  return new Refusal(isGateway ? "network" : "internal", `status ${String(response.status)}`, retryAfter);
}
