import type { Grant } from "../../shared/wire.gen";
import type { Words } from "../words/words";
import { el } from "./dom";

/** What can be allowed besides seeing, which is what the whole is about. */
export type Right = Exclude<Grant, "view">;

function rightsOf(grants: readonly Grant[]): Right[] {
  return grants.filter((grant): grant is Right => grant !== "view");
}

/** P7: what the agent may do, always in sight while the page is shared, each a switch that works at once. */
export class RightsPanel {
  readonly element: HTMLElement;
  readonly #title = el("span", { class: "rights-title", id: "rights-title" });
  readonly #switches = new Map<Right, HTMLButtonElement>();

  constructor(private readonly words: Words["rights"], private readonly onGive: (right: Right, isGiven: boolean) => void) {
    this.element = el("div", { class: "rights", role: "group", "aria-labelledby": "rights-title" }, this.#title);
  }

  show(agent: string, grants: readonly Grant[], grantable: readonly Grant[]): void {
    this.#title.textContent = this.words.may(agent);
    const rights = rightsOf(grantable);
    this.element.hidden = rights.length === 0;
    for (const right of rights) this.#switch(right).setAttribute("aria-pressed", String(grants.indexOf(right) >= 0));
  }

  #switch(right: Right): HTMLButtonElement {
    const there = this.#switches.get(right);
    if (there) return there;
    const { name, explained } = this.words.levels[right];
    const made = el("button", { type: "button", class: "right", title: explained, "data-right": right }, el("span", { class: "knob", "aria-hidden": "true" }), name);
    made.addEventListener("click", () => { this.onGive(right, made.getAttribute("aria-pressed") !== "true"); });
    this.#switches.set(right, made);
    this.element.append(made);
    return made;
  }
}

/** P6, P7: the same, as part of the question before anything is shown: each level explained, each to be left out. */
export class RightsChoice {
  readonly element: HTMLElement;
  readonly #legend = el("legend");
  readonly #boxes = new Map<Right, HTMLInputElement>();

  constructor(private readonly words: Words["rights"]) {
    this.element = el("fieldset", { class: "rights-choice", hidden: true }, this.#legend);
  }

  show(agent: string, grantable: readonly Grant[]): void {
    const rights = rightsOf(grantable);
    this.#legend.textContent = this.words.mayToo(agent);
    this.element.hidden = rights.length === 0;
    for (const right of rights) if (!this.#boxes.has(right)) this.#add(right);
  }

  get chosen(): readonly Grant[] {
    const chosen: Grant[] = ["view"];
    for (const [right, box] of this.#boxes) if (box.checked) chosen.push(right);
    return chosen;
  }

  #add(right: Right): void {
    const { name, explained } = this.words.levels[right];
    const box = el("input", { type: "checkbox", name: right });
    box.checked = true;
    this.#boxes.set(right, box);
    this.element.append(el("label", {}, box, el("span", {}, el("strong", {}, name), el("span", { class: "explained" }, explained))));
  }
}
