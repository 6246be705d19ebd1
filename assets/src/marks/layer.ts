import { arrowPath, boxPath, edgePath, inkPath, shadePath, type Spot } from "./paths";
import type { Drawer, Mark, Place } from "./mark";

/** Where an element is in the window that the layer covers; null for one that is not there. */
export type BoxOf = (node: number) => DOMRectReadOnly | null;

const svg = "http://www.w3.org/2000/svg";
/** Each drawer's colour, on a white edge: legible on any page. The same as of their pointers. */
const colours: Readonly<Record<Drawer, string>> = { agent: "#1a5fd0", customer: "#b3261e" };
/** Ink is there for so long after its last stroke, and fades within the last part of it; in milliseconds. */
const inkMs = 5_000;
const fadeMs = 1_200;
/** Marks of one drawer at once, and points of one mark. What is more pushes out the oldest. */
const mostMarks = 40;
const mostPoints = 1_500;

interface Drawn {
  readonly mark: Mark;
  readonly by: Drawer;
  points: readonly Place[];
  at: number;
  readonly edge: SVGPathElement;
  readonly line: SVGPathElement;
}

/**
 * Draws the marks of both, and keeps them at their elements, frame by frame for as long as there are any. Lets every click through; says nothing to screen readers:
 * what a mark means is said in the chat or on the telephone.
 */
export class MarkLayer {
  readonly element: SVGSVGElement;
  readonly #drawn = new Map<string, Drawn>();
  /** All spotlights are one shade with holes. */
  readonly #shade: SVGPathElement;
  #frame = 0;

  constructor(private readonly document: Document, private readonly boxOf: BoxOf) {
    this.element = document.createElementNS(svg, "svg");
    this.element.setAttribute("class", "mark-layer");
    this.element.setAttribute("aria-hidden", "true");
    this.element.style.cssText = "position:absolute;inset:0;width:100%;height:100%;overflow:hidden;pointer-events:none";
    this.#shade = this.#path({ fill: "#000", "fill-opacity": "0.45", "fill-rule": "evenodd", class: "mark-shade" });
  }

  get isEmpty(): boolean {
    return this.#drawn.size === 0;
  }

  /** A new mark, a newer state of one, or more ink. */
  add(by: Drawer, mark: Mark): void {
    const key = `${by} ${String(mark.id)}`;
    const there = this.#drawn.get(key);
    if (there && there.mark.shape === mark.shape) {
      there.points = (mark.shape === "ink" ? [...there.points, ...mark.points] : mark.points).slice(-mostPoints);
      there.at = performance.now();
    } else {
      if (there) this.remove(by, mark.id);
      this.#drawn.set(key, this.#make(by, mark));
      this.#crowd(by);
    }
    this.#tick();
  }

  remove(by: Drawer, id: number): void {
    this.#drop(`${by} ${String(id)}`);
    this.#tick();
  }

  /** Takes all marks away, or those of one drawer. */
  clear(by?: Drawer): void {
    for (const [key, drawn] of this.#drawn) if (by === undefined || drawn.by === by) this.#drop(key);
    this.#draw();
  }

  stop(): void {
    this.clear();
    cancelAnimationFrame(this.#frame);
    this.element.remove();
  }

  #make(by: Drawer, mark: Mark): Drawn {
    const common = { fill: "none", "stroke-linecap": "round", "stroke-linejoin": "round" };
    const edge = this.#path({ ...common, stroke: "#fff", "stroke-width": "7", class: "mark-edge" });
    const line = this.#path({ ...common, stroke: colours[by], "stroke-width": "4", class: `mark mark-${mark.shape} by-${by}` });
    return { mark, by, points: mark.points, at: performance.now(), edge, line };
  }

  #crowd(by: Drawer): void {
    const own = [...this.#drawn].filter(([, drawn]) => drawn.by === by);
    for (const [key] of own.slice(0, Math.max(0, own.length - mostMarks))) this.#drop(key);
  }

  #drop(key: string): void {
    const drawn = this.#drawn.get(key);
    drawn?.edge.remove();
    drawn?.line.remove();
    this.#drawn.delete(key);
  }

  #path(attributes: Readonly<Record<string, string>>): SVGPathElement {
    const path = this.document.createElementNS(svg, "path");
    for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value);
    this.element.append(path);
    return path;
  }

  #tick(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
      if (!this.isEmpty) this.#tick();
    });
  }

  #draw(): void {
    const now = performance.now();
    const boxes = new Map<number, DOMRectReadOnly | null>();
    const box = (node: number): DOMRectReadOnly | null => {
      const known = boxes.get(node);
      if (known !== undefined) return known;
      const found = this.boxOf(node);
      boxes.set(node, found);
      return found;
    };
    const holes: DOMRectReadOnly[] = [];
    for (const [key, drawn] of this.#drawn) {
      const left = drawn.mark.shape === "ink" ? drawn.at + inkMs - now : Infinity;
      if (left <= 0) this.#drop(key);
      else this.#place(drawn, box, holes, Math.min(1, left / fadeMs));
    }
    set(this.#shade, "d", shadePath(holes));
  }

  #place({ mark, points, edge, line }: Drawn, box: (node: number) => DOMRectReadOnly | null, holes: DOMRectReadOnly[], opacity: number): void {
    const spots = points.flatMap(({ node, x, y }): Spot[] => {
      const around = box(node);
      return around ? [{ left: around.left + x * around.width, top: around.top + y * around.height }] : [];
    });
    const lit = mark.shape === "spotlight" ? box(points[0]?.node ?? 0) : null;
    if (lit) holes.push(lit);
    const path = mark.shape === "ink" ? inkPath(spots) : mark.shape === "arrow" ? arrowPath(spots) : mark.shape === "box" ? boxPath(spots) : lit ? edgePath([lit]) : "";
    for (const element of [edge, line]) {
      set(element, "d", path);
      set(element, "opacity", String(opacity));
    }
  }
}

/** Only what changes is set: a mark at rest costs no painting. */
function set(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
