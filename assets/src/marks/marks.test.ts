// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Json } from "../shared/json";
import { MarkLayer } from "./layer";
import { asMark, type Mark } from "./mark";
import { Pen } from "./pen";

const place = (node: number, x = 0.5, y = 0.5) => ({ node, x, y });
/** The screen's frames and its time, which pass when a test says so. */
const screen = { frames: [] as FrameRequestCallback[], now: 0 };

beforeEach(() => {
  Object.assign(screen, { frames: [], now: 1_000 });
  vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) => screen.frames.push(callback));
  vi.stubGlobal("cancelAnimationFrame", () => { screen.frames = []; });
  vi.spyOn(performance, "now").mockImplementation(() => screen.now);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const frame = (): void => { for (const callback of screen.frames.splice(0)) callback(screen.now); };

describe("I6: a mark", () => {
  it("is read as it was drawn, and anything else is none", () => {
    const mark = { id: 1, shape: "box", points: [place(3), place(4, 0, 1)] };
    expect(asMark(mark)).toEqual(mark);
    const wrong: readonly Record<string, Json>[] = [{ shape: "script" }, { points: [] }, { points: [place(0)] }, { points: [place(1, 1.1)] }, { points: [place(1, NaN)] }, { points: "3" }, { points: [null] }, { id: -1 }, { id: 0.5 }, { points: Array.from({ length: 201 }, () => place(1)) }];
    for (const part of wrong) expect(asMark({ ...mark, ...part }), JSON.stringify(part)).toBeUndefined();
  });
});

describe("I6: the pen", () => {
  function pen(): { pen: Pen; told: Mark[] } {
    const told: Mark[] = [];
    return { told, pen: new Pen((left, top) => (left < 0 ? undefined : place(1 + Math.floor(left / 100), (left % 100) / 100, top / 100)), (mark) => told.push(mark)) };
  }

  it("tells ink once a frame, only what is new of it", () => {
    const { pen: ink, told } = pen();
    ink.begin("ink", 10, 10);
    ink.move(20, 10);
    ink.move(21, 10); // too near
    frame();
    ink.move(120, 10);
    ink.move(-5, 10); // nothing of the page
    ink.end();
    expect(told).toEqual([{ id: 1, shape: "ink", points: [place(1, 0.1, 0.1), place(1, 0.2, 0.1)] }, { id: 1, shape: "ink", points: [place(2, 0.2, 0.1)] }]);
    expect(ink.isDown).toBe(false);
  });

  it("tells a box and an arrow from where it was pressed to where it is, and nothing for a mere click", () => {
    const { pen: drawing, told } = pen();
    drawing.begin("arrow", 10, 10);
    drawing.end();
    expect(told).toEqual([]);
    drawing.begin("box", 10, 10);
    drawing.move(50, 40);
    frame();
    drawing.move(90, 80);
    drawing.end();
    expect(told).toEqual([{ id: 2, shape: "box", points: [place(1, 0.1, 0.1), place(1, 0.5, 0.4)] }, { id: 2, shape: "box", points: [place(1, 0.1, 0.1), place(1, 0.9, 0.8)] }]);
  });

  it("sets a spotlight on the element that is pressed", () => {
    const { pen: light, told } = pen();
    light.begin("spotlight", 210, 10);
    light.end();
    expect(told).toEqual([{ id: 1, shape: "spotlight", points: [place(3, 0.1, 0.1)] }]);
  });
});

describe("I6: the layer", () => {
  const boxes = new Map([[1, new DOMRect(100, 200, 50, 20)], [2, new DOMRect(300, 200, 50, 20)]]);
  const made = (): MarkLayer => new MarkLayer(document, (node) => boxes.get(node) ?? null);
  const paths = (layer: MarkLayer, selector: string): (string | null)[] => [...layer.element.querySelectorAll(selector)].map((path) => path.getAttribute("d"));

  it("draws at the elements, and goes with them", () => {
    const layer = made();
    layer.add("agent", { id: 1, shape: "box", points: [place(1, 0, 0), place(2, 1, 1)] });
    frame();
    expect(paths(layer, ".mark-box.by-agent")).toEqual(["M100 200H350V220H100Z"]);
    boxes.set(1, new DOMRect(100, 150, 50, 20));
    frame();
    expect(paths(layer, ".mark-box")).toEqual(["M100 150H350V220H100Z"]);
    boxes.set(1, new DOMRect(100, 200, 50, 20));
  });

  it("shades all but what is in a spotlight, of both; an element that is gone has none", () => {
    const layer = made();
    layer.add("agent", { id: 1, shape: "spotlight", points: [place(1)] });
    layer.add("customer", { id: 1, shape: "spotlight", points: [place(9)] });
    frame();
    expect(paths(layer, ".mark-shade")[0]).toMatch(/^M-9 -9.*ZM94 194H156V226H94Z$/);
    layer.clear();
    expect(paths(layer, ".mark-shade, .mark")).toEqual([""]);
  });

  it("lets ink fade away after its last stroke, and rests when nothing is left", () => {
    const layer = made();
    layer.add("customer", { id: 1, shape: "ink", points: [place(1)] });
    frame();
    screen.now += 4_000;
    layer.add("customer", { id: 1, shape: "ink", points: [place(2)] });
    screen.now += 4_400;
    frame();
    expect(paths(layer, ".mark-ink")).toEqual(["M125 210L325 210"]);
    expect(Number(layer.element.querySelector(".mark-ink")?.getAttribute("opacity"))).toBeCloseTo(0.5);
    screen.now += 700;
    frame();
    expect([layer.isEmpty, screen.frames.length]).toEqual([true, 0]);
  });

  it("keeps the newest forty of each", () => {
    const layer = made();
    for (let id = 1; id <= 50; id++) layer.add("agent", { id, shape: "box", points: [place(1), place(2)] });
    layer.add("customer", { id: 1, shape: "box", points: [place(1), place(2)] });
    frame();
    expect(paths(layer, ".by-agent").length).toBe(40);
    expect(paths(layer, ".by-customer").length).toBe(1);
  });
});
