import type { Chance, Editor } from "./edits";

const KINDS = ["text", "checkbox", "radio", "select", "textarea", "number", "range"];
const CHECKED = "input[type=checkbox],input[type=radio]";
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

  /** One property of one control, or the list of a select. */
  edit(): void {
    this.chance.of(this.#edits)();
  }

  /** Puts one of each kind into the page, for those that have much of this. */
  grow(): void {
    for (let i = 0; i < KINDS.length; i++) this.editor.parent().append(this.make());
  }

  /** Each property as often as any other. Another value than it has: setting the same one tells nobody's mistakes. */
  readonly #edits: readonly (() => void)[] = [
    () => { this.#set<HTMLInputElement>("input[type=text],input[type=number],input[type=range]", (input) => { input.value = this.#other(VALUES, input.value); }); },
    () => { this.#set<HTMLTextAreaElement>("textarea", (area) => { area.value = this.#other(VALUES, area.value); }); },
    () => { this.#set<HTMLInputElement>(CHECKED, (input) => { input.checked = !input.checked; }); },
    () => { this.#set<HTMLInputElement>(CHECKED, (input) => { input.indeterminate = !input.indeterminate; }); },
    () => { this.#set<HTMLSelectElement>("select", (select) => { select.selectedIndex = this.#other([...select.options].map((_, i) => i).concat(-1), select.selectedIndex); }); },
    () => { this.#set<HTMLSelectElement>("select", (select) => { select.value = this.#other([...select.options].map((option) => option.value).concat("none of them"), select.value); }); },
    () => { this.#set<HTMLOptionElement>("select option", (option) => { option.selected = !option.selected; }); },
    () => { this.#set<HTMLSelectElement>("select", (select) => {
      if (this.chance.next() < 0.6) select.append(this.#option());
      else select.options[0]?.remove();
    }); },
  ];

  #set<T extends HTMLElement>(selector: string, change: (control: T) => void): void {
    // Those that a parser put into SVG are none.
    const all = this.editor.parents().flatMap((parent) => [...parent.querySelectorAll<T>(selector)]).filter((control) => "form" in control);
    if (all.length === 0) this.editor.parent().append(this.make());
    else change(this.chance.of(all));
  }

  #other<V>(values: readonly V[], now: V): V {
    const others = values.filter((value) => value !== now);
    return others.length === 0 ? now : this.chance.of(others);
  }

  #option(): HTMLOptionElement {
    return new (this.doc.defaultView as Window & typeof globalThis).Option(this.editor.word());
  }
}
