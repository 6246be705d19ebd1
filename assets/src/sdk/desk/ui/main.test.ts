// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readSettings } from "../../settings";
import { Surface } from "../../surface";
import type { ChatActions } from "./host";
import { mountChat } from "./main";

const nothing = () => undefined;
const actions: ChatActions = {
  start: nothing, leaveMessage: nothing, say: nothing, types: nothing, sendFiles: nothing, end: nothing, rate: nothing, mailTranscript: nothing, again: nothing, declineInvitation: nothing,
  look: nothing, setLanguage: nothing, opened: nothing, shareWithCode: nothing,
};

describe("C1, M10: the chat on a phone", () => {
  const view = Object.assign(new EventTarget(), { offsetLeft: 0, offsetTop: 0, width: 390, height: 844, scale: 1 });
  beforeEach(() => {
    vi.stubGlobal("visualViewport", view);
    vi.stubGlobal("innerWidth", 390);
    vi.stubGlobal("innerHeight", 844);
    vi.spyOn(document.documentElement, "clientWidth", "get").mockReturnValue(390);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it("stays above the keyboard without the co-browse's panel, and comes down with it", () => {
    const script = Object.assign(document.createElement("script"), { src: "https://tandem.example/sdk.js" });
    script.dataset["site"] = "key";
    const surface = new Surface(readSettings(script));
    mountChat({ surface, lang: "en", canShare: true, person: () => ({ name: "", email: "" }) }, actions).open(false);
    expect(surface.host.hasAttribute("data-seen")).toBe(false);
    view.height = 480;
    view.dispatchEvent(new Event("resize"));
    expect(["below", "height"].map((name) => surface.host.style.getPropertyValue(`--seen-${name}`))).toEqual(["364.0px", "480.0px"]);
    view.height = 844;
    view.dispatchEvent(new Event("resize"));
    expect(surface.host.hasAttribute("data-seen")).toBe(false);
    surface.host.remove();
  });
});
