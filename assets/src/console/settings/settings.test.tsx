// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Answers, Bench, eventually, problem } from "../testing";

const me = { id: "me", name: "Ada Byron", email: "ada@example.org", role: "administrator", rights: [], sites: [] };
const person = {
  id: "me", name: "Ada Byron", email: "ada@example.org", role: "administrator", created_at: "2026-11-22T10:00:00.000Z", main_group: "g1", groups: [], capacity: 3, supervised: true,
  rights: { grant: [], deny: [] }, effective_rights: [],
};
const cy = { ...person, id: "cy", name: "Cy Clerk", email: "cy@example.org", role: "assistant", effective_rights: ["serve"] };
const group = { id: "g1", name: "Support", names: {}, greetings: { en: "Hello" }, pick_up_seconds: 30, messages: true, rights: { grant: [], deny: [] }, open: true, created_at: "2026-11-22T10:00:00.000Z" };
const sales = { ...group, id: "g2", name: "Sales" };

vi.setConfig({ testTimeout: 30_000 });

/** The settings, before a server that knows these people and groups. */
class SettingsBench extends Bench {
  override open(hash: string, answers: Answers): Promise<void> {
    return super.open(hash, { "GET /api/v1/me": [200, me], "GET /api/v1/staff": [200, { staff: [person, cy] }], "GET /api/v1/groups": [200, { groups: [group, sales] }], ...answers });
  }
}

describe("the settings", () => {
  let bench: SettingsBench;
  beforeEach(() => {
    localStorage.clear();
    bench = new SettingsBench();
  });
  afterEach(() => {
    bench.close();
  });

  it("A3: a person's role, group and rights are changed and said to be saved", async () => {
    await bench.open("#/settings/staff/cy", { "PUT /api/v1/staff/cy": [200, { ...cy, role: "supervisor", main_group: "g2", rights: { grant: [], deny: ["mail"] } }] });
    await bench.sees("cy@example.org");
    await bench.fill("Role", "supervisor");
    await bench.fill("Main group", "g2");
    await bench.fill("Send e-mail", "deny");
    await bench.sees("Not saved yet");
    await bench.press("Save");
    await bench.sees("Saved");
    expect(bench.sent("PUT /api/v1/staff/cy")).toEqual({ name: "Cy Clerk", role: "supervisor", main_group: "g2", groups: [], capacity: 3, supervised: true, rights: { grant: [], deny: ["mail"] } });
  });

  it("what is wrong is said at its field, nothing is sent, and nothing typed is lost on the way round", async () => {
    await bench.open("#/settings/staff/cy", {});
    await bench.sees("cy@example.org");
    await bench.fill("Conversations at once", "99");
    await bench.press("Save");
    await bench.sees("Enter 1 to 50.");
    expect(bench.host.querySelector('[aria-invalid="true"]')?.getAttribute("type")).toBe("number");
    expect(bench.sent("PUT /api/v1/staff/cy")).toBeUndefined();
    location.hash = "#/settings/groups";
    await bench.sees("what visitors choose from");
    location.hash = "#/settings/staff/cy";
    await bench.sees("Not saved");
    await eventually(() => { expect(bench.host.querySelector<HTMLInputElement>("input[type=number]")?.value).toBe("99"); });
  });

  it("what the server refuses is said at its field and stays in the form", async () => {
    await bench.open("#/settings/staff/new", { "POST /api/v1/staff": problem(409, "email_taken") });
    await bench.fill("Name", "Dee");
    await bench.fill("E-mail", "ada@example.org");
    await bench.fill("First password", "correct horse battery");
    await bench.press("Add a person");
    await bench.sees("Somebody on the staff has this e-mail already.");
    bench.answers["POST /api/v1/staff"] = [201, { ...cy, id: "dee", name: "Dee", email: "dee@example.org" }];
    await bench.fill("E-mail", "dee@example.org");
    await bench.press("Add a person");
    await eventually(() => { expect(location.hash).toBe("#/settings/staff/dee"); });
  });

  it("A2: an administrator gives somebody another way to sign in; what stays is not sent", async () => {
    await bench.open("#/settings/staff/cy", { "PUT /api/v1/staff/cy/sign-in": [200, { ...cy, email: "clerk@example.org" }] });
    await bench.sees("cy@example.org");
    await bench.press("Change sign-in");
    await bench.sees("They are signed out everywhere");
    const dialog = () => bench.host.querySelector("dialog");
    const type = (kind: string, value: string) => eventually(() => {
      const input = dialog()?.querySelector<HTMLInputElement>(`input[type=${kind}]`);
      if (!input) throw new Error(`no ${kind} field`);
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    const submit = () => { dialog()?.querySelector<HTMLButtonElement>("button[type=submit]")?.click(); };
    await type("email", "clerk@example.org");
    await type("password", "short");
    submit();
    await eventually(() => { expect(dialog()?.querySelector('[aria-invalid="true"]')?.getAttribute("type")).toBe("password"); });
    expect(bench.sent("PUT /api/v1/staff/cy/sign-in")).toBeUndefined();
    await type("password", "");
    submit();
    await eventually(() => { expect(bench.sent("PUT /api/v1/staff/cy/sign-in")).toEqual({ email: "clerk@example.org" }); });
    await eventually(() => { expect(dialog()).toBeNull(); });
  });

  it("D6: a group gets hours with a zone and a holiday", async () => {
    await bench.open("#/settings/groups/g1", { "PUT /api/v1/groups/g1": [200, group] });
    await bench.sees("Only at certain hours");
    const limited = [...bench.host.querySelectorAll("label")].find((one) => one.textContent === "Only at certain hours")?.htmlFor ?? "";
    bench.host.querySelector<HTMLElement>(`[id="${limited}"]`)?.click();
    await bench.fill("Time zone", "Europe/Madrid");
    await bench.press("Add a holiday");
    await bench.press("Save");
    await bench.sees("Enter both days");
    await eventually(() => {
      const date = bench.host.querySelector<HTMLInputElement>("input[type=date]");
      if (!date) throw new Error("no date");
      date.value = "2026-12-25";
      date.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await bench.press("Save");
    await eventually(() => { expect(bench.sent("PUT /api/v1/groups/g1")).toMatchObject({ messages: true, hours: { zone: "Europe/Madrid", holidays: [{ from: "2026-12-25", to: "2026-12-25", name: "" }] } }); });
  });

  it("D8: a rule is switched off and on; the rest of the site's settings stays", async () => {
    const rule = { name: "Cart", group: "g1", seconds: 20, texts: { en: "Can I help?" } };
    const desk = { chat: true, presence: true, groups: [], language: "en", label: {}, icon: "chat", colour: "", corner: "bottom-right", rules: [rule], retention_days: 30 };
    const site = { id: "s1", key: "k", name: "Shop", origins: ["https://shop.example"], ask: true, relay_only: false, assets: "needed", viewer: "console", pages: [], created_at: "2026-11-22T10:00:00.000Z" };
    await bench.open("#/settings/invitations", {
      "GET /api/v1/sites": [200, { sites: [site] }], "GET /api/v1/sites/s1/desk": [200, desk], "PUT /api/v1/sites/s1/desk": [200, { ...desk, rules: [{ ...rule, off: true }] }],
    });
    await bench.sees("1 of 1 on");
    const on = [...bench.host.querySelectorAll("label")].find((one) => one.textContent === "On")?.htmlFor ?? "";
    bench.host.querySelector<HTMLElement>(`[id="${on}"]`)?.click();
    await bench.press("Save");
    await bench.sees("0 of 1 on");
    await eventually(() => { expect(bench.sent("PUT /api/v1/sites/s1/desk")).toEqual({ ...desk, rules: [{ ...rule, off: true }] }); });
  });

  it("the mail server's own words are shown when it does not take a letter", async () => {
    const settings = { host: "mail.example.org", port: 587, security: "starttls", user: "", from: "help@example.org", from_name: "" };
    await bench.open("#/settings/mail", { "GET /api/v1/mail": [200, settings], "POST /api/v1/mail/test": problem(502, "mail_refused", { detail: "550 no such user" }) });
    await bench.press("Send a test letter");
    await bench.sees("550 no such user");
    expect(bench.sent("POST /api/v1/mail/test")).toEqual({ email: "ada@example.org" });
  });

  it("C3: an assistant has canned texts of their own and nothing else here", async () => {
    const theirs = { id: "c1", scope: "everybody", short: "bye", text: "Goodbye {visitor}" };
    await bench.open("#/settings", { "GET /api/v1/me": [200, { ...me, role: "assistant" }], "GET /api/v1/canned": [200, { canned: [theirs] }], "POST /api/v1/canned": [201, { id: "c2", scope: "person", short: "hi", text: "Hi" }] });
    await bench.sees("Goodbye {visitor}");
    expect([...bench.host.querySelectorAll(".settings-nav a")].map((link) => link.textContent)).toEqual(["Canned texts"]);
    location.hash = "#/settings/canned/c1";
    await bench.sees("Only administrators change");
    location.hash = "#/settings/canned/new";
    await bench.fill("Short name", "/Hi");
    await bench.fill("Text", "Hi");
    await bench.press("Add a text");
    await eventually(() => { expect(bench.sent("POST /api/v1/canned")).toEqual({ scope: "person", short: "hi", text: "Hi" }); });
  });
});
