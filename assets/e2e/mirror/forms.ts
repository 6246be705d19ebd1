import type { Chance, Editor } from "./edits";

const KINDS = ["text", "checkbox", "radio", "select", "textarea", "number", "range"];
const VALUES = ["1", "22", "", "abc", "two words"];

/** Form controls as scripts set them: by their properties, which no observer tells. */
export class Forms {
  constructor(
    private readonly doc: Document,
    private readonly chance: Chance,
    private readonly editor: Editor,
  ) {}

  make(): Element {
    const kind = this.chance.of(KINDS);
    if (kind === "textarea") return this.doc.createElement("textarea");
    if (kind === "select") {
      const select = this.doc.createElement("select");
      select.multiple = this.chance.next() < 0.3;
      for (let i = 1 + this.chance.below(4); i >= 0; i--) select.append(this.#option());
      return select;
    }
    const input = this.doc.createElement("input");
    input.type = kind;
    if (kind === "radio") input.name = this.chance.of(["r", "s"]);
    return input;
  }

  /** Sets one property of one control, each kind of which comes as often. */
  edit(): void {
    const all = this.editor.parents().flatMap((parent) => [...parent.querySelectorAll<HTMLElement>("input,select,textarea")]).filter((control) => "form" in control);
    const kind = this.chance.of(["input", "check", "textarea", "select"]);
    const controls = all.filter((control) => (isChecked(control) ? "check" : control.localName) === kind);
    if (controls.length === 0) {
      this.editor.parent().append(this.make());
      return;
    }
    const control = this.chance.of(controls);
    if (kind === "select") this.#select(control as HTMLSelectElement);
    else if (kind === "check") this.#check(control as HTMLInputElement);
    else (control as HTMLInputElement | HTMLTextAreaElement).value = this.chance.of(VALUES);
  }

  #check(input: HTMLInputElement): void {
    if (this.chance.next() < 0.5) input.checked = !input.checked;
    else input.indeterminate = !input.indeterminate;
  }

  #select(select: HTMLSelectElement): void {
    const { options } = select;
    const roll = this.chance.next();
    if (roll < 0.15) select.append(this.#option());
    else if (roll < 0.25) options[0]?.remove();
    else if (roll < 0.5) select.selectedIndex = this.chance.below(options.length + 1) - 1;
    else if (roll < 0.75) select.value = this.chance.of([...options].map((option) => option.value).concat("none of them"));
    else if (options.length > 0) {
      const option = this.chance.of([...options]);
      option.selected = !option.selected;
    }
  }

  #option(): HTMLOptionElement {
    return new (this.doc.defaultView as Window & typeof globalThis).Option(this.editor.word());
  }
}

function isChecked(control: HTMLElement): boolean {
  const { type } = control as HTMLInputElement;
  return type === "checkbox" || type === "radio";
}
