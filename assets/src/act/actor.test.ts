// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Json } from "../shared/json";
import { Actor } from "./actor";
import { FieldGuest } from "./shared-field";
import { Gate, type Level } from "./gate";
import type { Outcome } from "./outcome";

const none = { shift: false, ctrl: false, alt: false, meta: false };

function stage(elements: readonly Element[], grants: readonly Level[] = ["view", "fill", "click", "navigate"]): { actor: Actor; told: Outcome[]; went: string[]; answer: { yes: boolean } } {
  const told: Outcome[] = [];
  const went: string[] = [];
  const answer = { yes: true };
  const gate = new Gate({
    isLive: () => true,
    grants: () => grants,
    element: (node) => elements[node - 1],
    cover: (element) => (element.matches("[data-tandem=mask]") ? "masked" : "shown"),
    isOwn: () => false,
    isInside: (url) => url.hostname !== "elsewhere.example",
  });
  const actor = new Actor({ gate, showCaret: () => undefined, warm: () => went.push("warm"), element: (node) => elements[node - 1], tell: (outcome) => told.push(outcome), ask: () => Promise.resolve(answer.yes), go: (url) => went.push(url.href), mark: ({ kind }) => went.push(kind), take: (isTaken) => went.push(`take ${String(isTaken)}`), scrolled: (element, seq, isThere) => went.push(`${element.localName} by ${String(seq)}: ${String(isThere)}`) });
  return { actor, told, went, answer };
}

function add<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Record<string, string> = {}): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  return element;
}

const pointer = (phase: string, node = 1, more: Record<string, Json> = {}): Json => ({ kind: "pointer", phase, node, x: 0.5, y: 0.5, button: 0, clicks: 1, modifiers: none, ...more });

beforeEach(() => { document.body.replaceChildren(); });

describe("I3: what the agent does in the customer's page", () => {
  it("is a press with every event that a mouse makes, in order", async () => {
    const button = add("button");
    const seen: string[] = [];
    for (const type of ["pointerdown", "mousedown", "focus", "pointerup", "mouseup", "click"]) button.addEventListener(type, () => seen.push(type));
    const { actor, told } = stage([button]);
    await actor.receive(1, pointer("down"));
    await actor.receive(2, pointer("up"));
    expect(seen).toEqual(["pointerdown", "mousedown", "focus", "pointerup", "mouseup", "click"]);
    expect(told).toEqual([{ kind: "done", seq: 1 }, { kind: "done", seq: 2 }]);
  });

  it("ticks boxes by a click, chooses options with input and change", async () => {
    const box = add("input", { type: "checkbox" });
    const select = add("select");
    for (const name of ["a", "b", "c"]) {
      const option = document.createElement("option");
      option.value = name;
      select.append(option);
    }
    const heard = vi.fn();
    select.addEventListener("input", () => { heard("input", select.value); });
    select.addEventListener("change", () => { heard("change", select.value); });
    const { actor } = stage([box, select]);
    await actor.receive(1, pointer("down"));
    await actor.receive(2, pointer("up"));
    expect(box.checked).toBe(true);
    await actor.receive(3, { kind: "choose", node: 2, options: [2] });
    expect(heard.mock.calls).toEqual([["input", "c"], ["change", "c"]]);
    await actor.receive(4, { kind: "choose", node: 2, options: [99] });
    expect(select.selectedIndex).toBe(2);
  });

  it("I4: fills a field together with the customer, with the events of typing, and past a framework's own setter", async () => {
    const field = add("input");
    field.value = "Ann";
    const tracked = vi.fn();
    // What React does to every controlled input: a setter on the element hears of values set by code.
    const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
    Object.defineProperty(field, "value", { configurable: true, get: () => native?.get?.call(field) as string, set: (value: string) => { tracked(); native?.set?.call(field, value); } });
    const heard: string[] = [];
    for (const type of ["beforeinput", "input", "change"]) field.addEventListener(type, () => heard.push(type));
    const { actor, told } = stage([field]);
    await actor.receive(1, { kind: "open", node: 1 });
    expect(told[0]).toEqual({ kind: "field", node: 1, version: 0, value: "Ann" });
    const sent: Json[] = [];
    const guest = new FieldGuest(0, "Ann", (version, edit) => sent.push({ kind: "edit", node: 1, version, edit, caret: 0 }));
    guest.typed("Ann Lee");
    native?.set?.call(field, "Dr Ann");
    field.dispatchEvent(new Event("input"));
    await actor.receive(2, sent[0] as Json);
    for (const outcome of told) if (outcome.kind === "change") guest.changed(outcome);
    expect(field.value).toBe("Dr Ann Lee");
    expect(guest.value).toBe("Dr Ann Lee");
    expect(tracked).not.toHaveBeenCalled();
    await actor.receive(3, { kind: "close", node: 1 });
    expect(heard).toEqual(["input", "beforeinput", "input", "change"]);
  });

  it("respects what the page forbids: beforeinput, maxlength, read-only", async () => {
    const field = add("input", { maxlength: "3" });
    const { actor } = stage([field]);
    await actor.receive(1, { kind: "open", node: 1 });
    await actor.receive(2, { kind: "edit", node: 1, version: 0, edit: ["four"], caret: 4 });
    expect(field.value).toBe("");
    field.removeAttribute("maxlength");
    field.addEventListener("beforeinput", (event) => { event.preventDefault(); });
    await actor.receive(3, { kind: "open", node: 1 });
    await actor.receive(4, { kind: "edit", node: 1, version: 0, edit: ["no"], caret: 2 });
    expect(field.value).toBe("");
  });

  it("V2: stops telling what is in a field that has become masked", async () => {
    const field = add("input");
    const { actor, told } = stage([field]);
    await actor.receive(1, { kind: "open", node: 1 });
    field.setAttribute("data-tandem", "mask");
    field.value = "4111 1111 1111 1111";
    field.dispatchEvent(new Event("input"));
    expect(JSON.stringify(told)).not.toContain("4111");
    actor.stop();
  });

  it("I8, I12: asks the customer where it must, and does nothing after a no", async () => {
    const pay = add("button", { "data-tandem": "own-click" });
    const pressed = vi.fn();
    pay.addEventListener("click", pressed);
    const { actor, told, went, answer } = stage([pay]);
    answer.yes = false;
    await actor.receive(1, pointer("down"));
    await actor.receive(2, pointer("up"));
    expect(pressed).not.toHaveBeenCalled();
    expect(told.slice(-2)).toEqual([{ kind: "asking", seq: 2 }, { kind: "denied", seq: 2, why: "customer_said_no" }]);
    answer.yes = true;
    await actor.receive(3, { kind: "go", url: "https://elsewhere.example/x" });
    expect(went).toEqual(["https://elsewhere.example/x"]);
  });

  it("refuses what is malformed, by number, and goes on", async () => {
    const { actor, told } = stage([]);
    for (const junk of [null, 1, "x", [], {}, { kind: "pointer" }, { kind: "edit", node: 1 }] as Json[]) await actor.receive(told.length, junk);
    expect(told.map((outcome) => (outcome.kind === "denied" ? outcome.why : ""))).toEqual(Array(7).fill("malformed"));
  });
});
