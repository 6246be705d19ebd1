// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { seeded } from "../shared/seeded";
import { decodeEvent, eventKinds, type Modifiers, type RemoteEvent } from "./event";
import { forged, forgeries } from "./forgeries";
import { type Cover, Gate, type GateOptions, type Level, type Verdict } from "./gate";

const everything: readonly Level[] = ["view", "point", "scroll", "fill", "click", "navigate"];
const none: Modifiers = { shift: false, ctrl: false, alt: false, meta: false };

function build(tag: string, attributes: Record<string, string> = {}, parent: Element = document.body): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent.append(element);
  return element;
}

/** A gate over elements by number, with everything allowed but what the test says. */
function gate(elements: readonly Element[], change: Partial<GateOptions> = {}): Gate {
  return new Gate({
    isLive: () => true,
    grants: () => everything,
    element: (node) => elements[node - 1],
    cover: (element): Cover => (element.closest("[data-tandem=block]") ? "blocked" : element.closest("[data-tandem=mask]") ? "masked" : "shown"),
    isOwn: (element) => element.closest("tandem-widget") !== null,
    isInside: (url) => url.hostname === location.hostname || url.hostname === "shop.example",
    ...change,
  });
}

const press = (node: number): RemoteEvent => ({ kind: "pointer", phase: "up", node, x: 0.5, y: 0.5, button: 0, clicks: 1, modifiers: none });
const key = (node: number, name: string): RemoteEvent => ({ kind: "key", phase: "down", node, key: name, code: name, modifiers: none });
const every = (node: number): RemoteEvent[] => [
  press(node),
  key(node, "Enter"),
  key(node, "Tab"),
  { kind: "choose", node, options: [0] },
  { kind: "set", node, value: "x" },
  { kind: "open", node },
  { kind: "edit", node, version: 0, edit: ["x"], caret: 1 },
  { kind: "close", node },
  { kind: "caret", node, at: { version: 0, from: 0, to: 0 } },
];

const why = (verdict: Verdict): string => (verdict.kind === "denied" ? verdict.why : verdict.kind);

beforeEach(() => { document.body.replaceChildren(); });

describe("V6: what an agent may do", () => {
  it("is nothing when the session is not live, held off, or not granted", () => {
    const field = build("input");
    const go: RemoteEvent = { kind: "go", url: "https://shop.example/" };
    for (const event of [...every(1), go]) {
      expect(gate([field], { isLive: () => false }).judge(event)).toEqual({ kind: "denied", why: "not_live" });
      expect(gate([field], { isHeldOff: () => true }).judge(event)).toEqual({ kind: "denied", why: "held_off" });
      expect(gate([field], { grants: () => ["view", "point", "scroll"] }).judge(event)).toEqual({ kind: "denied", why: "not_granted" });
    }
  });

  it("takes effect before the next event when a grant is taken back", () => {
    let grants = everything;
    const door = gate([build("button")], { grants: () => grants });
    expect(door.judge(press(1)).kind).toBe("allowed");
    grants = ["view"];
    expect(why(door.judge(press(1)))).toBe("not_granted");
  });

  it("never touches files, what is hidden, what is disabled, or Tandem's own widget", () => {
    const cases: [Element, string][] = [
      [build("input", { type: "file" }), "file_field"],
      [build("input", {}, build("div", { "data-tandem": "block" })), "hidden"],
      [build("button", { disabled: "" }), "disabled"],
      [build("button", {}, build("div", { inert: "" })), "disabled"],
      [build("button", {}, build("tandem-widget")), "own_widget"],
    ];
    for (const [element, reason] of cases) for (const event of every(1)) expect(why(gate([element]).judge(event)), `${element.localName} ${event.kind}`).toBe(reason);
    const gone = build("button");
    gone.remove();
    expect(why(gate([gone]).judge(press(1)))).toBe("no_such_element");
    expect(why(gate([]).judge(press(7)))).toBe("no_such_element");
  });

  it("does not reach a file field through its label", () => {
    const label = build("label");
    build("input", { type: "file" }, label);
    expect(why(gate([label]).judge(press(1)))).toBe("file_field");
  });

  it("stays out of passwords and masked fields, and never reads them", () => {
    const password = build("input", { type: "password" });
    const card = build("input", { "data-tandem": "mask" });
    for (const event of every(1).filter((event) => event.kind !== "pointer")) {
      expect(why(gate([password]).judge(event))).toBe("password_field");
      expect(why(gate([card]).judge(event))).toBe("masked_field");
      // Allowed to write blindly is not allowed to open, which would tell the value.
      const verdict = gate([password], { fillPasswords: true }).judge(event);
      expect(verdict.kind).toBe(event.kind === "set" ? "allowed" : "denied");
      expect(gate([card], { fillMasked: true }).judge(event).kind).toBe(event.kind === "set" ? "allowed" : "denied");
    }
  });

  it("I12: follows the site's rules, by attribute and by selector; a selector that does not parse forbids", () => {
    const inReadonly = build("input", {}, build("fieldset", { "data-tandem": "readonly" }));
    const inNoclick = build("button", {}, build("div", { "data-tandem": "noclick" }));
    const box = build("input", { type: "checkbox", "data-tandem": "readonly" });
    expect(why(gate([inReadonly]).judge({ kind: "open", node: 1 }))).toBe("no_typing_here");
    expect(why(gate([inNoclick]).judge(press(1)))).toBe("no_click_here");
    expect(why(gate([box]).judge(press(1)))).toBe("no_typing_here");
    const plain = build("input", { class: "iban" });
    expect(why(gate([plain], { readonly: [".iban"] }).judge({ kind: "open", node: 1 }))).toBe("no_typing_here");
    expect(why(gate([plain], { noclick: [".iban"] }).judge(press(1)))).toBe("no_click_here");
    expect(why(gate([plain], { noclick: ["::::"] }).judge(press(1)))).toBe("no_click_here");
  });

  it("cannot be blinded by a form whose fields bear the names of its properties", () => {
    const form = build("form", { "data-tandem": "noclick readonly" });
    for (const name of ["parentNode", "parentElement", "getAttribute", "matches", "closest", "getRootNode", "nodeType"]) build("input", { name }, form);
    const button = build("button", {}, form);
    const field = build("input", { name: "x" }, form);
    expect(why(gate([button]).judge(press(1)))).toBe("no_click_here");
    expect(why(gate([field]).judge({ kind: "open", node: 1 }))).toBe("no_typing_here");
    expect(why(gate([form]).judge(press(1)))).toBe("no_click_here");
  });

  it("I12: leaves a pay button to the customer's own click, also when pressed by Enter in a field of its form", () => {
    const form = build("form");
    const field = build("input", { name: "amount" }, form);
    const pay = build("button", { type: "submit", "data-tandem": "own-click" }, form);
    expect(gate([pay]).judge(press(1))).toMatchObject({ kind: "ask", about: "own_click" });
    expect(gate([pay]).judge(key(1, "Enter"))).toMatchObject({ kind: "ask", about: "own_click" });
    expect(gate([field]).judge(key(1, "Enter"))).toMatchObject({ kind: "ask", about: "own_click" });
    expect(gate([field], { grants: () => ["view", "fill"] }).judge(key(1, "Enter"))).toEqual({ kind: "denied", why: "not_granted" });
    expect(gate([field]).judge(key(1, "a")).kind).toBe("allowed");
  });

  it("I8: asks before it leads outside the site, and follows only http and https", () => {
    const go = (url: string): RemoteEvent => ({ kind: "go", url });
    expect(gate([]).judge(go("https://shop.example/basket")).kind).toBe("allowed");
    expect(gate([]).judge(go("https://elsewhere.example/"))).toMatchObject({ kind: "ask", about: "outside" });
    for (const bad of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "blob:https://shop.example/1", "https://user:secret@shop.example/", "http://["]) {
      expect(why(gate([]).judge(go(bad))), bad).toBe("bad_address");
    }
    const outside = build("a", { href: "https://elsewhere.example/" });
    const script = build("a", { href: "javascript:alert(1)" });
    const inside = build("span", {}, build("a", { href: "https://shop.example/x" }));
    expect(gate([outside]).judge(press(1))).toMatchObject({ kind: "ask", about: "outside" });
    expect(why(gate([script]).judge(press(1)))).toBe("bad_address");
    expect(gate([inside]).judge(press(1)).kind).toBe("allowed");
    expect(why(gate([inside], { grants: () => ["click"] }).judge(press(1)))).toBe("not_granted");
  });

  it("is asked in the tests with every kind of event there is", () => {
    const random = seeded(7);
    expect(Object.keys(forgeries).sort()).toEqual([...eventKinds()].sort());
    for (const [kind, forge] of Object.entries(forgeries)) {
      expect(decodeEvent({ kind, ...forge(1, (limit) => Math.floor(random() * limit)) }), kind).toMatchObject({ kind });
    }
  });

  it("lets none of any kind past without a grant: neither by itself nor with all the others", () => {
    const random = seeded(8);
    const elements = [build("button"), build("input"), build("div")];
    const events = forged(3_000, elements.length, (limit) => Math.floor(random() * limit)).flatMap((each) => decodeEvent(each) ?? []);
    const shut = gate(elements, { grants: () => ["view"] });
    for (const event of [...events, { kind: "point", node: 1 } as const]) expect(shut.judge(event)).toEqual({ kind: "denied", why: "not_granted" });
    const seen = new Set(events.map(({ kind }) => kind));
    expect(seen.size).toBe(eventKinds().length);
  });

  it("lets no forged event past: 20,000 of them against a page where nothing is allowed", () => {
    const forbidden = [
      build("input", { type: "file" }),
      build("input", { type: "password" }),
      build("input", { "data-tandem": "mask readonly noclick" }),
      build("button", {}, build("div", { "data-tandem": "block" })),
      build("button", { disabled: "" }),
      build("button", {}, build("tandem-widget")),
      build("button", { "data-tandem": "own-click readonly" }),
      build("a", { href: "javascript:alert(1)", "data-tandem": "readonly" }),
      build("div", { "data-tandem": "noclick readonly" }),
    ];
    const random = seeded(6);
    const door = gate(forbidden, { isInside: () => false, grants: () => ["view", "fill", "click"] });
    const past = forged(20_000, forbidden.length + 2, (limit) => Math.floor(random() * limit)).flatMap((each) => {
      const event = decodeEvent(each);
      return event && door.judge(event).kind === "allowed" ? event : [];
    });
    // Pointers may press a password field (that is focus, no more); who has the page, and that the agent is in no field any more, is no doing in the page.
    expect(past.filter((event) => event.kind !== "take" && event.kind !== "leave" && !(event.kind === "pointer" && event.node === 2))).toEqual([]);
  });
});
