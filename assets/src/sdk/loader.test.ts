// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { save } from "./stored";

describe("N1: sdk.js on a page where nobody shares", () => {
  const fetched = vi.fn(() => Promise.reject(new Error("no network")));

  beforeEach(() => {
    vi.resetModules();
    vi.stubGlobal("fetch", fetched);
    fetched.mockClear();
    sessionStorage.clear();
    document.documentElement.lang = "en";
    const button = document.createElement("button");
    button.dataset["tandemOpen"] = "";
    document.body.replaceChildren(button, scriptTag());
  });

  afterEach(() => {
    vi.unstubAllGlobals();
    delete window.Tandem;
  });

  /** As the page has it; its address leads nowhere, so that widget.js cannot be loaded. */
  function scriptTag(): HTMLScriptElement {
    const script = document.createElement("script");
    script.type = "application/json";
    script.dataset["site"] = "key";
    script.setAttribute("src", "http://127.0.0.1:9/sdk.js");
    return script;
  }

  const load = async () => { await import("./loader"); };
  const entry = () => document.querySelector("tandem-widget")?.shadowRoot?.querySelector<HTMLElement>(".entry");

  test("has the entry button, and asks no server", async () => {
    await load();
    expect(entry()?.textContent).toBe("Share this page");
    expect(document.querySelectorAll("tandem-widget")).toHaveLength(1);
    expect(fetched).not.toHaveBeenCalled();
  });

  test("P9: the button shows although the server does not say how the chat is", async () => {
    await load();
    await vi.waitFor(() => { expect(entry()?.dataset["early"]).toBeUndefined(); });
    expect(entry()?.textContent).toBe("Share this page");
  });

  test("loaded twice, the second one does nothing", async () => {
    await load();
    const first = window.Tandem;
    vi.resetModules();
    await load();
    expect(window.Tandem).toBe(first);
    expect(document.querySelectorAll("tandem-widget")).toHaveLength(1);
  });

  test("without a site key there is nothing", async () => {
    document.querySelector("script")?.removeAttribute("data-site");
    await load();
    expect(window.Tandem).toBeUndefined();
    expect(document.querySelector("tandem-widget")).toBeNull();
  });

  test("P9: says so when the rest of it cannot be loaded, and a press tries again", async () => {
    await load();
    document.querySelector("button")?.click();
    await vi.waitFor(() => { expect(entry()?.textContent).toBe("Could not load. Try again"); });
  });

  test("P2: the digits of a QR code are taken out of the address at once", async () => {
    history.replaceState(null, "", "/shop?x=1#tandem-code=482913207");
    await load();
    expect(location.href).toMatch(/\/shop\?x=1$/);
    await vi.waitFor(() => { expect(entry()?.textContent).toBe("Could not load. Try again"); });
    history.replaceState(null, "", "/#tandem-code=48291320x");
    vi.resetModules();
    delete window.Tandem;
    await load();
    expect(location.hash).toBe("#tandem-code=48291320x");
    history.replaceState(null, "", "/");
  });

  test("M6: a session of the page before is resumed at once, with one request that needs no preflight", async () => {
    save({ session: "s1", token: "t1", state: "on" });
    await load();
    expect(fetched).toHaveBeenCalledExactlyOnceWith("http://127.0.0.1:9/api/v1/sdk/resume", { method: "POST", credentials: "omit", body: '{"session":"s1","token":"t1"}' });
  });

  test("a session that another tab has taken over is not taken back by loading a page", async () => {
    save({ session: "s1", token: "t1", state: "away" });
    await load();
    expect(fetched).not.toHaveBeenCalled();
  });

  test("N2: with nothing to stop, stop loads nothing", async () => {
    await load();
    window.Tandem?.stop();
    expect(entry()?.textContent).toBe("Share this page");
    expect(entry()?.hasAttribute("aria-busy")).toBe(false);
  });
});
