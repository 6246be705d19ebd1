// @vitest-environment happy-dom
import { render } from "preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ServerMessage } from "../shared/wire.gen";
import { App, type SocketEvents } from "./app";
import * as later from "./later";
import { Preferences } from "./preferences";
import { Root } from "./root";
import { HandClock, HandPeer, HandSocket, settled, stateMessage } from "./session/testing";

const ada = { id: "me", name: "Ada Byron", email: "ada@example.org", role: "administrator", rights: ["cobrowse"], sites: [{ id: "s1", name: "Shop", origins: ["https://shop.example"], viewer: "console", pages: [] }] };

vi.setConfig({ testTimeout: 30_000 });

/** What the server answers, by "METHOD path"; anything else is 404. */
type Answers = Record<string, readonly [status: number, body: unknown]>;

const problem = (status: number, code: string) => [status, { type: "about:blank", title: "", status, code, detail: "" }] as const;

/** The whole console in a page, with its two edges to the network in the test's hands. */
class Bench {
  readonly calls: { readonly what: string; readonly body: unknown }[] = [];
  readonly socket = new HandSocket();
  socketEvents: SocketEvents | null = null;
  readonly host = document.createElement("div");

  async open(hash: string, answers: Answers): Promise<void> {
    location.hash = hash;
    vi.stubGlobal("fetch", async (request: Request) => {
      const what = `${request.method} ${new URL(request.url).pathname}`;
      const text = await request.text();
      this.calls.push({ what, body: text === "" ? null : JSON.parse(text) });
      const [status, body] = answers[what] ?? problem(404, "not_found");
      const type = status < 400 ? "application/json" : "application/problem+json";
      return new Response(status === 204 ? null : JSON.stringify(body), { status, headers: { "Content-Type": type } });
    });
    vi.stubGlobal("RTCPeerConnection", class { createDataChannel(): void { throw new Error("no link here"); } }); // that there is one is asked before co-browsing is offered
    document.body.append(this.host);
    const app = new App({
      origin: "http://console.example",
      window,
      preferences: new Preferences(localStorage, ["en"]),
      clock: new HandClock(),
      makePeer: (ice, events) => new HandPeer(ice, events, 0),
      openSocket: (events) => {
        this.socketEvents = events;
        events.onOpen(this.socket.send);
        return () => undefined;
      },
      openDesk: () => () => undefined,
      makeFilePeer: () => { throw new Error("no file here"); },
      loadLater: () => Promise.resolve(later),
      tabStorage: null,
    });
    render(<Root app={app} />, this.host);
    await app.begin();
  }

  async sees(text: string): Promise<void> {
    await eventually(() => { expect(this.host.textContent).toContain(text); });
  }

  say(message: ServerMessage): void {
    this.socketEvents?.onMessage(message);
  }

  async press(word: string): Promise<void> {
    await settled(); // what was typed is drawn
    await eventually(() => {
      const button = [...this.host.querySelectorAll("button")].find((one) => one.textContent.startsWith(word));
      if (!button) throw new Error(`no button ${word}`);
      button.click();
    });
  }

  type(selector: string, text: string): void {
    const field = this.host.querySelector<HTMLInputElement>(selector);
    if (!field) throw new Error(`no ${selector}`);
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Waits until nothing is thrown any more. On a machine that has other things to do a second is not long. */
function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000 });
}

describe("the console", () => {
  let bench: Bench;
  beforeEach(() => {
    localStorage.clear();
    bench = new Bench();
  });
  afterEach(() => {
    render(null, bench.host);
    bench.host.remove();
    vi.unstubAllGlobals();
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
    const answers: Record<string, readonly [number, unknown]> = { "GET /api/v1/me": [502, "bad gateway"] };
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
});
