// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Actor } from "../../act/actor";
import { Gate } from "../../act/gate";
import { Pen } from "../../marks/pen";
import type { Json } from "../../shared/json";
import type { Grant } from "../session/edges";
import { Hand } from "./hand";
import { Marking } from "./marking";
import { Modes } from "./modes";

const width = 100;

/** A page and its copy, each with one thing 100 pixels wide that the hand is over, and a line between them that brings everything in order and at once. */
function stage(tag: "button" | "input"): { theirs: HTMLInputElement; heard: string[]; modes: Modes; mouse(type: string, x: number, keys?: PointerEventInit): void; key(key: string): void; frame(): void } {
  const [ours, theirs] = [document.createElement(tag), document.createElement(tag)] as [HTMLInputElement, HTMLInputElement];
  for (const each of [ours, theirs]) {
    if (tag === "input") each.type = "range";
    each.getBoundingClientRect = () => new DOMRect(0, 0, width, 20);
    each.value = "0";
  }
  document.body.append(ours, theirs);
  const heard: string[] = [];
  for (const type of ["pointerdown", "pointermove", "pointerup", "pointercancel", "click", "input", "change"]) theirs.addEventListener(type, (event) => heard.push("clientX" in event ? `${type} ${String(Math.round(Number(event.clientX)))}` : type));
  const numbered: readonly Element[] = [document.documentElement, theirs];
  const gate = new Gate({ isLive: () => true, grants: () => ["click"], element: (node) => numbered[node - 1], cover: () => "shown", isOwn: () => false, isInside: () => true });
  const nothing = (): undefined => undefined;
  const actor = new Actor({ gate, element: (node) => numbered[node - 1], tell: nothing, ask: () => Promise.resolve(true), go: nothing, mark: nothing, take: nothing, scrolled: nothing, warm: nothing, showCaret: nothing });
  const frames: FrameRequestCallback[] = [];
  vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) => frames.push(callback));
  document.elementFromPoint = () => ours;
  const grants = signal<readonly Grant[]>(["view", "point", "click"]);
  const modes = new Modes(grants);
  const frame = document.createElement("iframe");
  Object.defineProperty(frame, "contentDocument", { value: document });
  const hand = new Hand({
    document, modes, copy: { frame, idOf: (node) => (node === ours ? 2 : node === document.documentElement ? 1 : undefined), rescroll: nothing },
    pen: new Pen(nothing, nothing), marking: new Marking(grants), grants: () => grants.value, sendPointer: nothing, onUnlinked: nothing, onNote: nothing,
    boxOf: (element) => element.getBoundingClientRect(),
    send: (event) => {
      void actor.receive(1, event as unknown as Json);
      return 1;
    },
  });
  hand.element.setPointerCapture = nothing;
  document.body.append(hand.element);
  return {
    theirs, heard, modes,
    mouse: (type, x, keys) => { hand.element.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: 10, cancelable: true, ...keys })); },
    key: (key) => {
      hand.element.querySelector("textarea")?.focus();
      hand.element.querySelector("textarea")?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    },
    frame: () => { for (const callback of frames.splice(0)) callback(0); },
  };
}

beforeEach(() => { document.body.replaceChildren(); });

describe("I3: the agent's hand", () => {
  it("drags a slider as far as it was let go, though nothing was painted on the way", () => {
    const { theirs, heard, modes, mouse, frame } = stage("input");
    modes.toggle("act");
    mouse("pointerdown", 10);
    for (const x of [20, 40, 75]) mouse("pointermove", x);
    mouse("pointerup", 75);
    frame();
    expect(theirs.value).toBe("75");
    expect(heard).toEqual(["pointerdown 10", "input", "pointermove 75", "input", "pointerup 75", "change", "click 75"]);
  });

  it("tells a page that listens to moves itself no more than one a frame", () => {
    const { heard, modes, mouse, frame } = stage("button");
    modes.toggle("act");
    mouse("pointerdown", 10);
    for (const x of [20, 30]) mouse("pointermove", x);
    frame();
    for (const x of [40, 50]) mouse("pointermove", x);
    frame();
    mouse("pointerup", 50);
    expect(heard).toEqual(["pointerdown 10", "pointermove 30", "pointermove 50", "pointerup 50", "click 50"]);
  });

  it("tells the way to a press before the press, and not after it", () => {
    const { heard, modes, mouse, frame } = stage("button");
    modes.toggle("act");
    mouse("pointermove", 20);
    mouse("pointerdown", 30);
    frame();
    mouse("pointerup", 30);
    expect(heard).toEqual(["pointerdown 30", "pointerup 30", "click 30"]);
  });

  it("lets go in the page what it pressed there, when the key that holds the mode comes up first", () => {
    const { heard, modes, mouse } = stage("button");
    mouse("pointerdown", 10, { altKey: true });
    modes.hold({ altKey: false, ctrlKey: false, metaKey: false });
    mouse("pointerup", 10);
    expect(heard).toEqual(["pointerdown 10", "pointerup 10", "click 10"]);
  });

  it("lets go and clicks nothing after Esc, and presses nothing in plain mode", () => {
    const { heard, modes, mouse, key } = stage("button");
    const released = vi.fn();
    document.documentElement.addEventListener("pointerup", (event) => { if (event.target === document.documentElement) released(); }, { once: true });
    modes.toggle("act");
    mouse("pointerdown", 10);
    key("Escape");
    mouse("pointerup", 10);
    mouse("pointerdown", 10);
    mouse("pointerup", 10);
    expect(heard).toEqual(["pointerdown 10"]);
    expect(released).toHaveBeenCalledOnce();
  });
});
