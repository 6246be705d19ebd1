import type { Design } from "./design";
import { set, svg } from "./dom";
import { num, scale } from "./mug";

const axis = 200;
const foot = 338;

/** Two knobs on the drawing: one pulls rim and height, the other the belly. */
export class Grips {
  readonly root = svg("g");
  readonly #rim = svg("circle", { class: "grip", r: "10", "data-grip": "rim" });
  readonly #belly = svg("circle", { class: "grip", r: "10", "data-grip": "belly" });

  /** pull is called with what a knob asks for, done when it is let go. */
  constructor(drawing: SVGSVGElement, pull: (change: Partial<Design>) => void, done: () => void) {
    this.root.append(this.#rim, this.#belly);
    this.#hold(drawing, this.#rim, (x, y) => ({ rim: axis - x, height: (foot - y) / scale }), pull, done);
    this.#hold(drawing, this.#belly, (x) => ({ belly: axis - x }), pull, done);
  }

  /** They sit on the left flank, since the handle is on the right one. */
  update(design: Design): void {
    const top = foot - scale * design.height;
    set(this.#rim, { cx: num(axis - design.rim), cy: num(top) });
    set(this.#belly, { cx: num(axis - design.belly), cy: num(top + scale * design.height * 0.66) });
  }

  #hold(drawing: SVGSVGElement, knob: SVGCircleElement, read: (x: number, y: number) => Partial<Design>, pull: (change: Partial<Design>) => void, done: () => void): void {
    knob.addEventListener("pointerdown", (event) => {
      knob.setPointerCapture(event.pointerId);
      knob.classList.add("held");
    });
    knob.addEventListener("pointermove", (event) => {
      if (!knob.classList.contains("held")) return;
      const matrix = drawing.getScreenCTM();
      if (!matrix) return;
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
      pull(read(point.x, point.y));
    });
    const release = (): void => {
      if (!knob.classList.contains("held")) return;
      knob.classList.remove("held");
      done();
    };
    knob.addEventListener("pointerup", release);
    knob.addEventListener("pointercancel", release);
  }
}
