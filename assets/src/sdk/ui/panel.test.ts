// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from "vitest";
import { makeEntry } from "../entry";
import type { Model } from "../session-world";
import { readSettings } from "../settings";
import { Surface } from "../surface";
import { en } from "../words/en";
import { Panel } from "./panel";

const model: Model = { stage: "live", reason: "", agent: "Maria", site: "Shop", isAgentHere: true, isOnline: true, expiresAt: 0, chat: [], unread: 0, grants: ["view", "click"], grantable: ["view", "click"] };

describe("the panel", () => {
  let did: string[];
  let surface: Surface;
  let panel: Panel;

  beforeEach(() => {
    did = [];
    document.body.replaceChildren();
    const script = document.createElement("script");
    Object.assign(script.dataset, { site: "x", lang: "en" });
    Object.defineProperty(script, "src", { value: "https://tandem.example/sdk.js" });
    const settings = readSettings(script);
    surface = new Surface(settings);
    surface.root.append(makeEntry(settings, () => undefined).button);
    const note = (what: string) => () => { did.push(what); };
    panel = new Panel(surface, en, {
      onCode: note("code"), onYes: (grants) => { did.push(`yes ${grants.join(" ")}`); }, onNo: note("no"), onStop: note("stop"), onGive: (right, isGiven) => { did.push(`${right} ${String(isGiven)}`); },
      onUse: (tool) => { did.push(`use ${tool}`); }, onShow: note("show"), onSay: note("say"), onSeen: note("seen"), onDone: note("done"), onChatToggled: (isOpen) => { did.push(`chat ${String(isOpen)}`); },
    }, false);
  });

  const show = (part: Partial<Model> = {}) => { panel.show({ ...model, ...part }); };
  /** The cards and the bar that are not hidden, by their first class of their own. */
  const visible = () => [...surface.root.querySelectorAll<HTMLElement>(".card, .bar, .entry")].filter((part) => !part.hidden).map((part) => part.querySelector("h2")?.textContent ?? part.className.split(" ")[0]);
  const press = (words: string) => {
    const button = [...surface.root.querySelectorAll("button")].find((each) => (each.textContent === words || each.getAttribute("aria-label") === words) && each.closest("[hidden]") === null);
    if (!button) throw new Error(`no button “${words}”`);
    button.click();
  };

  test("is an entry button and nothing else until somebody opens it", () => {
    expect(visible()).toEqual(["entry"]);
    panel.open();
    expect(visible()).toEqual(["Share this page"]);
    press("Close");
    expect(visible()).toEqual(["entry"]);
  });

  test("P8: while anything is shared or about to be, the bar with Stop is there, whatever else is open", () => {
    for (const stage of ["connecting", "live", "interrupted"] as const) {
      show({ stage });
      expect(visible()).toContain("bar");
      expect(visible()).not.toContain("entry");
      press("Stop");
    }
    void panel.ask({ about: "own_click", label: "Pay" });
    show();
    void panel.ask({ about: "own_click", label: "Pay" });
    expect(visible()).toEqual(["Maria would like to press “Pay” for you", "bar"]);
    expect(did).toEqual(["stop", "stop", "stop"]);
  });

  test("P6: the question comes before everything else, and its answer is passed on with what was chosen", () => {
    show({ stage: "asking" });
    expect(visible()).toEqual(["Maria from Shop would like to see this page"]);
    press("Yes, show it");
    press("No");
    expect(did).toEqual(["yes view click", "no"]);
  });

  test("P7: a switch in the bar takes back at once what it gave", () => {
    show();
    press("Click");
    expect(did).toEqual(["click false"]);
  });

  test("M10: on a small screen the rest of the bar is behind a button that tells whether it is open", () => {
    show();
    const more = surface.root.querySelector<HTMLElement>(".more");
    more?.click();
    expect([more?.getAttribute("aria-expanded"), surface.root.querySelector(".bar")?.hasAttribute("data-unfolded")]).toEqual(["true", true]);
    more?.click();
    expect([more?.getAttribute("aria-expanded"), surface.root.querySelector(".bar")?.hasAttribute("data-unfolded")]).toEqual(["false", false]);
  });

  test("M7: a tab that rests says so, with Stop and nothing else to press", () => {
    show({ stage: "elsewhere" });
    expect(surface.root.querySelector(".bar .text")?.textContent).toBe(en.bar.resting("Maria"));
    press("Stop");
    expect(did).toEqual(["stop"]);
    expect(surface.root.querySelector<HTMLElement>(".chat-toggle")?.hidden).toBe(true);
    expect(surface.root.querySelector<HTMLElement>(".rights")?.hidden).toBe(true);
  });

  test("P9: a notice that was closed stays closed until something else happens", () => {
    show({ stage: "refused" });
    press("Close");
    expect(visible()).toEqual(["entry"]);
    show({ stage: "refused", unread: 1 });
    expect(visible()).toEqual(["entry"]);
    show({ stage: "waiting" });
    expect(visible()).toEqual([en.waiting.title]);
  });

  test("P9: an end says why; reading it is the end of the session, and a new code can be typed", () => {
    show({ stage: "ended", reason: "agent_stopped" });
    expect(surface.root.querySelector(".notice")?.textContent).toContain("Maria ended it.");
    press("Enter a new code");
    expect(did).toEqual(["done"]);
    show({ stage: "ended", reason: "constructor" });
    expect(surface.root.querySelector(".notice")?.textContent).toContain(en.notices.ended.other.text(""));
  });

  test("I8: with the end of sharing, what was being asked is answered: no", async () => {
    show();
    const answer = panel.ask({ about: "outside", url: "https://elsewhere.example/" });
    show({ stage: "interrupted" });
    expect(await answer).toBe(false);
  });

  test("speaks what changes while the person is elsewhere in the page", () => {
    show({ stage: "connecting" });
    const spoken = surface.root.querySelector("[role=status].unseen");
    expect(spoken?.textContent).toBe("Connecting to Maria…");
    show();
    expect(spoken?.textContent).toBe("Maria sees this page");
    show({ stage: "ended", reason: "customer_stopped" });
    expect(spoken?.textContent).toContain("You stopped sharing");
  });
});
