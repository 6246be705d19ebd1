// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stateMessage } from "./session/testing";
import { type Answers, Bench, eventually, problem } from "./testing";

const ada = { id: "me", name: "Ada Byron", email: "ada@example.org", role: "administrator", rights: ["cobrowse"], sites: [{ id: "s1", name: "Shop", origins: ["https://shop.example"], viewer: "console", pages: [] }] };

vi.setConfig({ testTimeout: 30_000 });

describe("the console", () => {
  let bench: Bench;
  beforeEach(() => {
    localStorage.clear();
    bench = new Bench();
  });
  afterEach(() => {
    bench.close();
  });

  it("A1: the set-up link makes an account and signs in", async () => {
    await bench.open("#/setup/tok", { "GET /api/v1/me": problem(401, "not_signed_in"), "POST /api/v1/setup": [201, ada], "GET /api/v1/pairings": [200, { pairings: [] }] });
    bench.type("input[autocomplete=name]", " Ada Byron ");
    bench.type("input[type=email]", "ada@example.org");
    bench.type("input[type=password]", "correct horse battery");
    await bench.press("Create account");
    await bench.sees("Start co-browsing");
    expect(bench.calls.find((call) => call.what === "POST /api/v1/setup")?.body).toEqual({
      token: "tok", name: "Ada Byron", email: "ada@example.org", password: "correct horse battery",
    });
  });

  it("A1: a password that is too short does not leave the page", async () => {
    await bench.open("#/setup/tok", { "GET /api/v1/me": problem(401, "not_signed_in") });
    bench.type("input[type=password]", "short");
    await bench.press("Create account");
    await bench.sees("Use at least 10 characters.");
    expect(bench.calls.map((call) => call.what)).toEqual(["GET /api/v1/me"]);
  });

  it("A1: a used set-up link says so", async () => {
    await bench.open("#/setup/tok", { "GET /api/v1/me": problem(401, "not_signed_in"), "POST /api/v1/setup": problem(410, "setup_done") });
    bench.type("input[autocomplete=name]", "Ada");
    bench.type("input[type=email]", "ada@example.org");
    bench.type("input[type=password]", "correct horse battery");
    await bench.press("Create account");
    await bench.sees("This set-up link has been used");
  });

  it("P2: a link leads into its session, whose code is shown", async () => {
    await bench.open("#/join/tok", {
      "GET /api/v1/me": [200, ada],
      "POST /api/v1/pairings/claim": [200, { id: "s9", state: "issued", created_at: "2026-11-22T10:00:00.000Z" }],
      "GET /api/v1/pairings/s9": [200, { id: "s9", state: "issued", code: "482913207", created_at: "2026-11-22T10:00:00.000Z" }],
    });
    await eventually(() => { expect(location.hash).toBe("#/session/s9"); });
    await eventually(() => { expect(bench.socket.of("attach").map((attach) => attach.session)).toEqual(["s9"]); });
    bench.say(stateMessage("s9", "issued", { expires_in_ms: 600_000 }));
    await bench.sees("482913207");
  });

  it("P2: a used link says so", async () => {
    await bench.open("#/join/tok", { "GET /api/v1/me": [200, ada], "POST /api/v1/pairings/claim": problem(410, "link_used") });
    await bench.sees("This link has been used");
  });

  it("P1: the last three digits are made here", async () => {
    await bench.open("#/", {
      "GET /api/v1/me": [200, ada],
      "GET /api/v1/pairings": [200, { pairings: [] }],
      "POST /api/v1/pairings": [201, { id: "s1", code: "482913207", agent_url: "", expires_at: "2026-11-22T10:00:00.000Z", expires_in_ms: 600_000 }],
    });
    await bench.press("Start co-browsing");
    await eventually(() => { expect(location.hash).toBe("#/session/s1"); });
    expect(bench.calls.find((call) => call.what === "POST /api/v1/pairings")?.body).toEqual({ secret: expect.stringMatching(/^\d{3}$/) as string });
  });

  it("P9: what is started again after an end is for the same site", async () => {
    await bench.open("#/session/s1", {
      "GET /api/v1/me": [200, ada],
      "GET /api/v1/pairings/s1": [200, { id: "s1", state: "ended", site_id: "shop", created_at: "2026-11-22T10:00:00.000Z" }],
      "POST /api/v1/pairings": [201, { id: "s2", code: "482913207", agent_url: "", expires_at: "2026-11-22T10:00:00.000Z", expires_in_ms: 600_000 }],
    });
    await eventually(() => { expect(bench.socket.of("attach")).toHaveLength(1); });
    bench.say(stateMessage("s1", "ended", { reason: "customer_stopped" }));
    await bench.press("Start again");
    await vi.waitFor(() => { expect(location.hash).toBe("#/session/s2"); });
    expect(bench.calls.find((call) => call.what === "POST /api/v1/pairings")?.body).toMatchObject({ site_id: "shop" });
  });

  it("I13: a window that the browser blocks is explained, with two ways on", async () => {
    const answers: Answers = {
      "GET /api/v1/me": [200, { ...ada, sites: [{ ...ada.sites[0], viewer: "popup" }] }],
      "GET /api/v1/pairings": [200, { pairings: [] }],
      "POST /api/v1/pairings": [201, { id: "s1", code: "482913207", agent_url: "", expires_at: "2026-11-22T10:00:00.000Z", expires_in_ms: 600_000 }],
    };
    const replace = vi.fn();
    const open = vi.spyOn(window, "open").mockReturnValue(null);
    await bench.open("#/", answers);
    await bench.press("Start co-browsing");
    await bench.sees("The browser has blocked the new window");
    expect(location.hash).toBe("#/");
    await bench.press("Open the window");
    await bench.sees("The browser has blocked the new window");
    open.mockReturnValue({ closed: false, location: { replace } } as unknown as ReturnType<typeof window.open>);
    await bench.press("Open the window");
    await eventually(() => { expect(bench.host.textContent).not.toContain("blocked"); });
    expect(replace).toHaveBeenCalledExactlyOnceWith(`${location.origin}/console/#/viewer/s1`);
    open.mockReturnValue(null);
    await bench.press("Start co-browsing");
    await bench.sees("The browser has blocked the new window");
    await bench.press("Go on here");
    expect(location.hash).toBe("#/session/s1");
    open.mockRestore();
  });

  it("A2: an ended sign-in leads to the sign-in, and back to where one was", async () => {
    const answers: Answers = { "GET /api/v1/me": problem(401, "not_signed_in"), "POST /api/v1/sign-in": [200, ada], "GET /api/v1/sites": [200, { sites: [] }] };
    await bench.open("#/sites", answers);
    await bench.sees("Sign in");
    bench.type("input[type=email]", "ada@example.org");
    bench.type("input[type=password]", "correct horse battery");
    await bench.press("Sign in");
    await bench.sees("No site yet.");
  });

  it("says so when the server cannot be reached, and tries again", async () => {
    const answers: Answers = { "GET /api/v1/me": [502, "bad gateway"] };
    await bench.open("#/", answers);
    await bench.sees("The server cannot be reached");
    answers["GET /api/v1/me"] = [200, ada];
    answers["GET /api/v1/pairings"] = [200, { pairings: [] }];
    await bench.press("Try again");
    await bench.sees("Start co-browsing");
  });

  it("A3: what only administrators may do is not shown to others", async () => {
    await bench.open("#/sites", { "GET /api/v1/me": [200, { ...ada, role: "assistant" }] });
    await bench.sees("There is nothing here");
    expect(bench.host.querySelector("nav")?.textContent).not.toContain("Staff");
  });

  it("O6: a console that is open while the server is upgraded says so, and fetches nothing that does not fit it", async () => {
    await bench.open("#/", { "GET /api/v1/me": [200, ada], "GET /api/v1/pairings": [200, { pairings: [] }] });
    bench.reopenDesk();
    await bench.sees("Start co-browsing");
    expect(bench.host.textContent).not.toContain("Tandem has been updated");
    bench.edition = "2";
    bench.reopenDesk();
    await bench.sees("Tandem has been updated");
    location.hash = "#/history";
    await bench.sees("This part of the console can be shown once it is loaded anew");
  });
});
