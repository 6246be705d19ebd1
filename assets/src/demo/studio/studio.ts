import { money } from "../money";
import { bringInto } from "../row";
import { type Design, clamp, fields, readDesign } from "./design";
import { el } from "./dom";
import { Drawing } from "./drawing";
import { type Facts, readFacts } from "./facts";
import { Grips } from "./grips";
import { volume } from "./mug";
import { panel } from "./panels";
import { type Step, neighbour, stepName, stepOf, steps } from "./route";

/** The mug studio: one page, five addresses. The address carries the step and the whole design, so it can be kept and shared. */
export function startStudio(root: Document): void {
  const place = root.getElementById("studio");
  if (place?.dataset["facts"] !== undefined) new Studio(place, readFacts(place));
}

class Studio {
  readonly #facts: Facts;
  readonly #drawing = new Drawing();
  readonly #grips: Grips;
  readonly #nav = el("nav", { class: "studio-steps", "aria-label": "Steps" });
  readonly #panel = el("section", { class: "studio-panel", "aria-live": "polite" });
  readonly #holds = el("span");
  readonly #price = el("span");
  #design: Design;
  #step: Step;

  constructor(place: HTMLElement, facts: Facts) {
    this.#facts = facts;
    this.#design = readDesign(new URLSearchParams(location.search), facts);
    this.#step = stepOf(location.pathname, facts.base);
    this.#grips = new Grips(
      this.#drawing.root,
      (change) => {
        this.#change(change);
      },
      () => {
        this.#keep();
      },
    );
    this.#drawing.root.append(this.#grips.root);
    const stage = el("div", { class: "studio-stage" }, this.#drawing.root, el("div", { class: "studio-facts" }, this.#holds, this.#price));
    place.replaceChildren(this.#nav, el("div", { class: "studio-bench" }, stage, this.#panel));
    place.addEventListener("click", (event) => {
      this.#follow(event);
    });
    place.addEventListener("change", () => {
      this.#keep();
    });
    addEventListener("popstate", () => {
      // Going back a step must not undo the mug: the entry takes over the design as it is.
      this.#step = stepOf(location.pathname, facts.base);
      this.#showStep();
      this.#keep();
    });
    this.#showStep();
  }

  #address(step: Step): string {
    return `${this.#facts.base}${step}?${new URLSearchParams(fields(this.#design)).toString()}`;
  }

  /** Keeps the design in the address without a new entry in the history. Only when a change is over: browsers limit how often. */
  #keep(): void {
    history.replaceState(null, "", this.#address(this.#step));
    this.#showLinks();
  }

  /** Takes clicks on links between the steps; the others, and those meant for a new tab, are the browser's. */
  #follow(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-step]") : null;
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.#step = stepOf(new URL(link.href).pathname, this.#facts.base);
    history.pushState(null, "", this.#address(this.#step));
    this.#showStep();
    this.#panel.querySelector<HTMLElement>("h1")?.focus();
  }

  #change(change: Partial<Design>): void {
    const next = { ...this.#design, ...change };
    this.#design = {
      ...next,
      height: clamp(next.height, "height", this.#facts),
      rim: clamp(next.rim, "rim", this.#facts),
      belly: clamp(next.belly, "belly", this.#facts),
      dip: clamp(next.dip, "dip", this.#facts),
    };
    this.#showDesign();
  }

  #showStep(): void {
    document.title = `${stepName(this.#step)} · Mug studio · Saltgrove Pottery`;
    const content = panel(this.#step, {
      facts: this.#facts,
      design: () => this.#design,
      change: (change) => {
        this.#change(change);
      },
    });
    this.#panel.replaceChildren(...content, this.#goOn());
    this.#panel.querySelector("h1")?.setAttribute("tabindex", "-1");
    this.#grips.root.toggleAttribute("hidden", this.#step !== "shape");
    this.#showLinks();
    this.#showDesign();
  }

  #showLinks(): void {
    const here = steps.indexOf(this.#step);
    this.#nav.replaceChildren(
      ...steps.map((step, i) => {
        const link = el("a", { href: this.#address(step), "data-step": step, class: i < here ? "done" : "" }, stepName(step));
        if (i === here) link.setAttribute("aria-current", "step");
        return link;
      }),
    );
    const current = this.#nav.children[here];
    if (current) bringInto(this.#nav, current);
  }

  #goOn(): Node {
    const before = neighbour(this.#step, -1);
    const after = neighbour(this.#step, 1);
    const link = (step: Step, text: string, look: string): Node => el("a", { class: look, href: this.#address(step), "data-step": step }, text);
    const row = el("div", { class: "studio-go" });
    if (before !== undefined) row.append(link(before, "Back", "button quiet"));
    if (after !== undefined) row.append(link(after, this.#step === "" ? "Start shaping" : "Next", "button"));
    return row;
  }

  #showDesign(): void {
    const glaze = this.#facts.glazes.find((known) => known.slug === this.#design.glaze);
    if (glaze) this.#drawing.update(this.#design, glaze);
    this.#grips.update(this.#design);
    this.#holds.textContent = `about ${String(volume(this.#design))} ml`;
    this.#price.textContent = money(this.#facts.price + (this.#design.words.trim() === "" ? 0 : this.#facts.extra));
    for (const input of this.#panel.querySelectorAll<HTMLInputElement>("input[data-measure]")) {
      const value = this.#design[input.dataset["measure"] as "height" | "rim" | "belly" | "dip"];
      input.value = String(value);
      const output = input.nextElementSibling;
      if (output instanceof HTMLOutputElement) output.textContent = String(value) + (output.dataset["unit"] ?? "");
    }
  }
}
