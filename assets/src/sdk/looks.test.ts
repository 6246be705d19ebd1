// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from "vitest";
import { makeEntry } from "./entry";
import { look } from "./looks";
import { readSettings } from "./settings";
import { Surface } from "./surface";

const desk = { chat: true, presence: false, label: "Ask us", icon: "question", colour: "#0b6e4f", corner: "bottom-left", language: "en", groups: [] };

function page(position?: string) {
  const script = document.createElement("script");
  script.dataset["site"] = "key";
  if (position !== undefined) script.dataset["position"] = position;
  script.setAttribute("src", "http://127.0.0.1:9/sdk.js");
  const settings = readSettings(script);
  const surface = new Surface(settings);
  surface.root.append(makeEntry(settings, () => undefined).button);
  return { settings, surface };
}

const answers = (body: unknown, status = 200) => { vi.stubGlobal("fetch", vi.fn(() => Promise.resolve(new Response(JSON.stringify(body), { status })))); };

describe("A4: the entry is as the administrator set it", () => {
  afterEach(() => { vi.unstubAllGlobals(); });

  test("words, colour with letters that can be read on it, corner", async () => {
    answers(desk);
    const { settings, surface } = page();
    expect(await look(settings, surface)).toEqual({ chat: true, label: "Ask us", isVisit: false });
    expect(surface.host.style.getPropertyValue("--brand")).toBe("#0b6e4f");
    expect(surface.host.style.getPropertyValue("--on-brand")).toBe("#fff");
    expect(surface.host.dataset["side"]).toBe("left");
  });

  test("a light colour gets dark letters, and the corner that the page asks for goes first", async () => {
    answers({ ...desk, colour: "#ffe066", corner: "bottom-right" });
    const { settings, surface } = page("left");
    await look(settings, surface);
    expect(surface.host.style.getPropertyValue("--on-brand")).toBe("#10181c");
    expect(surface.host.dataset["side"]).toBe("left");
  });

  test("without a chat everything stays as it is", async () => {
    answers({ ...desk, chat: false, presence: true });
    const { settings, surface } = page();
    expect(await look(settings, surface)).toEqual({ chat: false, label: undefined, isVisit: true });
    expect(surface.host.style.getPropertyValue("--brand")).toBe("");
    answers({}, 404);
    expect(await look(settings, surface)).toBeUndefined();
  });
});
