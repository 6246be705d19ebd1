import type { Design } from "./design";
import { set, svg } from "./dom";
import type { Glaze } from "./facts";
import { glazed, handle, num, outline, radiusAt, scale } from "./mug";

const axis = 200;
const foot = 338;
const clay: Glaze = { slug: "clay", name: "Bare clay", light: "#d8b48c", base: "#c39a70", dark: "#9c7550" };

/** The picture of the mug being shaped. It is built once; a change of the design only sets attributes. */
export class Drawing {
  readonly root: SVGSVGElement;
  readonly #bodies = [0, 1, 2].map(() => svg("path"));
  readonly #clip = svg("path");
  readonly #glaze = svg("path", { fill: "url(#studio-glaze)" });
  readonly #dip = svg("path", { fill: "none", "stroke-width": "3", "stroke-opacity": "0.45" });
  readonly #straps = [19, 15, 4].map((width) => svg("path", { "stroke-width": String(width) }));
  readonly #mouths = [0, 1, 2].map(() => svg("ellipse", { cx: String(axis) }));
  readonly #shine = svg("ellipse", { fill: "#fff", "fill-opacity": "0.3" });
  readonly #shadow = svg("ellipse", { cx: "212", cy: "346", ry: "17", fill: "url(#studio-ground)" });
  readonly #words = svg("text", { x: String(axis), "text-anchor": "middle", "font-family": "Georgia, 'Liberation Serif', serif", "font-style": "italic" });
  readonly #stops = [svg("stop", { offset: "0" }), svg("stop", { offset: "0.28" }), svg("stop", { offset: "0.75" }), svg("stop", { offset: "1" })];

  constructor() {
    const [bare, , shade] = this.#bodies;
    if (bare) set(bare, { fill: clay.base });
    if (shade) set(shade, { fill: "url(#studio-shade)" });
    this.#straps[2]?.setAttribute("transform", "translate(-1.5 -2.5)");
    this.root = svg(
      "svg",
      { viewBox: "0 0 400 400", role: "img", "aria-label": "Your mug" },
      svg(
        "defs",
        {},
        svg("linearGradient", { id: "studio-glaze", x1: "0", y1: "0", x2: "0", y2: "1" }, ...this.#stops),
        shadeGradient(),
        svg("radialGradient", { id: "studio-ground" }, ground("0", "0.34"), ground("0.6", "0.14"), ground("1", "0")),
        svg("clipPath", { id: "studio-wall" }, this.#clip),
      ),
      this.#shadow,
      svg("g", { fill: "none", "stroke-linecap": "round" }, ...this.#straps),
      ...(bare ? [bare] : []),
      svg("g", { "clip-path": "url(#studio-wall)" }, this.#glaze, this.#dip, this.#shine),
      ...(shade ? [shade] : []),
      ...this.#mouths,
      this.#words,
    );
  }

  update(design: Design, glaze: Glaze): void {
    const d = outline(design);
    for (const body of this.#bodies) set(body, { d });
    set(this.#clip, { d });
    set(this.#glaze, { d: glazed(design) });
    set(this.#dip, { d: glazed(design), stroke: glaze.dark });
    this.#stops.forEach((stop, i) => {
      set(stop, { "stop-color": [glaze.light, glaze.base, glaze.base, glaze.dark][i] ?? glaze.base });
    });
    this.#straps.forEach((strap, i) => {
      set(strap, { d: handle(design), stroke: [glaze.dark, glaze.base, glaze.light][i] ?? glaze.base });
    });
    this.#updateRim(design, glaze);
    this.#updateWords(design);
    set(this.#shadow, { rx: num(design.belly * 1.3) });
  }

  #updateRim(design: Design, glaze: Glaze): void {
    const y = foot - scale * design.height;
    const lip = design.rim * 0.17;
    const rings = [
      { cy: y, rx: design.rim, ry: lip, fill: glaze.light },
      { cy: y + 1, rx: design.rim - 4, ry: lip - 2.5, fill: glaze.dark },
      { cy: y + lip * 0.28 + 1, rx: design.rim * 0.9 - 4, ry: lip * 0.72 - 2, fill: glaze.dark },
    ];
    this.#mouths.forEach((mouth, i) => {
      const ring = rings[i];
      if (ring) set(mouth, { cy: num(ring.cy), rx: num(ring.rx), ry: num(ring.ry), fill: ring.fill });
    });
    const tall = scale * design.height;
    const r = radiusAt(design, y + tall * 0.34);
    set(this.#shine, { cx: num(axis - r * 0.58), cy: num(y + tall * 0.34), rx: num(r * 0.11), ry: num(tall * 0.2) });
  }

  #updateWords(design: Design): void {
    const letters = [...design.words].length;
    const tall = scale * design.height;
    const pale = ["oat", "chalk", "blush"].includes(design.glaze);
    set(this.#words, { y: num(foot - tall + tall * 0.52), "font-size": num(letters > 7 ? 240 / letters : 34), fill: pale ? "#4a3a2f" : "#fbf3e2" });
    this.#words.textContent = design.words;
  }
}

function ground(offset: string, opacity: string): SVGElement {
  return svg("stop", { offset, "stop-color": "#000", "stop-opacity": opacity });
}

/** Light from the upper left, a little of it thrown back on the right edge. */
function shadeGradient(): SVGElement {
  const stops: [string, string, string][] = [
    ["0", "#1c130a", "0.3"],
    ["0.2", "#1c130a", "0.02"],
    ["0.34", "#fff", "0.16"],
    ["0.55", "#1c130a", "0.02"],
    ["0.88", "#1c130a", "0.34"],
    ["1", "#1c130a", "0.24"],
  ];
  return svg("linearGradient", { id: "studio-shade" }, ...stops.map(([offset, colour, opacity]) => svg("stop", { offset, "stop-color": colour, "stop-opacity": opacity })));
}
