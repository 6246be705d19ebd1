// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { encodePointer, type PointerEventMessage } from "../../../link/pointer";
import { PointerLayer } from "./pointer-layer";

const boxes = new Map([[7, new DOMRect(100, 50, 200, 40)]]);

describe("I1: the customer's pointer", () => {
  let layer: PointerLayer;
  let seq = 0;
  const say = (part: Partial<PointerEventMessage>) => {
    layer.receive(encodePointer({ kind: "move", device: "mouse", isPressed: false, finger: 0, seq: ++seq, node: 7, x: 0.5, y: 0.5, ...part }));
  };
  const symbols = () => [...layer.element.querySelectorAll<HTMLElement>(".pointer")];

  beforeEach(() => {
    layer = new PointerLayer(document, (node) => boxes.get(node) ?? null);
    seq = 0;
  });

  it("is at the same place of the same element", () => {
    say({});
    expect(symbols().map((symbol) => symbol.style.translate)).toEqual(["200px 70px"]);
  });

  it("is one symbol, however often it moves, and goes when it leaves", () => {
    say({});
    say({ x: 0 });
    expect(symbols()).toHaveLength(1);
    say({ kind: "leave", node: 0 });
    expect(symbols()).toHaveLength(0);
  });

  it("a press shows a ring once, although it is said twice", () => {
    const press = encodePointer({ kind: "down", device: "mouse", isPressed: true, finger: 0, seq: 1, node: 7, x: 0, y: 0 });
    layer.receive(press);
    layer.receive(press);
    expect(layer.element.querySelectorAll(".ring")).toHaveLength(1);
    expect(symbols()[0]?.className).toBe("pointer mouse pressed");
  });

  it("M10: each finger is a disc while it is down", () => {
    say({ kind: "down", device: "touch", isPressed: true, finger: 1 });
    say({ kind: "down", device: "touch", isPressed: true, finger: 2 });
    expect(symbols()).toHaveLength(2);
    say({ kind: "up", device: "touch", isPressed: false, finger: 1 });
    expect(symbols()).toHaveLength(1);
  });

  it("late, unknown and malformed events change nothing", () => {
    say({ seq: 5 });
    say({ seq: 4, x: 0 });
    say({ seq: 6, node: 99 });
    layer.receive(new Uint8Array(3));
    expect(symbols().map((symbol) => symbol.style.translate)).toEqual(["200px 70px"]);
  });

  it("a new link starts its count anew", () => {
    say({ seq: 500 });
    layer.reset();
    say({ seq: 1, x: 0 });
    expect(symbols().map((symbol) => symbol.style.translate)).toEqual(["100px 70px"]);
  });
});
