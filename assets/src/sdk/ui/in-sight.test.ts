// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { keepInSight } from "./in-sight";

/** A window of 390 × 844 whose seen part the test sets. */
function phone(seen: { offsetLeft?: number; offsetTop?: number; width?: number; height?: number; scale?: number } = {}) {
  const view = Object.assign(new EventTarget(), { offsetLeft: 0, offsetTop: 0, width: 390, height: 844, scale: 1, ...seen });
  const host = document.createElement("div");
  const win = { innerWidth: 390, innerHeight: 844, visualViewport: view, document: { documentElement: { clientWidth: 390 } } } as unknown as Window;
  keepInSight(win, host);
  return { view, host, of: (name: string) => host.style.getPropertyValue(`--seen-${name}`) };
}

describe("M10, P8: the widget stays in the part of the window that is seen", () => {
  it("while all of it is seen, nothing is changed", () => {
    const { host, of } = phone();
    expect([host.hasAttribute("data-seen"), of("below"), of("inverse")]).toEqual([false, "", ""]);
  });

  it("pinched in, as large as before", () => {
    const { view, host, of } = phone();
    Object.assign(view, { offsetLeft: 130, offsetTop: 200, width: 130, height: 281.3, scale: 3 });
    view.dispatchEvent(new Event("scroll"));
    expect(host.hasAttribute("data-seen")).toBe(true);
    expect(["left", "right", "top", "below", "width", "height", "inverse"].map(of)).toEqual(["130.0px", "130.0px", "200.0px", "362.7px", "390.0px", "843.9px", "0.3333"]);
    Object.assign(view, { offsetLeft: 0, offsetTop: 0, width: 390, height: 844, scale: 1 });
    view.dispatchEvent(new Event("resize"));
    expect([host.hasAttribute("data-seen"), of("below")]).toEqual([false, ""]);
  });

  it("above the keyboard", () => {
    expect(phone({ height: 500 }).of("below")).toBe("344.0px");
  });

  it("legible on a page that is wider than the phone", () => {
    const { of } = phone({ width: 980, height: 2121, scale: 0.398 });
    expect([of("width"), of("inverse")]).toEqual(["390.0px", "2.5126"]);
  });
});
