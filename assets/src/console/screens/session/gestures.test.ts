// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Gestures } from "./gestures";

/** A room that can scroll from 0 to 100, with a hand in it. */
class Room {
  readonly element = document.createElement("div");
  readonly hand = document.createElement("div");
  readonly heard: string[] = [];
  readonly zooms: [number, number, number][] = [];
  readonly scrolled: [number, number][] = [];
  isForHand = false;
  readonly gestures: Gestures;

  constructor() {
    this.element.append(this.hand);
    document.body.append(this.element);
    for (const side of ["scrollLeft", "scrollTop"] as const) {
      let at = 0;
      Object.defineProperty(this.element, side, { get: () => at, set: (to: number) => { at = Math.min(100, Math.max(0, to)); } });
    }
    this.element.scrollBy = ((by: ScrollToOptions) => {
      this.element.scrollLeft += by.left ?? 0;
      this.element.scrollTop += by.top ?? 0;
    }) as typeof this.element.scrollBy;
    for (const type of ["pointerdown", "pointermove", "pointerup", "wheel"]) this.hand.addEventListener(type, (event) => { this.heard.push(`${type} ${String((event as PointerEvent).clientX)}`); });
    this.gestures = new Gestures({
      room: this.element,
      scale: () => 0.5,
      zoomTo: (scale, { x, y }) => { this.zooms.push([scale, x, y]); },
      isForHand: () => this.isForHand,
      scrollPage: (_, byX, byY) => { this.scrolled.push([byX, byY]); },
    });
  }

  say(type: "down" | "move" | "up" | "cancel", pointerId: number, clientX: number, clientY = 0, pointerType = "touch", target: Element = this.hand): void {
    target.dispatchEvent(new PointerEvent(`pointer${type}`, { bubbles: true, cancelable: true, pointerId, pointerType, clientX, clientY, isPrimary: pointerId === 1 }));
  }
}

describe("M10: the agent's zooming and panning", () => {
  let room: Room;
  beforeEach(() => { room = new Room(); });
  afterEach(() => {
    room.gestures.stop();
    room.element.remove();
  });

  it("one finger moves the room, and the page with what is left over, in the page's pixels", () => {
    room.say("down", 1, 200, 300);
    room.say("move", 1, 200, 260);
    expect([room.element.scrollTop, room.scrolled]).toEqual([40, []]);
    room.say("move", 1, 200, 180);
    expect([room.element.scrollTop, room.scrolled]).toEqual([100, [[0, 40]]]);
    room.say("up", 1, 200, 180);
    expect(room.heard).toEqual([]);
  });

  it("no fling comes of a finger, or the tap after it would press nothing", () => {
    const touch = () => {
      const moved = new Event("touchmove", { bubbles: true, cancelable: true });
      room.hand.dispatchEvent(moved);
      return moved.defaultPrevented;
    };
    expect(touch()).toBe(false);
    room.say("down", 1, 200, 300);
    expect(touch()).toBe(true);
    room.say("up", 1, 200, 180);
    expect(touch()).toBe(false);
  });

  it("where one finger is for the hand, a tap and a drag reach it whole", () => {
    room.isForHand = true;
    room.say("down", 1, 50);
    room.say("move", 1, 53);
    expect(room.heard).toEqual([]);
    room.say("up", 1, 53);
    expect(room.heard).toEqual(["pointerdown 50", "pointerup 53"]);
    room.heard.length = 0;
    room.say("down", 1, 50);
    room.say("move", 1, 70);
    room.say("down", 2, 90); // too late to be a pinch
    room.say("move", 2, 95);
    room.say("up", 2, 95);
    room.say("move", 1, 80);
    room.say("up", 1, 80);
    expect(room.heard).toEqual(["pointerdown 50", "pointermove 70", "pointermove 80", "pointerup 80"]);
    expect(room.zooms).toEqual([]);
  });

  it("two fingers zoom around their middle, move along with it, and the hand hears nothing of them", () => {
    room.isForHand = true;
    room.element.scrollLeft = 50;
    room.say("down", 1, 100);
    room.say("down", 2, 200);
    room.say("move", 2, 300);
    expect(room.zooms).toEqual([[1, 150, 0]]);
    expect(room.element.scrollLeft).toBe(0); // the middle went from 150 to 200
    room.say("up", 1, 100);
    room.say("move", 2, 500);
    room.say("up", 2, 500);
    expect(room.zooms).toHaveLength(1);
    expect([room.heard, room.scrolled]).toEqual([[], []]);
    room.say("down", 3, 10);
    room.say("up", 3, 10);
    expect(room.heard).toEqual(["pointerdown 10", "pointerup 10"]);
  });

  it("the mouse moves the room when it is not for the hand; a pen is always the hand's", () => {
    room.element.scrollTop = 50;
    room.element.setPointerCapture = () => undefined;
    room.say("down", 1, 0, 100, "mouse");
    room.say("move", 1, 0, 80, "mouse");
    room.say("up", 1, 0, 80, "mouse");
    room.say("move", 1, 0, 60, "mouse");
    expect(room.element.scrollTop).toBe(70);
    room.heard.length = 0;
    room.say("down", 1, 5, 0, "pen");
    expect(room.heard).toEqual(["pointerdown 5"]);
  });

  it("buttons in the room are pressed as ever", () => {
    const button = document.createElement("button");
    room.element.append(button);
    const heard: string[] = [];
    button.addEventListener("pointerdown", () => { heard.push("down"); });
    room.say("down", 1, 0, 0, "touch", button);
    room.say("up", 1, 0, 0, "touch", button);
    expect(heard).toEqual(["down"]);
  });

  it("the wheel with Ctrl or Cmd zooms where it is; without, it is the hand's", () => {
    // The document of these tests has wheel events without keys and places.
    const turn = ({ deltaY = -100, deltaMode = 0, ...part }: WheelEventInit): void => {
      room.hand.dispatchEvent(Object.assign(new MouseEvent("wheel", { bubbles: true, cancelable: true, clientX: 7, clientY: 9, ...part }), { deltaY, deltaMode }));
    };
    turn({ ctrlKey: true });
    turn({ metaKey: true, deltaMode: 1, deltaY: 3 });
    expect(room.zooms).toEqual([[0.67, 7, 9], [0.33, 7, 9]]);
    expect(room.heard).toEqual([]);
    turn({});
    expect(room.heard).toEqual(["wheel 7"]);
  });
});
