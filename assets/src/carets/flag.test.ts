// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { CaretFlag } from "./flag";
import { placedIn } from "./placed";

const field = { left: 100, top: 50, width: 200, height: 20 };

function shown(at: { left: number; top: number; width: number; height: number }[], name = "Ada"): { kinds: string[]; label: HTMLElement; boxes: HTMLElement[] } {
  const flag = new CaretFlag(document, "agent");
  flag.show({ field, at, name });
  const boxes = [...flag.element.querySelectorAll<HTMLElement>("div")];
  const label = flag.element.querySelector("span");
  if (!label) throw new Error("no label");
  return { kinds: boxes.map(({ className }) => className), label, boxes };
}

describe("I4: the other's caret", () => {
  it("is a line with a name on it, a selection per line, and an edge around the field where no more is told", () => {
    const line = shown([{ left: 120, top: 52, width: 0, height: 16 }]);
    expect(line.kinds).toEqual(["caret-line"]);
    expect([line.label.textContent, line.label.style.left, line.label.style.top]).toEqual(["Ada", "119px", "34px"]);
    expect(shown([{ left: 120, top: 52, width: 30, height: 8 }, { left: 100, top: 60, width: 30, height: 8 }]).kinds).toEqual(["caret-selection", "caret-selection"]);
    expect(shown([]).kinds).toEqual(["caret-field"]);
  });

  it("stays in its field: what is scrolled out of it is not drawn beside it", () => {
    expect(shown([{ left: 900, top: 52, width: 0, height: 16 }]).kinds).toEqual(["caret-field"]);
    const [box] = shown([{ left: 290, top: 52, width: 90, height: 16 }]).boxes;
    expect(box?.style.width).toBe("10px");
  });

  it("has its name below at the window's upper edge", () => {
    const flag = new CaretFlag(document, "customer");
    flag.show({ field: { ...field, top: 2 }, at: [{ left: 120, top: 4, width: 0, height: 16 }], name: "Bo" });
    expect(flag.element.querySelector("span")?.style.top).toBe("20px");
    flag.hide();
    expect(flag.element.hidden).toBe(true);
  });

  it("follows a field that the page shows larger than it is", () => {
    const box = new DOMRect(100, 50, 400, 40);
    expect(placedIn({ box, ownWidth: 200, ownHeight: 20 }, [{ left: 10, top: 2, width: 0, height: 16 }])).toEqual([{ left: 120, top: 54, width: 0, height: 32 }]);
  });
});
