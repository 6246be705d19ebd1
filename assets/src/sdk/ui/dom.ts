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
  draw: "M4 16l.8-3.200L13.200 4.400l2.400 2.400L7.200 15.200Z M11.500 6.100l2.400 2.400",
  hold: "M6 9V5.500a1.200 1.200 0 0 1 2.400 0V9 M8.400 8V4a1.200 1.200 0 0 1 2.400 0v4 M10.800 8.500V5a1.200 1.200 0 0 1 2.400 0v6c0 3.500-1.500 6-4.200 6-2 0-3-1-4-3l-1.300-2.500a1 1 0 0 1 1.700-1L6 11.500",
  shade: "M3.500 5.500h13v9h-13Z M3.500 11l5.500-5.500 M5 14.500l9-9 M10 14.500l6.500-6.500",
  more: "M4.5 10h.01 M10 10h.01 M15.5 10h.01",
  send: "M3.5 10h12 M11 5l5 5-5 5",
  clip: "M15.500 9.500l-5.500 5.500a3.300 3.300 0 0 1-4.700-4.700l6-6a2.200 2.200 0 0 1 3.100 3.100l-6 6a1.100 1.100 0 0 1-1.500-1.500l5.300-5.300",
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
export function button(words: string, weight: "plain" | "main" | "stop" | "link", press: () => void): HTMLButtonElement {
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
