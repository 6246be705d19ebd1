// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { SeenFrame, seenOf } from "./seen";

const phone = { width: 390, height: 844, clientWidth: 390, clientHeight: 844, density: 3, scale: 1, seen: { left: 0, top: 0, width: 390, height: 844 } };

describe("M10: the part of the window that the customer sees", () => {
  it("is not worth a word when it is all of it, or all but a scroll bar or a tool bar", () => {
    expect(seenOf(phone)).toBeNull();
    expect(seenOf({ ...phone, width: 1280, clientWidth: 1265, height: 800, seen: { left: 0, top: 0, width: 1265, height: 785 } })).toBeNull();
    expect(seenOf({ ...phone, seen: { ...phone.seen, height: 788 } })).toBeNull();
    expect(seenOf({ ...phone, seen: { left: 0, top: 0, width: 0, height: 0 } })).toBeNull();
  });

  it("is smaller when the customer has pinched in, or types on the screen", () => {
    const seen = { left: 100, top: 200, width: 130, height: 281 };
    expect(seenOf({ ...phone, scale: 3, seen })).toEqual({ ...seen, why: "zoomed", zoom: 3 });
    expect(seenOf({ ...phone, seen: { ...phone.seen, height: 500 } })).toMatchObject({ why: "keyboard", height: 500 });
  });

  it("is all of a wide page that a phone shows small", () => {
    expect(seenOf({ ...phone, width: 980, clientWidth: 980, height: 2121, scale: 0.398, seen: { left: 0, top: 0, width: 980, height: 2121 } })).toBeNull();
  });

  it("has a frame around it", () => {
    const drawn = new SeenFrame(document);
    drawn.show({ left: 10, top: 20, width: 30, height: 40, why: "zoomed", zoom: 2 });
    expect([drawn.element.hidden, drawn.element.style.left, drawn.element.style.height]).toEqual([false, "10px", "40px"]);
    drawn.show(null);
    expect(drawn.element.hidden).toBe(true);
  });
});
