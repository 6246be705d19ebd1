/** Attributes of an element; `true` sets an empty one, undefined and false leave it out. */
export type Attributes = Readonly<Record<string, string | boolean | undefined>>;

/** Makes an element. Text goes in as text, never as markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const attribute of Object.keys(attributes)) {
    const value = attributes[attribute];
    if (value !== undefined && value !== false) element.setAttribute(attribute, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

const shapes = {
  close: "M5 5l10 10M15 5L5 15",
  eye: "M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10Z M10 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6Z",
  pages: "M4.5 3h6L14 6.5V17h-9.5V3Z M10.5 3v3.5H14 M16.5 8v9",
  lock: "M5 9h10v8H5V9Z M7 9V6.5a3 3 0 0 1 6 0V9",
  chat: "M3.5 4.5h13v9h-7l-3.5 3v-3h-2.5v-9Z",
  send: "M3.5 10h12 M11 5l5 5-5 5",
} as const;

/** A line drawing beside a word; never alone. */
export function icon(name: keyof typeof shapes): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon icon-${name}`);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", shapes[name]);
  svg.append(path);
  return svg;
}

/** A button with words, of one of three weights. */
export function button(words: string, weight: "plain" | "main" | "stop", press: () => void): HTMLButtonElement {
  const made = el("button", { type: "button", class: `button ${weight}` }, words);
  made.addEventListener("click", press);
  return made;
}

/** The cross in a card's corner. */
export function closeButton(words: string, press: () => void): HTMLButtonElement {
  const made = el("button", { type: "button", class: "close", "aria-label": words, title: words }, icon("close"));
  made.addEventListener("click", press);
  return made;
}
