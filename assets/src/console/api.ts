import type { components } from "../shared/api.gen";
import type { Caller } from "./caller";

type Schemas = components["schemas"];
export type Me = Schemas["Me"];
export type Pairing = Schemas["Pairing"];
export type IssuedPairing = Schemas["IssuedPairing"];
export type Site = Schemas["Site"];
export type Favourite = Schemas["Favourite"];

/** The server's HTTP interface, as far as the console uses it. Every method throws a Refusal when it is refused. */
export class Api {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  setUp(body: Schemas["SetUpRequest"]): Promise<Me> {
    return this.#caller.want(this.#caller.client.POST("/api/v1/setup", { body }));
  }

  signIn(body: Schemas["SignInRequest"]): Promise<Me> {
    return this.#caller.want(this.#caller.client.POST("/api/v1/sign-in", { body }));
  }

  async signOut(): Promise<void> {
    await this.#caller.done(this.#caller.client.POST("/api/v1/sign-out"));
  }

  me(): Promise<Me> {
    return this.#caller.want(this.#caller.client.GET("/api/v1/me"));
  }

  startPairing(body: Schemas["NewPairing"]): Promise<IssuedPairing> {
    return this.#caller.want(this.#caller.client.POST("/api/v1/pairings", { body }));
  }

  /** Uses up the code that a customer shows. */
  redeem(code: string): Promise<Pairing> {
    return this.#caller.want(this.#caller.client.POST("/api/v1/pairings/redeem", { body: { code } }));
  }

  claim(link: string): Promise<Pairing> {
    return this.#caller.want(this.#caller.client.POST("/api/v1/pairings/claim", { body: { link } }));
  }

  async pairings(): Promise<readonly Pairing[]> {
    return (await this.#caller.want(this.#caller.client.GET("/api/v1/pairings"))).pairings;
  }

  pairing(id: string): Promise<Pairing> {
    return this.#caller.want(this.#caller.client.GET("/api/v1/pairings/{id}", { params: { path: { id } } }));
  }

  async endPairing(id: string): Promise<void> {
    await this.#caller.done(this.#caller.client.DELETE("/api/v1/pairings/{id}", { params: { path: { id } } }));
  }

  async favourites(): Promise<readonly Favourite[]> {
    return (await this.#caller.want(this.#caller.client.GET("/api/v1/favourites"))).favourites;
  }

  addFavourite(body: Schemas["NewFavourite"]): Promise<Favourite> {
    return this.#caller.want(this.#caller.client.POST("/api/v1/favourites", { body }));
  }

  changeFavourite(id: string, body: Schemas["ChangedFavourite"]): Promise<Favourite> {
    return this.#caller.want(this.#caller.client.PUT("/api/v1/favourites/{id}", { params: { path: { id } }, body }));
  }

  async removeFavourite(id: string): Promise<void> {
    await this.#caller.done(this.#caller.client.DELETE("/api/v1/favourites/{id}", { params: { path: { id } } }));
  }

  async requestReset(body: Schemas["ResetRequest"]): Promise<void> {
    await this.#caller.done(this.#caller.client.POST("/api/v1/password-reset", { body }));
  }

  async confirmReset(body: Schemas["ResetConfirmation"]): Promise<void> {
    await this.#caller.done(this.#caller.client.POST("/api/v1/password-reset/confirm", { body }));
  }

  async mailTranscript(id: string, email: string): Promise<void> {
    await this.#caller.done(this.#caller.client.POST("/api/v1/conversations/{id}/mail", { params: { path: { id } }, body: { email } }));
  }

  async canned(): Promise<readonly Schemas["Canned"][]> {
    return (await this.#caller.want(this.#caller.client.GET("/api/v1/canned"))).canned;
  }
}
