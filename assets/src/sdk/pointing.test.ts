// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { decodePointer } from "../link/pointer";
import { Pointing } from "./pointing";

describe("I1, M10: what the agent is told of pointers", () => {
  const told: string[] = [];
  const frames: FrameRequestCallback[] = [];
  let target: HTMLElement;
  let pointing: Pointing;

  beforeEach(() => {
    told.length = 0;
    frames.length = 0;
    target = document.createElement("p");
    document.body.append(target);
    target.getBoundingClientRect = () => new DOMRect(0, 0, 100, 100);
    document.elementFromPoint = () => target;
    window.requestAnimationFrame = ((callback: FrameRequestCallback) => frames.push(callback)) as typeof requestAnimationFrame;
    (window as { ontouchstart?: unknown }).ontouchstart = null;
    pointing = new Pointing(window, document.createElement("div"), { idOf: () => 7 }, (bytes) => {
      const event = decodePointer(bytes);
      if (event) told.push(`${event.kind} ${event.device} ${String(event.finger)} ${event.isPressed ? "pressed" : ""} ${String(Math.round(event.x * 100))}`);
    });
  });

  afterEach(() => {
    pointing.stop();
    target.remove();
    vi.restoreAllMocks();
  });

  const touch = (type: string, ...fingers: readonly (readonly [identifier: number, clientX: number])[]): void => {
    target.dispatchEvent(Object.assign(new Event(type, { bubbles: true }), { changedTouches: fingers.map(([identifier, clientX]) => ({ identifier, clientX, clientY: 50 })) }));
  };
  const pointer = (type: string, part: PointerEventInit): void => { target.dispatchEvent(new PointerEvent(type, { bubbles: true, clientY: 50, ...part })); };
  const frame = (): void => { for (const each of frames.splice(0)) each(0); };

  it("fingers are told of until they are lifted, although scrolling has taken their pointers away", () => {
    touch("touchstart", [0, 10], [1, 90]);
    pointer("pointerdown", { pointerType: "touch", pointerId: 2, buttons: 1, clientX: 10 });
    pointer("pointercancel", { pointerType: "touch", pointerId: 2 });
    touch("touchmove", [0, 20]);
    touch("touchmove", [0, 30], [1, 80]);
    frame();
    touch("touchend", [0, 30]);
    touch("touchcancel", [1, 80]);
    // What is not a move is said twice: the channel may lose one.
    expect(told.filter((each, index) => each !== told[index - 1])).toEqual(["down touch 1 pressed 10", "down touch 2 pressed 90", "move touch 1 pressed 30", "move touch 2 pressed 80", "up touch 1  30", "leave touch 2  0"]);
  });

  it("a mouse and a pen as ever", () => {
    pointer("pointermove", { pointerType: "mouse", clientX: 40 });
    frame();
    pointer("pointerdown", { pointerType: "pen", pointerId: 9, buttons: 1, clientX: 60 });
    pointer("pointerout", { pointerType: "mouse", relatedTarget: document.body });
    pointer("pointerout", { pointerType: "mouse" });
    expect(told.filter((each, index) => each !== told[index - 1])).toEqual(["move mouse 0  40", "down pen 0 pressed 60", "leave mouse 0  0"]);
  });
});
