import { money } from "../money";
import { type Design, fields, trimWords } from "./design";
import { el, svg } from "./dom";
import type { Facts, Glaze, Measure } from "./facts";
import { volume } from "./mug";
import type { Step } from "./route";

/** What a panel needs: the design as it is, and a way to change it. */
export interface Desk {
  readonly facts: Facts;
  readonly design: () => Design;
  readonly change: (change: Partial<Design>) => void;
}

/** The content of one step, beside the drawing. */
export function panel(step: Step, desk: Desk): Node[] {
  switch (step) {
    case "":
      return [
        el("h1", {}, "A mug of your own"),
        el("p", { class: "lead" }, "Pull the wall, choose a glaze, write a name. Ida throws it on the wheel within the fortnight."),
        el("p", {}, `Every studio mug is ${money(desk.facts.price)}, whatever its shape. Words are ${money(desk.facts.extra)} more.`),
      ];
    case "shape":
      return [
        el("h1", {}, "Shape it"),
        el("p", {}, "Pull the two knobs on the wall, or use the sliders."),
        slider(desk, "height", "Height", " mm"),
        slider(desk, "rim", "Width at the rim", " mm"),
        slider(desk, "belly", "Width of the belly", " mm"),
      ];
    case "glaze":
      return [el("h1", {}, "Dip it"), el("p", {}, "One glaze, and as much of it as you like. The rest stays bare clay."), glazes(desk), slider(desk, "dip", "How deep", " %")];
    case "words":
      return [el("h1", {}, "Write on it"), el("p", {}, `A name, a date, a warning. There is room for ${String(desk.facts.words)} letters.`), words(desk)];
    case "review":
      return [el("h1", {}, "This is yours"), summary(desk), orderForm(desk)];
  }
}

function slider(desk: Desk, measure: Measure, label: string, unit: string): Node {
  const { min, max } = desk.facts.bounds[measure];
  const id = `studio-${measure}`;
  const input = el("input", { id, type: "range", min: String(min), max: String(max), "data-measure": measure, value: String(desk.design()[measure]) });
  input.addEventListener("input", () => {
    desk.change({ [measure]: input.valueAsNumber });
  });
  const output = el("output", { for: id, "data-unit": unit }, String(desk.design()[measure]) + unit);
  return el("div", { class: "field" }, el("label", { for: id }, label), el("div", { class: "slider" }, input, output));
}

function glazes(desk: Desk): Node {
  return el(
    "fieldset",
    {},
    el("legend", { class: "unseen" }, "Glaze"),
    el(
      "div",
      { class: "pills" },
      ...desk.facts.glazes.map((glaze) => {
        const input = el("input", { type: "radio", name: "studio-glaze", value: glaze.slug });
        input.checked = desk.design().glaze === glaze.slug;
        input.addEventListener("change", () => {
          desk.change({ glaze: glaze.slug });
        });
        return el("label", { class: "pill" }, input, el("span", {}, swatch(glaze), glaze.name));
      }),
    ),
  );
}

function swatch(glaze: Glaze): Node {
  return svg("svg", { class: "swatch", viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("circle", { cx: "12", cy: "12", r: "11", fill: glaze.base, stroke: glaze.dark }));
}

function words(desk: Desk): Node {
  const input = el("input", { id: "studio-words", type: "text", autocomplete: "off", placeholder: "Good morning" });
  input.value = desk.design().words;
  const left = el("p", { class: "hint" });
  const count = (): void => {
    left.textContent = `${String(desk.facts.words - [...input.value].length)} letters left`;
  };
  input.addEventListener("input", () => {
    const fitting = trimWords(input.value, desk.facts);
    if (fitting !== input.value) input.value = fitting;
    count();
    desk.change({ words: fitting });
  });
  count();
  return el("div", { class: "field" }, el("label", { for: "studio-words" }, "On the wall"), input, left);
}

function summary(desk: Desk): Node {
  const design = desk.design();
  const glaze = desk.facts.glazes.find((known) => known.slug === design.glaze);
  const rows: [string, string][] = [
    ["Height", `${String(design.height)} mm`],
    ["Rim and belly", `${String(design.rim)} and ${String(design.belly)} mm`],
    ["Holds about", `${String(volume(design))} ml`],
    ["Glaze", `${glaze?.name ?? ""}, ${String(design.dip)} %`],
    ["Words", design.words.trim() === "" ? "none" : `“${design.words.trim()}”`],
    ["Price", money(desk.facts.price + (design.words.trim() === "" ? 0 : desk.facts.extra))],
  ];
  return el("dl", { class: "studio-sum" }, ...rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

function orderForm(desk: Desk): Node {
  const hidden = Object.entries({ ...fields(desk.design()), count: "1" }).map(([name, value]) => el("input", { type: "hidden", name, value }));
  return el("form", { action: desk.facts.action, method: "post" }, ...hidden, el("button", { class: "button wide", type: "submit" }, "Put it in the basket"));
}
