import type { components } from "../../shared/api.gen";
import type { Caller } from "../caller";

type Schemas = components["schemas"];
export type Canned = Schemas["Canned"];
export type Group = Schemas["Group"];
export type Hours = Schemas["Hours"];
export type IssuedToken = Schemas["IssuedToken"];
export type MailSettings = Schemas["MailSettings"];
export type Right = Schemas["Right"];
export type RightsChange = Schemas["RightsChange"];
export type Role = Schemas["Role"];
export type Rule = Schemas["InvitationRule"];
export type Site = Schemas["Site"];
export type SiteDesk = Schemas["SiteDesk"];
export type Staff = Schemas["Staff"];
export type Texts = Schemas["Texts"];
export type Token = Schemas["Token"];

/** The calls behind the settings. Every method throws a Refusal when it is refused. */
export class SettingsApi {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  async staff(): Promise<readonly Staff[]> {
    return (await this.#caller.want(this.#caller.client.GET("/api/v1/staff"))).staff;
  }

  addStaff(body: Schemas["NewStaff"]): Promise<Staff> {
    return this.#caller.want(this.#caller.client.POST("/api/v1/staff", { body }));
  }

  changeStaff(id: string, body: Schemas["ChangedStaff"]): Promise<Staff> {
    return this.#caller.want(this.#caller.client.PUT("/api/v1/staff/{id}", { params: { path: { id } }, body }));
  }

  changeSignIn(id: string, body: Schemas["ChangedSignIn"]): Promise<Staff> {
    return this.#caller.want(this.#caller.client.PUT("/api/v1/staff/{id}/sign-in", { params: { path: { id } }, body }));
  }

  async removeStaff(id: string): Promise<void> {
    await this.#caller.done(this.#caller.client.DELETE("/api/v1/staff/{id}", { params: { path: { id } } }));
  }

  async groups(): Promise<readonly Group[]> {
    return (await this.#caller.want(this.#caller.client.GET("/api/v1/groups"))).groups;
  }

  addGroup(body: Schemas["NewGroup"]): Promise<Group> {
    return this.#caller.want(this.#caller.client.POST("/api/v1/groups", { body }));
  }

  changeGroup(id: string, body: Schemas["NewGroup"]): Promise<Group> {
    return this.#caller.want(this.#caller.client.PUT("/api/v1/groups/{id}", { params: { path: { id } }, body }));
  }

  async removeGroup(id: string): Promise<void> {
    await this.#caller.done(this.#caller.client.DELETE("/api/v1/groups/{id}", { params: { path: { id } } }));
  }

  async canned(): Promise<readonly Canned[]> {
    return (await this.#caller.want(this.#caller.client.GET("/api/v1/canned"))).canned;
  }

  addCanned(body: Schemas["NewCanned"]): Promise<Canned> {
    return this.#caller.want(this.#caller.client.POST("/api/v1/canned", { body }));
  }

  changeCanned(id: string, body: Schemas["NewCanned"]): Promise<Canned> {
    return this.#caller.want(this.#caller.client.PUT("/api/v1/canned/{id}", { params: { path: { id } }, body }));
  }

  async removeCanned(id: string): Promise<void> {
    await this.#caller.done(this.#caller.client.DELETE("/api/v1/canned/{id}", { params: { path: { id } } }));
  }

  async sites(): Promise<readonly Site[]> {
    return (await this.#caller.want(this.#caller.client.GET("/api/v1/sites"))).sites;
  }

  addSite(body: Schemas["NewSite"]): Promise<Site> {
    return this.#caller.want(this.#caller.client.POST("/api/v1/sites", { body }));
  }

  changeSite(id: string, body: Schemas["NewSite"]): Promise<Site> {
    return this.#caller.want(this.#caller.client.PUT("/api/v1/sites/{id}", { params: { path: { id } }, body }));
  }

  async removeSite(id: string): Promise<void> {
    await this.#caller.done(this.#caller.client.DELETE("/api/v1/sites/{id}", { params: { path: { id } } }));
  }

  siteDesk(id: string): Promise<SiteDesk> {
    return this.#caller.want(this.#caller.client.GET("/api/v1/sites/{id}/desk", { params: { path: { id } } }));
  }

  changeSiteDesk(id: string, body: SiteDesk): Promise<SiteDesk> {
    return this.#caller.want(this.#caller.client.PUT("/api/v1/sites/{id}/desk", { params: { path: { id } }, body }));
  }

  mail(): Promise<MailSettings> {
    return this.#caller.want(this.#caller.client.GET("/api/v1/mail"));
  }

  changeMail(body: MailSettings): Promise<MailSettings> {
    return this.#caller.want(this.#caller.client.PUT("/api/v1/mail", { body }));
  }

  async testMail(email: string): Promise<void> {
    await this.#caller.done(this.#caller.client.POST("/api/v1/mail/test", { body: { email } }));
  }

  async tokens(): Promise<readonly Token[]> {
    return (await this.#caller.want(this.#caller.client.GET("/api/v1/tokens"))).tokens;
  }

  addToken(name: string): Promise<IssuedToken> {
    return this.#caller.want(this.#caller.client.POST("/api/v1/tokens", { body: { name } }));
  }

  async removeToken(id: string): Promise<void> {
    await this.#caller.done(this.#caller.client.DELETE("/api/v1/tokens/{id}", { params: { path: { id } } }));
  }
}
